"""Logistic regression for many independent labels at once: what the model is compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.special import expit

Matrix = NDArray[np.float32]
_STEPS = 150
_TOLERANCE = 1e-5


def fit(
    rows: sparse.csr_matrix, labels: NDArray[np.float64], strength: float
) -> tuple[Matrix, Matrix]:
    """Weights (p, k) and biases (k,) for labels (n, k) of 0 and 1.

    Larger `strength` fits the replies closer.
    """
    k, p = labels.shape[1], rows.shape[1]
    by_column = rows.T.tocsr()
    target = labels.astype(np.float32)

    def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = flat[: p * k], flat[p * k :].astype(np.float32)
        logits = rows @ weights.reshape(p, k).astype(np.float32) + bias
        loss = np.logaddexp(np.float32(0), logits) - target * logits
        residual = (expit(logits) - target) * np.float32(strength)
        slope = np.concatenate([(by_column @ residual).ravel(), residual.sum(axis=0)])
        slope = slope.astype(np.float64)
        slope[: p * k] += weights
        value = 0.5 * float(weights @ weights) + strength * float(loss.sum(dtype=np.float64))
        return value, slope

    found = optimize.minimize(
        cost,
        np.concatenate([np.zeros(p * k), np.full(k, -3.0)]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "maxcor": 8, "ftol": _TOLERANCE},
    ).x.astype(np.float32)
    return found[: p * k].reshape(p, k), found[p * k :]
