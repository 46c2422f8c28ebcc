"""The trained whole, apart from Rasa: from the features of a reply to a decision on every act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components import policy
from components.acts import UNCLEAR
from components.calibration import Lines
from components.features import Rows
from components.perceptron import Perceptron
from components.policy import Policy

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the reply is held to do: one act, how sure, and what to do about it."""

    id: str
    confidence: float
    decision: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Models, calibration and policy for the acts in order; made by learning.train."""

    acts: tuple[str, ...]
    models: tuple[Perceptron, ...]
    lines: Lines
    policy: Policy

    def judge(self, rows: Rows) -> list[Judged]:
        """Every act, the likeliest first, for one row of features."""
        probability = self.lines(mean_logits(self.models, rows.values))[0]
        decisions = self.policy.decide(probability)
        order = np.argsort(-probability, kind="stable")
        return [Judged(self.acts[j], round(float(probability[j]), 4), decisions[j]) for j in order]

    def nothing_said(self) -> list[Judged]:
        """The answer to a reply without a letter or digit: unclear, and nothing else."""
        rest = [Judged(act, 0.0, policy.NO) for act in self.acts if act != UNCLEAR]
        return [Judged(UNCLEAR, 1.0, policy.ACT), *rest]


def mean_logits(models: Sequence[Perceptron], rows: NDArray[np.float32]) -> Matrix:
    """The mean of the models' log odds, shape (n, k)."""
    together = [model.logits(rows).astype(np.float64) for model in models]
    return np.asarray(np.mean(together, axis=0))
