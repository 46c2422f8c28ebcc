"""Asking the NLU what a reply does, without bothering it with what holds no words."""

from bot.conversation.talk import Drill, Talk
from bot.core.events import CallerSpoke
from bot.core.transcript import spoken_line
from bot.core.understanding import NotUnderstood, Understanding
from bot.ports import Nlu


async def understanding(
    talk: Talk, drill: Drill, text: str, context: str | None = None
) -> Understanding:
    """What a redacted reply does, in answer to `context` or else to the caller's last line."""
    language = drill.session.language
    return await read(talk.tools.nlu, text, language, context or last_line(drill))


async def read(nlu: Nlu, text: str, language: str | None, context: str | None) -> Understanding:
    """What a redacted reply does in answer to `context`."""
    if not any(character.isalnum() for character in text):
        return NotUnderstood()
    return await nlu.understand(text, language, context)


def last_line(drill: Drill) -> str:
    """What the caller said last, in the language of the drill."""
    return spoken_line(drill.scenario, last_spoken(drill)).prose[drill.session.language]


def last_spoken(drill: Drill) -> CallerSpoke:
    """The event in which the caller spoke last; every drill begins with one."""
    return next(one for one in reversed(drill.events) if isinstance(one, CallerSpoke))
