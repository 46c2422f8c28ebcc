"""How well a group tells scams from genuine calls, and where it draws the line.

A hit is a scam called a scam, a false alarm a genuine call called one. From their rates come the
sensitivity d' (how far apart the two kinds are for the group) and the criterion c (0: no leaning;
above: the group trusts too readily; below: it suspects too readily). The area under the ROC curve
(AUC) uses the confidence too: the chance that a scam looked more suspicious than a genuine call.

- Rates are taken from the answers of the whole group, not averaged over d' of single people, which
  is noise at ten items a kind (Macmillan & Kaplan, Psychological Bulletin 98, 1985).
- Both rates get the log-linear correction, always, (n + 0.5) / (N + 1): it is defined for perfect
  scores and less biased than correcting only these (Hautus, Behavior Research Methods 27, 1995).
- Intervals come from drawing persons anew (the answers of one person are no independent events),
  bias-corrected and accelerated (Efron 1987, `scipy.stats.bootstrap`), with a fixed random state:
  the same answers always give the same figures. A form's items count as given: nothing is said
  about other items.

Groups below `FEWEST` are not measured: single people could be told from the figures.
"""

import warnings
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from bot.core.learning.counts import FEWEST, Share
from bot.core.learning.estimates import DRAWS, LEVEL, SEED, Change, Estimate, GroupMeasures
from bot.core.learning.forms import Answered, Confidence
from bot.core.vocabulary import Kind

__all__ = ["FEWEST", "Change", "Estimate", "GroupMeasures", "compare", "measure"]

ROUNDING: Final = 1e-9
"""Below this a difference is that of floating-point sums."""

STEPS: Final = 2 * len(Confidence)
"""Steps of suspicion, from surely genuine to surely a scam."""

Counted = NDArray[np.int64]
Numbers = NDArray[np.float64]


def measure(people: Sequence[Sequence[Answered]]) -> GroupMeasures | None:
    """The measures of a group, one sequence of answers a person; None for a small group."""
    counted = _counted(people)
    if counted is None:
        return None
    return GroupMeasures(
        len(people),
        Share(*_share(counted, _SCAMS)),
        Share(*_share(counted, _GENUINE)),
        *_estimates(counted, _figures),
    )


def compare(people: Sequence[tuple[Sequence[Answered], Sequence[Answered]]]) -> Change | None:
    """The change from the first to the second quiz of each person; None for a small group."""
    before = _counted([first for first, _ in people])
    later = _counted([second for _, second in people])
    if before is None or later is None:
        return None
    return Change(len(people), *_estimates(np.stack((before, later), axis=1), _changes))


def d_prime(hits: Numbers, of: Numbers, alarms: Numbers, among: Numbers) -> Numbers:
    """z(hits) - z(false alarms), with the log-linear correction."""
    return _z(hits, of) - _z(alarms, among)


def criterion(hits: Numbers, of: Numbers, alarms: Numbers, among: Numbers) -> Numbers:
    """-(z(hits) + z(false alarms)) / 2, with the log-linear correction."""
    return -(_z(hits, of) + _z(alarms, among)) / 2


def auc(scams: Numbers, genuine: Numbers) -> Numbers:
    """The area under the ROC curve from counts by step of suspicion (last axis).

    It is Mann-Whitney's U over the number of pairs; ties count half.
    """
    below = np.cumsum(genuine, axis=-1) - genuine
    won = (scams * (below + genuine / 2)).sum(-1)
    return np.asarray(won / (scams.sum(-1) * genuine.sum(-1)))


# Each person is a row of counts: 8 steps of suspicion on scams, 8 on genuine calls, and how many
# scams and how many genuine calls were answered well. Figures take sums of rows (last axis).

_SCAMS = slice(0, STEPS)
_GENUINE = slice(STEPS, 2 * STEPS)
_PROTECTED, _SERVED = 2 * STEPS, 2 * STEPS + 1
_WIDTH = 2 * STEPS + 2


def _counted(people: Sequence[Sequence[Answered]]) -> Counted | None:
    if len(people) < FEWEST:
        return None
    rows = np.array([_row(answers) for answers in people])
    complete = rows[:, _SCAMS].sum(1).all() and rows[:, _GENUINE].sum(1).all()
    assert complete, "everybody has answered scams and genuine calls"
    return rows


def _row(answers: Sequence[Answered]) -> Counted:
    row = np.zeros(_WIDTH, np.int64)
    for one in answers:
        scam = one.item.kind is Kind.SCAM
        row[one.suspicion - 1 + (0 if scam else STEPS)] += 1
        row[_PROTECTED if scam else _SERVED] += one.serves
    return row


def _alarms(counts: Numbers, part: slice) -> tuple[Numbers, Numbers]:
    """How many of this part were called scams, and how many there were."""
    steps = counts[..., part]
    return steps[..., STEPS // 2 :].sum(-1), steps.sum(-1)


def _share(counted: Counted, part: slice) -> tuple[int, int]:
    called, of = _alarms(counted.sum(0), part)
    return int(called), int(of)


def _figures(counts: Numbers) -> Numbers:
    """The figures of `GroupMeasures` in the order of its fields, on a first axis of their own."""
    called, scams = _alarms(counts, _SCAMS)
    feared, genuine = _alarms(counts, _GENUINE)
    return np.stack(
        (
            called / scams,
            feared / genuine,
            d_prime(called, scams, feared, genuine),
            criterion(called, scams, feared, genuine),
            auc(counts[..., _SCAMS], counts[..., _GENUINE]),
            counts[..., _PROTECTED] / scams,
            counts[..., _SERVED] / genuine,
        )
    )


def _changes(both: Numbers) -> Numbers:
    return _figures(both[..., 1, :]) - _figures(both[..., 0, :])


def _z(count: Numbers, of: Numbers) -> Numbers:
    return np.asarray(ndtri((count + 0.5) / (of + 1)))


def _estimates(rows: Counted, figures: Callable[[Numbers], Numbers]) -> list[Estimate]:
    """The figures of all rows together, with their intervals over persons (the first axis)."""
    from scipy.stats import DegenerateDataWarning, bootstrap

    def drawn(who: Any, axis: int = -1) -> Numbers:
        assert axis == -1, "people lie on the last axis of a draw"
        return figures(rows[who].sum(axis=who.ndim - 1))

    values = figures(rows.sum(0))
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            (np.arange(len(rows)),),
            drawn,
            n_resamples=DRAWS,
            batch=500,
            confidence_level=LEVEL,
            method="BCa",
            rng=np.random.default_rng(SEED),
        ).confidence_interval
    bounds = np.stack((values, found.low, found.high), axis=1)
    return [_estimate(*map(float, one)) for one in bounds]


def _estimate(value: float, low: float, high: float) -> Estimate:
    """Without bounds where nobody differs from anybody: that is no certainty."""
    told = high - low > ROUNDING
    return Estimate(value, low, high) if told else Estimate(value, None, None)
