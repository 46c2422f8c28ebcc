"""Makes a confidence mean what it says: of the replies given 0.8, eight in ten have the act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Matrix = NDArray[np.float64]
_FLOOR: Final = 1e-6
_FLATTEST: Final = 0.05  # a higher log odds must never give a lower confidence


@dataclass(frozen=True, slots=True)
class Lines:
    """One line a label, p = sigmoid(slope * logit + rivalry * rival + offset), each of shape (k,).

    The rival of a label is the highest log odds among the others: most replies do one thing, so
    an act is the less likely the likelier another is.
    """

    slope: Matrix
    rivalry: Matrix
    offset: Matrix

    def __call__(self, logits: Matrix) -> Matrix:
        """Probabilities of shape (n, k), each in (0, 1), for log odds of that shape."""
        odds = logits * self.slope + rivals(logits) * self.rivalry + self.offset
        probability: Matrix = np.clip(expit(odds), _FLOOR, 1 - _FLOOR)
        return probability


def rivals(logits: Matrix) -> Matrix:
    """For each label the highest log odds of the others, shape (n, k)."""
    rows = np.arange(len(logits))
    best = logits.argmax(axis=1)
    highest = np.repeat(logits[rows, best][:, None], logits.shape[1], axis=1)
    others = logits.copy()
    others[rows, best] = -np.inf
    highest[rows, best] = others.max(axis=1)
    return highest


def fit(logits: Matrix, labels: Matrix, weights: Matrix, pull: float = 20.0) -> Lines:
    """Fits on logits of replies that the model had not seen, both (n, k), replies' weights (n,).

    Labels with few examples are pulled towards the line that suits all labels together: `pull` is
    the number of examples that this common line counts for.
    """
    k = labels.shape[1]
    against = rivals(logits)
    common = _line(
        (logits.ravel(), against.ravel()),
        labels.ravel(),
        np.repeat(weights, k),
        np.array([1.0, 0.0, 0.0]),
        1.0,
    )
    lines = [
        _line((logits[:, j], against[:, j]), labels[:, j], weights, common, pull) for j in range(k)
    ]
    return Lines(*np.array(lines).T)


def _line(
    columns: tuple[Matrix, Matrix], y: Matrix, weights: Matrix, start: Matrix, pull: float
) -> Matrix:
    from scipy import optimize  # only training needs it, and it is slow to import

    design = np.stack([*columns, np.ones_like(y)], axis=1)

    def cost(line: Matrix) -> tuple[float, Matrix]:
        odds = design @ line
        away = line - start
        loss = weights * (np.logaddexp(0, odds) - y * odds)
        slope = design.T @ (weights * (expit(odds) - y)) + pull * away
        return float(loss.sum() + 0.5 * pull * (away @ away)), slope

    bounds = [(_FLATTEST, None), (None, 0.0), (None, None)]
    found: Matrix = optimize.minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def expected_error(
    probability: Matrix, labels: Matrix, weights: Matrix | None = None, bins: int = 15
) -> float:
    """Expected calibration error over all that is given, in [0, 1]; equal-width bins."""
    p, y = probability.ravel(), labels.ravel()
    w = np.ones_like(p) if weights is None else weights.ravel()
    index = np.minimum((p * bins).astype(int), bins - 1)
    gaps = np.abs(np.bincount(index, w * p, bins) - np.bincount(index, w * y, bins))
    return float(gaps.sum() / w.sum())
