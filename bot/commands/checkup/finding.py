"""One thing that was looked at, and what came of it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["fine", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is so; `remedy` says what to do about it, "" where nothing is to be done."""

    state: State
    what: str
    remedy: str = ""


def fine(what: str) -> Finding:
    """It is as it should be."""
    return Finding("fine", what)


def note(what: str, remedy: str) -> Finding:
    """It works, but there is something to know."""
    return Finding("note", what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    """It does not work, or it puts people at risk."""
    return Finding("wrong", what, remedy)
