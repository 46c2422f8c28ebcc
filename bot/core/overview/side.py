"""Scam calls by themselves and genuine ones by themselves: one total would hide over-suspicion."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.core.learning.counts import Share
from bot.core.overview.habits import HabitOverTime, habits_over_time
from bot.core.overview.handling import Editions, enough_people, handled_well, revised
from bot.core.practice import Practised
from bot.core.scenario import Outcome
from bot.core.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class CallFigures:
    """One edition of one scenario. Scores of other editions stand in a row of their own.

    `well` and `mean` (of the totals) are None where fewer than `FEWEST` people took it.
    """

    scenario: str
    digest: str
    revised: bool
    drills: int
    people: int
    well: Share | None
    mean: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """The drills of one kind. `revised` of them are of editions that have changed since.

    `well` and `endings` are None where fewer than `FEWEST` people took such calls; `endings` has
    every outcome that a call of this kind can have.
    """

    kind: Kind
    drills: int
    people: int
    revised: int
    well: Share | None
    endings: Mapping[Outcome, int] | None
    habits: tuple[HabitOverTime, ...]
    calls: tuple[CallFigures, ...]


OUTCOMES: Mapping[Kind, tuple[Outcome, ...]] = {
    Kind.SCAM: (Outcome.SAFE, Outcome.OPEN, Outcome.HARMED),
    Kind.GENUINE: (Outcome.SAFE, Outcome.OPEN, Outcome.MISSED),
}


def side_of(kind: Kind, drills: Sequence[Practised], now: Editions) -> Side:
    """The side of this kind of a group's drills, oldest first."""
    here = [drill for drill in drills if drill.kind is kind]
    open_ = enough_people(here)
    return Side(
        kind,
        len(here),
        len({drill.trainee for drill in here}),
        sum(revised(drill, now) for drill in here),
        well_of(here) if open_ else None,
        _endings(kind, here) if open_ else None,
        habits_over_time(here),
        _calls(here, now),
    )


def well_of(drills: Sequence[Practised]) -> Share:
    """How many of these calls were handled well."""
    return Share(sum(handled_well(drill.kind, drill.outcome) for drill in drills), len(drills))


def _endings(kind: Kind, drills: Sequence[Practised]) -> Mapping[Outcome, int]:
    counts = Counter(drill.outcome for drill in drills)
    possible = [one for one in Outcome if one in OUTCOMES[kind] or counts[one]]
    return {outcome: counts[outcome] for outcome in possible}


def _calls(drills: Sequence[Practised], now: Editions) -> tuple[CallFigures, ...]:
    taken: dict[tuple[str, str], list[Practised]] = {}
    for drill in drills:
        taken.setdefault((drill.scenario, drill.digest), []).append(drill)
    found = (_call(here, now) for here in taken.values())
    return tuple(sorted(found, key=lambda one: (one.scenario, one.revised, one.digest)))


def _call(drills: Sequence[Practised], now: Editions) -> CallFigures:
    first = drills[0]
    open_ = enough_people(drills)
    return CallFigures(
        first.scenario,
        first.digest,
        revised(first, now),
        len(drills),
        len({drill.trainee for drill in drills}),
        well_of(drills) if open_ else None,
        round(fmean(drill.total for drill in drills)) if open_ else None,
    )
