"""Plain counts: d' of one person's ten items is noise, "8 of 10 scams" is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.learning.forms import Answered
from bot.core.vocabulary import Kind

FEWEST: Final = 5
"""People in a group before it is broken out: in a smaller one, single people could be told."""

TELLING: Final = 3
"""Items of ten by which two rates must differ before a single person is told that they lean."""


class Lean(StrEnum):
    """To which side a person's mistakes fall."""

    NEITHER = "neither"
    TRUSTING = "trusting"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What one person told apart, and what they would have done; both kinds side by side."""

    scams: Share
    """Scams that were recognised."""
    genuine: Share
    """Genuine calls that were recognised."""
    protected: Share
    """Scams that they would have answered well."""
    served: Share
    """Genuine calls that they would have answered well."""

    @property
    def lean(self) -> Lean:
        """To which side the mistakes fall, as far as so few items can tell."""
        missed = self.scams.of - self.scams.count
        feared = self.genuine.of - self.genuine.count
        surplus = missed * self.genuine.of - feared * self.scams.of
        least = TELLING * self.scams.of * self.genuine.of / 10
        if not surplus or abs(surplus) < least:
            return Lean.NEITHER
        return Lean.TRUSTING if surplus > 0 else Lean.SUSPICIOUS


def count(answers: Iterable[Answered]) -> Counts:
    """The counts of one person's answers."""
    known = tuple(answers)
    scams = [one for one in known if one.item.kind is Kind.SCAM]
    genuine = [one for one in known if one.item.kind is Kind.GENUINE]
    return Counts(
        Share(sum(one.right for one in scams), len(scams)),
        Share(sum(one.right for one in genuine), len(genuine)),
        Share(sum(one.serves for one in scams), len(scams)),
        Share(sum(one.serves for one in genuine), len(genuine)),
    )
