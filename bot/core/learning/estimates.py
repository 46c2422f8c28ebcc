"""Figures of groups with their intervals: plain values, which bring no statistics with them."""

from dataclasses import dataclass
from typing import Final

from bot.core.learning.counts import Share

LEVEL: Final = 0.95
"""Confidence of the intervals."""

DRAWS: Final = 2000
"""Bootstrap samples: enough for a 95 % interval (Efron & Tibshirani 1993), and quick."""

SEED: Final = 1995


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; the bounds are None where the data cannot give them."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class GroupMeasures:
    """What a group tells apart. Rates are uncorrected; `hits` and `false_alarms` are their counts.

    `protects` and `serves` are the rates of right actions on scams and on genuine calls.
    """

    people: int
    hits: Share
    false_alarms: Share
    hit_rate: Estimate
    false_alarm_rate: Estimate
    d_prime: Estimate
    criterion: Estimate
    auc: Estimate
    protects: Estimate
    serves: Estimate


@dataclass(frozen=True, slots=True)
class Change:
    """After minus before, in the same people."""

    people: int
    hit_rate: Estimate
    false_alarm_rate: Estimate
    d_prime: Estimate
    criterion: Estimate
    auc: Estimate
    protects: Estimate
    serves: Estimate
