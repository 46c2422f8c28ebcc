"""Acts, signs and habits: the words that scenarios, the NLU and the scorecards share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.language import Prose

WANTS_TO_STOP: Final = "wants_to_stop"
ASKS_FOR_HELP: Final = "asks_for_help"
ENDS_CALL: Final = "ends_call"
UNCLEAR: Final = "unclear"
"""What the NLU calls a reply that it cannot read; no act, so never in a drill's events."""
VERIFIES: Final = "verifies_independently"


class Habit(StrEnum):
    """What a trainee practises; every act gives or takes points in some of these."""

    VERIFY = "verify"
    DISCLOSE = "disclose"
    PAY = "pay"
    SLOW = "slow"
    END = "end"
    SHARE = "share"
    REPORT = "report"


class Kind(StrEnum):
    """Whether the caller is a scammer or who they say they are."""

    SCAM = "scam"
    GENUINE = "genuine"


Points = Mapping[Habit, int]
"""Habit points, each from -2 to 2; a habit that is not listed gets none."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a reply does. `button` is how a trainee would say that they do it."""

    id: str
    title: Prose
    button: Prose
    definition: str
    boundary: str
    effects: Points
    north: Points
    genuine: Points


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign that a caller's line can carry; `answer` is the habit that protects."""

    id: str
    title: Prose
    shows: Prose
    do: Prose
    answer: Habit


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every act, control and sign by its permanent id, and the titles of all that has one.

    `settings` stand in the order of the menu.
    """

    acts: Mapping[str, Act]
    controls: Mapping[str, Prose]
    signs: Mapping[str, Sign]
    habits: Mapping[Habit, Prose]
    settings: Mapping[str, Prose]
    content: Mapping[str, Prose]

    def points(self, act: str, kind: Kind, setting: str) -> Points:
        """The points that `act` gives in a call of this kind in this setting, zeros left out."""
        known = self.acts[act]
        if kind is Kind.GENUINE:
            effects = known.genuine
        elif setting == DANGEROUS_SETTING:
            effects = {**known.effects, **known.north}
        else:
            effects = known.effects
        return {habit: points for habit, points in effects.items() if points}


DANGEROUS_SETTING: Final = "north"
"""Here the caller may be a real, dangerous official: defiance and hanging up earn nothing."""
