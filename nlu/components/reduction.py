"""Presses sparse n-grams into a few hundred dense numbers (a truncated singular value cut)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]

_SPARE: Final = 16  # random directions beyond those that are kept
_SEED: Final = 0
_STEPS: Final = 127  # of one byte, either way


@dataclass(frozen=True, slots=True)
class Reduction:
    """Directions (p, k), stored in one byte each, times a scale (k,)."""

    directions: NDArray[np.int8]
    scale: Matrix

    @classmethod
    def learn(cls, rows: sparse.csr_matrix, size: int) -> Reduction:
        """The `size` directions in which the rows differ most; fewer where there are few rows."""
        size = min(size, *rows.shape)
        turned = rows.T.tocsr()
        chance = np.random.default_rng(_SEED)
        start = chance.standard_normal((rows.shape[1], size + _SPARE), dtype=np.float32)
        basis, _ = np.linalg.qr(rows @ start)
        basis, _ = np.linalg.qr(rows @ (turned @ basis))
        small = turned @ basis
        values, vectors = np.linalg.eigh(small.T @ small)
        kept = np.argsort(-values, kind="stable")[:size]
        lengths = np.sqrt(np.maximum(values[kept], 1e-9))
        found = (small @ vectors[:, kept]) / lengths
        scale = np.maximum(np.abs(found).max(axis=0), 1e-9) / _STEPS
        return cls(np.rint(found / scale).astype(np.int8), scale.astype(np.float32))

    def __call__(self, rows: sparse.csr_matrix) -> Matrix:
        """The rows along the directions, shape (n, k)."""
        if rows.shape[0] == 1:  # a reply touches a hundred n-grams of a hundred thousand
            touched = self.directions[rows.indices].astype(np.float32)
            return np.asarray((rows.data @ touched)[None] * self.scale, np.float32)
        return np.asarray((rows @ self.directions.astype(np.float32)) * self.scale, np.float32)
