"""/learn: short texts to read, before, between and during drills."""

from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.core.cards import Card
from bot.core.scenario import Basis, Source
from tests.building import prose
from tests.conversation.stage import Stage

CARD = Card(
    "game-theft",
    prose("Theft in games", "게임 도둑"),
    Source("a page", Basis.ALLEGED, "2026-11-22"),
    ("R20",),
    ("urgency", "money_demand"),
    prose("Somebody offers free items.", "아이템을 공짜로 준다고 합니다."),
    prose("Give no password away.", "비밀번호를 주지 마세요."),
)


def stage(*cards: Card, language: str = "en") -> Stage:
    made = Stage(language=language)
    made.tools = replace(made.tools, cards=cards)
    made.conversation = Conversation(made.tools, made.delivery)
    return made


async def test_the_list_names_every_card() -> None:
    here = stage(CARD)
    await here.command("learn")
    assert here.labels() == ["Theft in games", "Choose a call"]


async def test_a_card_says_what_is_known_and_what_to_do() -> None:
    here = stage(CARD)
    await here.command("learn")
    await here.press("Theft in games")
    for words in ("Somebody offers free items.", "Give no password away.", "urgency", "a page"):
        assert words in here.text
    assert here.labels() == ["Other texts", "Choose a call"]


@pytest.mark.parametrize(("basis", "told"), [(Basis.ALLEGED, True), (Basis.DOCUMENTED, False)])
async def test_what_is_only_alleged_is_said_to_be(basis: Basis, told: bool) -> None:
    here = stage(replace(CARD, source=replace(CARD.source, basis=basis)), language="ko")
    await here.tap("card:game-theft")
    assert ("의혹" in here.text) is told


async def test_a_card_that_is_gone_shows_the_list() -> None:
    here = stage()
    await here.tap("card:game-theft")
    assert "There are none yet." in here.text


async def test_reading_leaves_a_running_call_as_it_is() -> None:
    here = stage(CARD)
    await here.take()
    before = await here.session()
    await here.tap("card:game-theft")
    assert await here.session() == before
    await here.say("I have money at home.")
    assert (await here.session()).state == "demand"
