"""What all figures agree on: calls handled well, habits shown, and the edition a score is of."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.core.learning.counts import FEWEST
from bot.core.practice import Practised
from bot.core.scenario import Outcome, Scenario
from bot.core.vocabulary import Kind

__all__ = [
    "FEWEST",
    "SHOWN",
    "WELL",
    "Editions",
    "editions",
    "enough_people",
    "handled_well",
    "revised",
]

SHOWN: Final = 75
"""Percent. What one mild reply gives without a loss; from here on a habit counts as shown."""

WELL: Final[Mapping[Kind, frozenset[Outcome]]] = {
    Kind.SCAM: frozenset((Outcome.SAFE,)),
    Kind.GENUINE: frozenset((Outcome.SAFE, Outcome.OPEN)),
}
"""Endings of a call handled well; a genuine caller who may call again has lost nothing."""

Editions = Mapping[str, str]
"""The digest that each scenario of the library has now, by its id."""


def handled_well(kind: Kind, outcome: Outcome) -> bool:
    """Whether a call of this kind that ended so was handled well."""
    return outcome in WELL[kind]


def editions(library: Iterable[Scenario]) -> Editions:
    """The editions of these scenarios."""
    return {scenario.id: scenario.digest for scenario in library}


def revised(drill: Practised, now: Editions) -> bool:
    """Whether the scenario has changed since, or is gone: the score compares with no newer one."""
    return now.get(drill.scenario) != drill.digest


def enough_people(drills: Iterable[Practised]) -> bool:
    """Whether a figure of these drills hides every single person."""
    return len({drill.trainee for drill in drills}) >= FEWEST
