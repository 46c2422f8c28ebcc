"""How many take part, how much, and when."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.core.overview.handling import FEWEST
from bot.core.practice import Practised

BANDS: Final[tuple[tuple[int, int | None], ...]] = (
    (0, 0),
    (1, 1),
    (2, 4),
    (5, 9),
    (10, 19),
    (20, None),
)
"""Drills a person, from and to; None is open."""

WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Band:
    """So many people have finished `least` to `most` drills; a `most` of None is open."""

    least: int
    most: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Week:
    """The drills finished in the week of this Monday (UTC), and by how many people."""

    monday: date
    drills: int
    people: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part. `began` have finished a drill; `drills` are all that were finished.

    `bands` and `weeks` are None for a group of fewer than `FEWEST`. `weeks` has no gaps.
    """

    members: int
    began: int
    drills: int
    bands: tuple[Band, ...] | None
    weeks: tuple[Week, ...] | None


def participation(members: int, drills: Sequence[Practised]) -> Participation:
    """The participation of a group of this size."""
    each = Counter(drill.trainee for drill in drills)
    if members < FEWEST:
        return Participation(members, len(each), len(drills), None, None)
    idle = max(0, members - len(each))
    return Participation(
        members, len(each), len(drills), _bands([*each.values(), *[0] * idle]), _weeks(drills)
    )


def _bands(each: Sequence[int]) -> tuple[Band, ...]:
    return tuple(
        Band(
            least,
            most,
            sum(least <= count and (most is None or count <= most) for count in each),
        )
        for least, most in BANDS
    )


def _weeks(drills: Sequence[Practised]) -> tuple[Week, ...]:
    if not drills:
        return ()
    people: dict[date, list[str]] = defaultdict(list)
    for drill in drills:
        people[_monday(drill.at.date())].append(drill.trainee)
    first, last = min(people), max(people)
    mondays = (first + number * WEEK for number in range((last - first) // WEEK + 1))
    return tuple(
        Week(monday, len(here), len(set(here)))
        for monday in mondays
        for here in (people.get(monday, []),)
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
