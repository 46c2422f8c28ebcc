"""What to do with a probability: act on it, ask the trainee, or leave it.

The thresholds are chosen on replies that the model had not seen, by what each kind of error costs.
To score a person for giving in who did not is the worst that can happen here; a question costs
little; a reply that is understood and left aside costs something as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.acts import UNCLEAR

Matrix = NDArray[np.float64]

ACT, ASK, NO = "act", "ask", "no"
GIVING_IN: Final = frozenset(
    {
        "accepts_offer",
        "agrees_to_isolation",
        "agrees_to_pay",
        "discloses",
        "installs_app",
    }
)
WRONG: Final = 0.65  # the cost of acting on an act that the reply does not do
WRONG_GIVING_IN: Final = 1.0
MISSED: Final = 1.0  # the cost of leaving an act that the reply does
LIKELY: Final = 0.5  # a further act beside the likeliest must be likelier than not: no guesses
LOWEST, HIGHEST = 0.2, 0.8
_PULL: Final = 30.0  # replies that the common threshold counts for against an act's own
_GRID: Final = np.round(np.arange(LOWEST, HIGHEST + 0.001, 0.02), 2)
ASK_FROM: Final = 0.15  # below this an act is not even worth a button


@dataclass(frozen=True, slots=True)
class Policy:
    """One threshold an act, and the lower one from which the likeliest act alone is acted on."""

    acts: tuple[str, ...]
    thresholds: tuple[float, ...]
    alone: float

    def decide(self, probability: Matrix) -> list[str]:
        """A decision an act for one reply, probabilities of shape (k,).

        Beside the likeliest of the acts that reach their thresholds a further one is acted on only
        from LIKELY. `unclear` is acted on only where it is the likeliest, and then nothing else is.
        """
        fallback = self.acts.index(UNCLEAR)
        best = int(np.argmax(probability))
        chosen = self._reached(probability, best, fallback)
        if not chosen and probability[best] >= self.alone:
            chosen = {best}
        if chosen == {fallback}:
            return [ACT if j == fallback else NO for j in range(len(self.acts))]
        return [
            ACT if j in chosen else ASK if p >= ASK_FROM and j != fallback else NO
            for j, p in enumerate(probability)
        ]

    def _reached(self, probability: Matrix, best: int, fallback: int) -> set[int]:
        reached = probability >= np.asarray(self.thresholds)
        if best == fallback:
            return {fallback} if reached[fallback] else set()
        over = set(np.flatnonzero(reached).tolist()) - {fallback}
        first = max(over, key=lambda j: (probability[j], -j), default=best)
        return {j for j in over if j == first or probability[j] >= LIKELY}

    def state(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {"acts": self.acts, "thresholds": self.thresholds, "alone": self.alone}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Policy:
        """The policy that `state` was taken from."""
        return cls(tuple(state["acts"]), tuple(state["thresholds"]), state["alone"])


def learn(acts: Sequence[str], probability: Matrix, labels: Matrix, weights: Matrix) -> Policy:
    """The policy of least cost on calibrated probabilities of unseen replies, both (n, k).

    `weights` (n,) are how much each reply counts.
    """
    cost_of_wrong = np.array([WRONG_GIVING_IN if act in GIVING_IN else WRONG for act in acts])
    costs = np.stack([_cost(probability, labels, weights, t, cost_of_wrong) for t in _GRID])
    common = costs.sum(axis=1) / (weights @ labels).sum()
    shrunk = costs + _PULL * common[:, None]
    thresholds = tuple(float(_GRID[j]) for j in shrunk.argmin(axis=0))

    def total(alone: float) -> float:
        acted = chosen(Policy(tuple(acts), thresholds, alone), probability)
        wrong = (acted & (labels == 0)) @ cost_of_wrong
        return float(weights @ (wrong + MISSED * (~acted & (labels == 1)).sum(axis=1)))

    alone = min(_GRID, key=lambda t: total(float(t)))
    return Policy(tuple(acts), thresholds, float(alone))


def chosen(policy: Policy, probability: Matrix) -> NDArray[np.bool_]:
    """Which acts the policy acts on, shape (n, k)."""
    return np.array([[d == ACT for d in policy.decide(row)] for row in probability])


def _cost(p: Matrix, y: Matrix, weights: Matrix, threshold: float, cost_of_wrong: Matrix) -> Matrix:
    acted = p >= threshold
    wrong = (weights @ (acted & (y == 0))) * cost_of_wrong
    return np.asarray(wrong + MISSED * (weights @ (~acted & (y == 1))))
