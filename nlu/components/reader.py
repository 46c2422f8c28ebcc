"""The trained whole, apart from Rasa: from an envelope to a decision about every act."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components import policy
from components.acts import UNCLEAR
from components.calibration import Platt
from components.features import Rows
from components.linear import Linear
from components.policy import Policy


@dataclass(frozen=True, slots=True)
class Judged:
    """What the reply is held to do: one act, how sure, and what to do about it."""

    id: str
    confidence: float
    decision: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Weights, calibration and policy for the acts in order; made by learning.train."""

    acts: tuple[str, ...]
    model: Linear
    platt: Platt
    policy: Policy

    def judge(self, rows: Rows) -> list[Judged]:
        """Every act, the likeliest first, for one row of features."""
        probability = self.platt(self.model.logits(rows)[0])
        decisions = self.policy.decide(probability)
        order = np.argsort(-probability, kind="stable")
        return [Judged(self.acts[j], round(float(probability[j]), 4), decisions[j]) for j in order]

    def nothing_said(self) -> list[Judged]:
        """The answer to a reply without a letter or digit: unclear, and nothing else."""
        rest = [Judged(act, 0.0, policy.NO) for act in self.acts if act != UNCLEAR]
        return [Judged(UNCLEAR, 1.0, policy.ACT), *rest]
