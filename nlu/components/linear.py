"""The trained weights: log odds of every label from the features of a reply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.features import Rows

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of the n-grams (p, k), of the senses (d, k) and a bias (k,) for k labels."""

    ngrams: NDArray[np.float32]
    senses: NDArray[np.float32]
    bias: Matrix

    def logits(self, rows: Rows) -> Matrix:
        """Log odds of each label, shape (n, k)."""
        return np.asarray(
            rows.ngrams @ self.ngrams + rows.senses @ self.senses + self.bias, np.float64
        )
