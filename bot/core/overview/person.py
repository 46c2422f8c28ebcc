"""One person's own history: plain counts, and nobody else to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.learning.counts import Share
from bot.core.overview.advice import Advice, advise
from bot.core.overview.handling import SHOWN, editions, handled_well, revised
from bot.core.overview.side import well_of
from bot.core.practice import Practised
from bot.core.scenario import Scenario
from bot.core.vocabulary import Habit, Kind, Vocabulary


@dataclass(frozen=True, slots=True)
class Taken:
    """A finished drill; the score of one that is `revised` compares with no newer one."""

    drill: Practised
    well: bool
    revised: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many of the calls that tested it a habit was shown.

    `times` are its percentages, in the order of these calls.
    """

    habit: Habit
    kind: Kind
    shown: Share
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonOverview:
    """What one person has practised: their drills, oldest first, scam and genuine calls apart."""

    history: tuple[Taken, ...]
    scams: Share
    genuine: Share
    habits: tuple[Counted, ...]
    next: Advice | None


def person_overview(
    vocabulary: Vocabulary, library: Sequence[Scenario], drills: Sequence[Practised]
) -> PersonOverview:
    """The overview of one person; `drills` oldest first."""
    now = editions(library)
    history = tuple(
        Taken(drill, handled_well(drill.kind, drill.outcome), revised(drill, now))
        for drill in drills
    )
    of = {kind: [drill for drill in drills if drill.kind is kind] for kind in Kind}
    return PersonOverview(
        history,
        well_of(of[Kind.SCAM]),
        well_of(of[Kind.GENUINE]),
        tuple(one for kind in Kind for one in _counted(kind, of[kind])),
        advise(vocabulary, library, drills),
    )


def _counted(kind: Kind, drills: Sequence[Practised]) -> list[Counted]:
    times = {
        habit: tuple(drill.habits[habit] for drill in drills if habit in drill.habits)
        for habit in Habit
    }
    return [
        Counted(habit, kind, Share(sum(one >= SHOWN for one in met), len(met)), met)
        for habit, met in times.items()
        if met
    ]
