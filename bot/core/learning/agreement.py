"""How far the bot and the facilitators read replies alike: Krippendorff's alpha.

1 is perfect agreement, 0 what chance would bring, below 0 less than that. A reading is a set of
acts, so two readings can agree in part; they are compared by MASI (Passonneau, LREC 2006), made for
sets under alpha: a reading that only leaves out an act is nearer than one that has another act
instead, which Jaccard's distance does not tell apart.

The interval comes from drawing drills anew (replies of one drill are read in one go), 95 %
percentiles, as Zapf et al. advise (BMC Medical Research Methodology 16, 2016).

Computed here with numpy: `krippendorff` on PyPI is under the GPL and knows no distances of sets,
`irrCAC` pins scipy, and NLTK's would bring a language toolkit for one formula. The tests compare
with published values.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.learning.estimates import DRAWS, LEVEL, SEED, Estimate

SUBSET: Final = 2 / 3
OVERLAP: Final = 1 / 3
"""MASI's weights of readings of which one lies within the other, or which only overlap."""

FEWEST_DRILLS: Final = 10
"""Drills under an interval: percentiles of fewer say little."""

T = TypeVar("T", bound=Hashable)

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """One reply of a drill with the acts that each reader saw in it, the bot being one."""

    drill: str
    readings: tuple[frozenset[str], ...]


def agreement(replies: Sequence[Compared]) -> Estimate | None:
    """Alpha of the readings, with its interval; None where there is nothing to compare.

    Nothing can be said either where all readings are the same one: chance would agree as well.
    """
    drills: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for one in replies:
        if len(one.readings) > 1:
            drills.setdefault(one.drill, []).append(one.readings)
    values = _values([readings for units in drills.values() for readings in units])
    if len(values) < 2:  # noqa: PLR2004 - two different readings
        return None
    apart = _distances(values, masi)
    told = [_tally(units, values, apart) for units in drills.values()]
    observed = np.array([one for one, _ in told])
    totals = np.stack([one for _, one in told])
    value = _alpha(observed.sum(), totals.sum(0), apart)
    if np.isnan(value):
        return None
    if len(drills) < FEWEST_DRILLS:
        return Estimate(float(value), None, None)
    who = np.random.default_rng(SEED).integers(len(drills), size=(DRAWS, len(drills)))
    weights = np.stack([np.bincount(one, minlength=len(drills)) for one in who]).astype(float)
    drawn = _alpha(weights @ observed, weights @ totals, apart)
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(drawn, (tail, 1 - tail))
    return Estimate(float(value), float(low), float(high))


def alpha(units: Sequence[Sequence[T]], distance: Callable[[T, T], float]) -> float | None:
    """Alpha of units with any number of readings each; None where it is not defined."""
    values = _values(units)
    apart = _distances(values, distance)
    observed, totals = _tally(units, values, apart)
    found = float(_alpha(np.float64(observed), totals, apart))
    return None if np.isnan(found) else found


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 for the same set to 1 for sets with nothing in common."""
    if one == other:
        return 0.0
    both = one & other
    if not both:
        return 1.0
    weight = SUBSET if both in (one, other) else OVERLAP
    return 1 - weight * len(both) / len(one | other)


def _values(units: Sequence[Sequence[T]]) -> list[T]:
    """What occurs in units that more than one reader has read."""
    return list(dict.fromkeys(value for unit in units if len(unit) > 1 for value in unit))


def _distances(values: Sequence[T], distance: Callable[[T, T], float]) -> Matrix:
    size = len(values)
    return np.array([[distance(a, b) for b in values] for a in values]).reshape(size, size)


def _tally(
    units: Sequence[Sequence[T]], values: Sequence[T], apart: Matrix
) -> tuple[float, Matrix]:
    """What Krippendorff's coincidence matrix of these units comes to, without making it.

    How far its readings lie apart in all, and how often each value occurs.
    """
    places = {value: place for place, value in enumerate(values)}
    observed, totals = 0.0, np.zeros(len(values))
    for unit in units:
        if len(unit) > 1:
            here = [places[value] for value in unit]
            observed += apart[np.ix_(here, here)].sum() / (len(unit) - 1)
            np.add.at(totals, here, 1)
    return observed, totals


def _alpha(observed: Matrix | np.float64, totals: Matrix, apart: Matrix) -> Matrix:
    """1 - observed over expected disagreement; the last axis of `totals` are the values."""
    number = totals.sum(-1)
    expected = ((totals @ apart) * totals).sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (number - 1) * observed / expected)
