"""Logistic regression for many independent labels at once, on sparse and dense columns together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import expit

from components.features import Rows
from components.linear import Linear, Matrix

_STEPS = 150
_TOLERANCE = 1e-5


def fit(rows: Rows, labels: Matrix, strength: float, start: Linear | None = None) -> Linear:
    """Fits all labels, labels (n, k) of 0 and 1; larger `strength` fits the replies closer.

    The cost is convex, so `start` changes the time it takes and not what comes out.
    """
    k = labels.shape[1]
    p, d = rows.ngrams.shape[1], rows.senses.shape[1]
    by_column = rows.ngrams.T.tocsr()
    target = labels.astype(np.float32)

    def split(flat: Matrix) -> tuple[NDArray[np.float32], NDArray[np.float32], Matrix]:
        weights = flat[: (p + d) * k].reshape(p + d, k).astype(np.float32)
        return weights[:p], weights[p:], flat[(p + d) * k :]

    def cost(flat: Matrix) -> tuple[float, Matrix]:
        ngrams, senses, bias = split(flat)
        logits = rows.ngrams @ ngrams + rows.senses @ senses + bias.astype(np.float32)
        loss = np.logaddexp(np.float32(0), logits) - target * logits
        residual = (expit(logits) - target) * np.float32(strength)
        gradient = np.concatenate(
            [
                (by_column @ residual).ravel(),
                (rows.senses.T @ residual).ravel(),
                residual.sum(axis=0),
            ]
        ).astype(np.float64)
        gradient[: (p + d) * k] += flat[: (p + d) * k]
        weights = flat[: (p + d) * k]
        value = 0.5 * float(weights @ weights) + strength * float(loss.sum(dtype=np.float64))
        return value, gradient

    found = optimize.minimize(
        cost,
        _flat(start) if start else _prior(labels, p + d),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "maxcor": 8, "ftol": _TOLERANCE},
    )
    return Linear(*split(found.x))


def _prior(labels: Matrix, columns: int) -> Matrix:
    n, k = labels.shape
    rate = np.clip(labels.mean(axis=0), 1 / (n + 1), 1 - 1 / (n + 1))
    return np.concatenate([np.zeros(columns * k), np.log(rate / (1 - rate))])


def _flat(model: Linear) -> Matrix:
    return np.concatenate(
        [model.ngrams.ravel(), model.senses.ravel(), model.bias], dtype=np.float64
    )
