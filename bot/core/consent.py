"""What a person has agreed that may be kept about them."""

from dataclasses import replace
from enum import StrEnum

from bot.core.events import Event, MeaningAsked, Rehearsed, Replied, WasNotUnderstood


class Keeps(StrEnum):
    """How much of a drill is kept: only what the replies did, or the redacted replies as well."""

    ACTS = "acts"
    REPLIES = "replies"


def wordless(event: Event) -> Event:
    """The event as it is kept of somebody who keeps only what their replies did."""
    match event:
        case Replied() | WasNotUnderstood() | MeaningAsked() | Rehearsed():
            return replace(event, text=None)
    return event
