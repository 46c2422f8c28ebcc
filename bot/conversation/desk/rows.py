"""The desk's buttons. Data reads `desk:what:detail`, within the 64 bytes that Telegram takes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from itertools import islice
from typing import Final

from bot.conversation import buttons
from bot.conversation.talk import Drill
from bot.core.scenario import Ending, Scenario
from bot.ports import Button

DESK: Final = "desk"

MOST_STATES: Final = 40
"""Buttons with states under one message; for the rest there is /jump. Telegram takes a hundred."""

ABREAST: Final = 2
"""Ids are short: two of them fit beside each other on a phone."""


def reference(digest: str) -> str:
    """A digest (SHA-256, hex) in 43 signs, so that it fits into a button."""
    return urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")


def digest(reference: str) -> str | None:
    """The digest of a reference; None for what is none, since anything may come in."""
    try:
        return urlsafe_b64decode(f"{reference}=").hex()
    except ValueError:
        return None


def offer(say: Callable[[str], str], digest: str) -> buttons.Rows:
    """To play a text from its beginning, or from any state."""
    text = reference(digest)
    return (
        (
            Button(say("▶ Play it"), f"{DESK}:play:{text}"),
            Button(say("⏩ Jump to a state"), f"{DESK}:states:{text}"),
        ),
    )


def states(scenario: Scenario) -> buttons.Rows:
    """A button for each state, in the order of the file, as far as there is room."""
    text = reference(scenario.digest)
    made = [
        Button(f"{'■ ' if isinstance(state, Ending) else ''}{id_}", f"{DESK}:jump:{text}.{number}")
        for number, (id_, state) in enumerate(islice(scenario.states.items(), MOST_STATES))
    ]
    return tuple(tuple(made[at : at + ABREAST]) for at in range(0, len(made), ABREAST))


def under_lines(say: Callable[[str], str], drill: Drill) -> buttons.Rows:
    """What stands under every line of the caller in a play at the desk."""
    *act_rows, stop = buttons.always(say, drill.place, drill.scenario.medium)
    silent = Button(say("🤐 Say nothing"), f"{DESK}:silent:{drill.place}")
    jump = Button(say("⏩ Jump to a state"), f"{DESK}:states:{reference(drill.session.digest)}")
    return (*act_rows, (silent, jump), stop)
