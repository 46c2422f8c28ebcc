"""What to train next: the weakest habit, and calls of the library that give it a chance."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from bot.core.overview.habits import times_of
from bot.core.overview.handling import SHOWN
from bot.core.practice import Practised
from bot.core.scenario import Scenario, Waiting
from bot.core.scoring import opportunities
from bot.core.transcript import Heard
from bot.core.vocabulary import Habit, Kind, Vocabulary

ENOUGH: Final = 3
"""Drills with an opportunity, before anything is said of a habit: one slip is no weakness."""

MOST_CALLS: Final = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """A habit to train, how it stands, and scenarios for it: the less met, then the milder first.

    `kind` tells whether it is weak on scam calls, or on genuine ones.
    """

    habit: Habit
    kind: Kind
    percent: int
    drills: int
    scenarios: tuple[str, ...]


def advise(
    vocabulary: Vocabulary,
    library: Sequence[Scenario],
    drills: Sequence[Practised],
    fewest: int = 1,
) -> Advice | None:
    """What these people should train next, in the settings that they have met.

    None where no habit that at least `fewest` people met in at least `ENOUGH` drills is below
    `SHOWN`, or where the library has no call for it.
    """
    settings = {drill.setting for drill in drills}
    near = [one for one in library if one.setting in settings]
    met = Counter(drill.scenario for drill in drills)
    for percent, count, kind, habit in _weak(drills, fewest):
        calls = [one for one in near if one.kind is kind and habit in offered(vocabulary, one)]
        calls.sort(key=lambda one: (met[one.id], one.level, one.id))
        if calls:
            names = tuple(one.id for one in calls[:MOST_CALLS])
            return Advice(habit, kind, percent, count, names)
    return None


def offered(vocabulary: Vocabulary, scenario: Scenario) -> Mapping[Habit, int]:
    """How many lines of a scenario give an opportunity for which habit."""
    states = (state for state in scenario.states.values() if isinstance(state, Waiting))
    return Counter(
        habit
        for state in states
        for line in state.lines
        for habit in opportunities(vocabulary, scenario, Heard(state.id, line))
    )


def _weak(drills: Sequence[Practised], fewest: int) -> list[tuple[int, int, Kind, Habit]]:
    """The habits below `SHOWN`, weakest first, each with its drills; everybody counts once."""
    weak = []
    for kind in Kind:
        times = times_of([drill for drill in drills if drill.kind is kind])
        for place, habit in enumerate(Habit):
            people = times.get(habit, {}).values()
            count = sum(len(one) for one in people)
            if count < ENOUGH or len(people) < fewest:
                continue
            mean = fmean(fmean(one) for one in people)
            if mean < SHOWN:
                weak.append((mean, -count, place, kind, habit))
    return [(round(mean), -count, kind, habit) for mean, count, _, kind, habit in sorted(weak)]
