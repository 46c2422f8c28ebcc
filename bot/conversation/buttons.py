"""Buttons, and what their data says when one comes back as a tap.

Data reads `what:detail:detail`; an act's button names the place in the drill it was made for, so
that a button of an older message is never taken for an answer to the caller's newest line. The
buttons after the call name the drill.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bot.core.events import Feeling, Role
from bot.core.vocabulary import ENDS_CALL, VERIFIES
from bot.ports import Button

STOP: Final = "stop"
LOOK: Final = "look"
SCORE: Final = "score"
NONE_OF_THESE: Final = "-"

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """A tap's data, taken apart; missing details are empty."""

    what: str
    one: str = ""
    two: str = ""


def read(data: str) -> Data:
    """The parts of a tap's data; anything may come in."""
    what, _, rest = data.partition(":")
    one, _, two = rest.partition(":")
    return Data(what, one, two)


def act(label: str, place: str, act_id: str) -> Button:
    return Button(label, f"act:{place}:{act_id}")


def always(say: Callable[[str], str], place: str, medium: str) -> Rows:
    """The buttons that stand under every line of the caller."""
    hang_up = say("📵 Hang up") if medium == "call" else say("📵 Leave the chat")
    return (
        (act(hang_up, place, ENDS_CALL), act(say("🔎 Check elsewhere"), place, VERIFIES)),
        (Button(say("⏹ Stop the exercise"), STOP),),
    )


def column(buttons: Iterable[Button]) -> Rows:
    """The buttons one below the other, for small screens and long words."""
    return tuple((button,) for button in buttons)


def drill(label: str, scenario: str) -> Button:
    return Button(label, f"about:{scenario}")


def take(label: str, scenario: str, role: Role) -> Button:
    return Button(label, f"take:{role}:{scenario}")


def setting(label: str, setting_id: str) -> Button:
    return Button(label, f"setting:{setting_id}")


def surprise(label: str, setting_id: str) -> Button:
    return Button(label, f"surprise:{setting_id}")


def feeling(label: str, mark: str, told: Feeling) -> Button:
    return Button(label, f"feel:{told}:{mark}")


def rehearse(label: str, mark: str, turn: int) -> Button:
    return Button(label, f"again:{turn}:{mark}")


def look(label: str, mark: str) -> Button:
    return Button(label, f"{LOOK}:{mark}")


def scorecard(label: str, mark: str) -> Button:
    return Button(label, f"{SCORE}:{mark}")


def is_of(data: Data, mark: str) -> bool:
    """Whether a button after the call is of this drill; one that names none is of any."""
    named = data.one if data.what in (LOOK, SCORE) else data.two
    return named in ("", mark)


def language(label: str, code: str) -> Button:
    return Button(label, f"lang:{code}")
