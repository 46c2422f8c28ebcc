"""A file on the desk: what is wrong with it, or that it can be played."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.desk import rows
from bot.conversation.talk import Talk
from bot.ports import LARGEST_DOCUMENT, Complaint, Document, Examined, Reply

ROOM: Final = 3300
"""UTF-16 units for faults, tags and all, of the 4,096 in a message: the rest is for what frames
them."""

LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class _Shown:
    """A complaint with its excerpt in three pieces: before, at and after the place."""

    complaint: Complaint
    before: str
    at: str
    after: str


async def examine(talk: Talk, document: Document) -> Talk:
    """Say what is wrong with the file, and offer to play it if it can be played."""
    if document.data is None:
        return explain(talk, unreadable=True)
    examiner = talk.tools.examiner
    assert examiner is not None, "whoever is admitted finds a desk"
    found = await examiner.examine(document.data, talk.language, talk.at.date())
    scenario = found.scenario
    if scenario is None:
        return talk.saying(Reply(_page(talk, document.name, found)))
    offer = rows.offer(talk.words.gettext, scenario.digest)
    return talk.keeping(scenario).saying(Reply(_page(talk, document.name, found), offer))


def explain(talk: Talk, unreadable: bool) -> Talk:
    """Say how to bring a file here; `unreadable` is one that could not be taken in."""
    most = LARGEST_DOCUMENT // 1024
    return talk.saying(Reply(talk.page("desk_how", unreadable=unreadable, most=most)))


def _page(talk: Talk, name: str, found: Examined) -> str:
    shown = [_shown(one) for one in found.complaints]
    parts = _that_fit([talk.page("desk_fault", fault=one) for one in shown])
    warnings = sum(one.warns for one in found.complaints)
    return talk.page(
        "desk_checked",
        file=_name(name),
        scenario=found.scenario,
        errors=len(shown) - warnings,
        warnings=warnings,
        faults=parts,
        more=len(shown) - len(parts),
    )


def _that_fit(parts: Sequence[str]) -> Sequence[str]:
    """The first of these, as many as there is room for."""
    room = ROOM
    for number, part in enumerate(parts):
        room -= len(part.encode("utf-16-le")) // 2 + 2
        if room < 0:
            return parts[: max(1, number)]
    return parts


def _shown(complaint: Complaint) -> _Shown:
    start, end = complaint.passage
    text = complaint.excerpt
    return _Shown(complaint, text[:start], text[start:end], text[end:])


def _name(name: str) -> str:
    """The file's name for showing: one line, and not for ever."""
    shown = "".join(one for one in name if one.isprintable())
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"
