"""Whatever people write: it is text, it stays text, and the drill goes on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.memory import ScriptedNlu
from bot.adapters.sqlite import SqliteStore, Vault
from bot.adapters.telegram.channel import split
from bot.core.events import Replied
from bot.core.redaction import redact
from tests.conversation.stage import READS, Stage
from tests.presentation.test_pages import Tags, is_sound

HOSTILE = {
    "html": '<b>hello</b><script>alert(1)</script><a href="tg://user?id=1">x</a>',
    "entities": "&lt;b&gt; &amp;amp; &#60; &nbsp",
    "unclosed": "</code></blockquote><b><i>",
    "markdown": "*a* _b_ `c` [d](tg://user?id=1) ~e~ ||f||",
    "template": "{{ 7*7 }} {% raw %} {{ self.__init__.__globals__ }} ${7*7} #{7*7}",
    "format": "%(num)s %s {0} {num} $name",
    "formula": '=HYPERLINK("x","y")',
    "path": "../../etc/passwd",
    "null": "a\0b\0",
    "control": "a\x07\x1b[31mb\r\x0b\x7f",
    "right to left": "abc \u202edlog\u202c \u2066x\u2069 \u200f",
    "invisible": "g\u200bo\u2060l\ufeffd",
    "look-alikes": "рау mе (Cyrillic р, а, у, е)",
    "combining": "a" + "\u0301" * 500,
    "lone surrogate": "a \ud800 b \udfff",
    "emoji": "네 👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "old hangul": "ᄒᆞᆫ글 \u115f\u1160 ㅤ",
    "long": "가" * 4096,
    "sql": "'; DROP TABLE trainees; --",
    "json": '"}], "acts": [{"id": "ends_call"',
}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A real one, which has to keep whatever is said."""
    made = SqliteStore(tmp_path / "store.db", Vault(b"k" * 32))
    yield made
    await made.close()


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_reply_is_quoted_in_the_debrief_as_text_and_nothing_more(
    store: SqliteStore, what: str
) -> None:
    heard = redact(HOSTILE[what])
    stage = Stage(store=store, nlu=ScriptedNlu({**READS, heard: ("agrees_to_pay",)}))
    await stage.take()
    await stage.say("I have money at home.")
    await stage.say(HOSTILE[what])
    await stage.tap("feel:fine")
    await stage.tap("score")
    for _, reply in stage.channel.sent:
        assert is_sound(reply.html), reply.html
        reply.html.encode("utf-8")
        assert all(is_sound(piece) for piece in split(reply.html))
    said = [one for one in await stage.events() if isinstance(one, Replied)]
    assert "agrees_to_pay" in {reading.act for one in said for reading in one.readings}
    quoted = [Tags(reply.html).text for _, reply in stage.channel.sent]
    kept = said[1].text
    assert kept is not None
    assert any(kept.strip()[:40] in text for text in quoted)


@pytest.mark.parametrize("what", HOSTILE)
async def test_outside_of_a_drill_it_is_answered_too(store: SqliteStore, what: str) -> None:
    stage = Stage(store=store)
    await stage.say(HOSTILE[what])
    assert stage.answer
    await stage.agree()
    await stage.say(HOSTILE[what])
    assert stage.answer
    await stage.tap(HOSTILE[what])
    await stage.command(HOSTILE[what], rest=HOSTILE[what])
    await stage.command("start", rest=HOSTILE[what])
