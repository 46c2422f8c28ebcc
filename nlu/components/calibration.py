"""Makes a confidence mean what it says: of the replies given 0.8, eight in ten have the act."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Matrix = NDArray[np.float64]
_FLOOR = 1e-6
_FLATTEST = 0.05  # a higher log odds must never give a lower confidence


@dataclass(frozen=True, slots=True)
class Platt:
    """One line a label, p = sigmoid(slope * logit + offset); both of shape (k,)."""

    slope: Matrix
    offset: Matrix

    def __call__(self, logits: Matrix) -> Matrix:
        """Probabilities of shape (n, k) or (k,), each in (0, 1)."""
        probability: Matrix = np.clip(expit(logits * self.slope + self.offset), _FLOOR, 1 - _FLOOR)
        return probability


def fit(logits: Matrix, labels: Matrix, pull: float = 20.0) -> Platt:
    """Fits on logits of replies that the model had not seen, both of shape (n, k).

    Labels with few examples are pulled towards the line that suits all labels together: `pull` is
    the number of examples that this common line counts for.
    """
    common = _line(logits.ravel(), labels.ravel(), np.array([1.0, 0.0]), 1.0)
    lines = [_line(logits[:, j], labels[:, j], common, pull) for j in range(labels.shape[1])]
    slope, offset = np.array(lines).T
    return Platt(slope, offset)


def _line(x: Matrix, y: Matrix, start: Matrix, pull: float) -> Matrix:
    from scipy import optimize  # only training needs it, and it is slow to import

    design = np.stack([x, np.ones_like(x)], axis=1)

    def cost(line: Matrix) -> tuple[float, Matrix]:
        odds = design @ line
        away = line - start
        loss = np.logaddexp(0, odds) - y * odds
        slope = design.T @ (expit(odds) - y) + pull * away
        return float(loss.sum() + 0.5 * pull * (away @ away)), slope

    bounds = [(_FLATTEST, None), (None, None)]
    found: Matrix = optimize.minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def expected_error(probability: Matrix, labels: Matrix, bins: int = 15) -> float:
    """Expected calibration error over all labels together, in [0, 1]; equal-width bins."""
    p, y = probability.ravel(), labels.ravel()
    index = np.minimum((p * bins).astype(int), bins - 1)
    counts = np.bincount(index, minlength=bins)
    gaps = np.abs(np.bincount(index, p, bins) - np.bincount(index, y, bins))
    return float(gaps.sum() / counts.sum())
