"""In how many calls habits are shown, and how that changes with practice.

A habit's n-th time is the person's n-th drill that gave an opportunity for it, so that calls which
never tested the habit leave no gap. Every mean is one of people: each counts once, however often
they practise. First and later drills are those of the same people, so that nobody who left after
the first one makes the others look better.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.core.overview.handling import FEWEST, SHOWN
from bot.core.practice import Practised
from bot.core.vocabulary import Habit

Times = Mapping[str, Sequence[int]]
"""Percentages of one habit by person, each person's in the order of their drills."""


@dataclass(frozen=True, slots=True)
class HabitMean:
    """In what percentage of the drills that tested it so many people showed a habit, on average.

    `drills` are all of theirs.
    """

    percent: int
    people: int
    drills: int


@dataclass(frozen=True, slots=True)
class Change:
    """The first time and all later ones of the same people."""

    first: HabitMean
    later: HabitMean


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The percentage of those who showed it, of all who have come to their n-th time (from 1)."""

    time: int
    percent: int
    people: int


@dataclass(frozen=True, slots=True)
class HabitOverTime:
    """One habit of a group. `mean` is None where fewer than `FEWEST` people had an opportunity.

    `change` is None where fewer had a second one; `curve` ends before fewer are left.
    """

    habit: Habit
    mean: HabitMean | None
    change: Change | None
    curve: tuple[CurvePoint, ...]


def habits_over_time(drills: Sequence[Practised]) -> tuple[HabitOverTime, ...]:
    """Every habit that these drills, oldest first, gave an opportunity for."""
    found = {habit: _shown(times) for habit, times in times_of(drills).items()}
    return tuple(
        HabitOverTime(habit, _mean(found[habit]), _change(found[habit]), _curve(found[habit]))
        for habit in Habit
        if habit in found
    )


def times_of(drills: Sequence[Practised]) -> Mapping[Habit, Times]:
    """The percentages of every habit that these drills, oldest first, tested.

    Of a group, those few who met a habit only once are left out of it: else the figures of all
    less those of the others would be their result.
    """
    found: dict[Habit, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for drill in drills:
        for habit, percent in drill.habits.items():
            found[habit][drill.trainee].append(percent)
    return {habit: _without_few(times) for habit, times in found.items()}


def _without_few(times: Times) -> Times:
    again = {person: one for person, one in times.items() if len(one) > 1}
    few = len(times) - len(again) < FEWEST <= len(again)
    return again if few else times


def _shown(times: Times) -> Times:
    """100 where the habit was shown and 0 where not."""
    return {person: [100 * (one >= SHOWN) for one in met] for person, met in times.items()}


def _mean(times: Times) -> HabitMean | None:
    if len(times) < FEWEST:
        return None
    drills = sum(len(one) for one in times.values())
    return HabitMean(round(fmean(fmean(one) for one in times.values())), len(times), drills)


def _change(times: Times) -> Change | None:
    again = {person: one for person, one in times.items() if len(one) > 1}
    first = _mean({person: one[:1] for person, one in again.items()})
    later = _mean({person: one[1:] for person, one in again.items()})
    return Change(first, later) if first and later else None


def _curve(times: Times) -> tuple[CurvePoint, ...]:
    points: list[CurvePoint] = []
    longest = max((len(one) for one in times.values()), default=0)
    for time in range(longest):
        here = [one[time] for one in times.values() if len(one) > time]
        if len(here) < FEWEST:
            break
        points.append(CurvePoint(time + 1, round(fmean(here)), len(here)))
    return tuple(points)
