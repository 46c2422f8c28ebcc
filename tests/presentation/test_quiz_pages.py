"""The quiz as people read it, with the forms of the project, in both languages."""

import re
from dataclasses import replace

import pytest

from bot.adapters.scenario_files import load_forms, load_vocabulary
from bot.config import ROOT
from bot.conversation import Conversation
from bot.core.language import LANGUAGES
from bot.presentation.pages import page
from tests.conversation.stage import Stage
from tests.presentation.test_pages import Tags, is_sound

LONGEST = 4096
"""Characters that Telegram shows in one message."""


async def all_wrong(language: str) -> Stage:
    """Somebody who obeys every scam and cuts every honest caller off, and so reads everything."""
    stage = Stage(language=language)
    vocabulary = load_vocabulary(ROOT / "scenarios")
    forms = load_forms(ROOT / "scenarios", vocabulary)
    stage.tools = replace(stage.tools, forms=forms, vocabulary=vocabulary)
    stage.conversation = Conversation(stage.tools, stage.delivery)
    await stage.agree()
    stage.channel.sent.clear()
    await stage.command("quiz")
    items = {item.says[language]: item for form in forms for item in form.items}
    for _ in range(20):
        scam = next(item.kind == "scam" for says, item in items.items() if says in stage.text)
        for place in (1, 0, 0) if scam else (0, 3, 3):
            labelled = [button for row in stage.answer[-1].buttons for button in row]
            await stage.tap(labelled[place].data)
    return stage


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_message_is_sound_and_fits_into_telegram(language: str) -> None:
    stage = await all_wrong(language)
    for _, reply in stage.channel.sent:
        assert is_sound(reply.html), reply.html
        assert Tags(reply.html).text.strip()
        assert len(reply.html) < LONGEST
        assert reply.html == reply.html.strip()
        assert "\n\n\n" not in reply.html


async def test_in_english_nothing_is_korean() -> None:
    stage = await all_wrong("en")
    assert "Scams that you recognised: 0 of 10" in stage.text
    assert re.findall(r"[ㄱ-ㆎ가-힣]+", stage.channel.text) == []


async def test_in_korean_nothing_is_english() -> None:
    stage = await all_wrong("ko")
    assert "알아본 사기: 10건 중 0건" in stage.text
    assert re.findall(r"[A-Za-z]{2,}", re.sub(r"/[a-z]+", "", stage.channel.text)) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_caller_carries_the_practice_mark(language: str) -> None:
    stage = await all_wrong(language)
    said = [reply for _, reply in stage.channel.sent if reply.spoken]
    assert len(said) == 20
    assert all("🔶" in reply.html for reply in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_escaped(language: str) -> None:
    item = {"says": "<b>&", "scam": True, "tell": "<script>", "right": "{{ 7*7 }}"}
    for html in (
        page("quiz_missed", language, items=[item]),
        page("reminder", language, title="<script>&", a_while=True),
        page("quiz_item", language, medium="chat", setting="<", number=1, items=2, says="<script>"),
    ):
        assert is_sound(html)
        assert "<script>" not in html
