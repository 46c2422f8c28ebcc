"""Scam calls by themselves and genuine ones by themselves: one total would hide over-suspicion."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean

from bot.core.learning.counts import Share
from bot.core.overview.habits import HabitOverTime, habits_over_time
from bot.core.overview.handling import Editions, enough_people, handled_well, revised
from bot.core.practice import Practised
from bot.core.scenario import Outcome
from bot.core.vocabulary import Kind

Drills = Sequence[Practised]


@dataclass(frozen=True, slots=True)
class CallFigures:
    """One edition of one scenario. Scores of other editions stand in a row of their own.

    `mean` is that of the totals.
    """

    scenario: str
    digest: str
    revised: bool
    drills: int
    people: int
    well: Share
    mean: int


@dataclass(frozen=True, slots=True)
class Side:
    """The drills of one kind. `revised` of them are of editions that have changed since.

    `well` and `endings` are None where fewer than `FEWEST` people took such calls; `endings` has
    every outcome that a call of this kind can have. `calls` leaves out those that fewer took, and
    one more where the sum would else give these few away; `not_shown` is how many it leaves out.
    """

    kind: Kind
    drills: int
    people: int
    revised: int
    well: Share | None
    endings: Mapping[Outcome, int] | None
    habits: tuple[HabitOverTime, ...]
    calls: tuple[CallFigures, ...]
    not_shown: int


OUTCOMES: Mapping[Kind, tuple[Outcome, ...]] = {
    Kind.SCAM: (Outcome.SAFE, Outcome.OPEN, Outcome.HARMED),
    Kind.GENUINE: (Outcome.SAFE, Outcome.OPEN, Outcome.MISSED),
}


def side_of(kind: Kind, drills: Sequence[Practised], now: Editions) -> Side:
    """The side of this kind of a group's drills, oldest first."""
    here = [drill for drill in drills if drill.kind is kind]
    open_ = enough_people(here)
    shown, hidden = _parted(here)
    return Side(
        kind,
        len(here),
        len({drill.trainee for drill in here}),
        sum(revised(drill, now) for drill in here),
        well_of(here) if open_ else None,
        _endings(kind, here) if open_ else None,
        habits_over_time(here),
        _calls(shown, now),
        len(hidden),
    )


def well_of(drills: Sequence[Practised]) -> Share:
    """How many of these calls were handled well."""
    return Share(sum(handled_well(drill.kind, drill.outcome) for drill in drills), len(drills))


def _endings(kind: Kind, drills: Sequence[Practised]) -> Mapping[Outcome, int]:
    counts = Counter(drill.outcome for drill in drills)
    possible = [one for one in Outcome if one in OUTCOMES[kind] or counts[one]]
    return {outcome: counts[outcome] for outcome in possible}


def _parted(drills: Sequence[Practised]) -> tuple[list[Drills], list[Drills]]:
    """The drills of each call by themselves: those that are shown, and those that are not."""
    taken: dict[tuple[str, str], list[Practised]] = {}
    for drill in drills:
        taken.setdefault((drill.scenario, drill.digest), []).append(drill)
    calls: list[Drills] = sorted(taken.values(), key=_size)
    hidden = [call for call in calls if not enough_people(call)]
    shown = [call for call in calls if enough_people(call)]
    if hidden and shown and not enough_people(chain.from_iterable(hidden)):
        # The whole less what is shown would be the result of these few: the smallest joins them.
        hidden.append(shown.pop(0))
    return shown, hidden


def _size(drills: Drills) -> tuple[int, int, str, str]:
    people = len({drill.trainee for drill in drills})
    return people, len(drills), drills[0].scenario, drills[0].digest


def _calls(shown: Sequence[Drills], now: Editions) -> tuple[CallFigures, ...]:
    found = (_call(here, now) for here in shown)
    return tuple(sorted(found, key=lambda one: (one.scenario, one.revised, one.digest)))


def _call(drills: Drills, now: Editions) -> CallFigures:
    first = drills[0]
    return CallFigures(
        first.scenario,
        first.digest,
        revised(first, now),
        len(drills),
        len({drill.trainee for drill in drills}),
        well_of(drills),
        round(fmean(drill.total for drill in drills)),
    )
