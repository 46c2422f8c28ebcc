"""A network of one hidden layer for many independent labels at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Matrix = NDArray[np.float32]

_BATCH: Final = 128
_RATE: Final = 1e-3
_WARM: Final = 0.05  # share of the steps in which the rate rises
_DECAY: Final = 0.01
_MEMORY: Final = (0.9, 0.999)  # of the gradients' mean and of their squares (AdamW)
_TINY: Final = 1e-8
_SLOPE: Final = np.float32(1.702)  # x * sigmoid(1.702 x) is close to the Gaussian unit


@dataclass(frozen=True, slots=True)
class Recipe:
    """Size, length and noise of a training; the noise is the share of numbers left out."""

    hidden: int = 512
    epochs: int = 12
    noise: float = 0.2
    hidden_noise: float = 0.6


@dataclass(frozen=True, slots=True)
class Perceptron:
    """Weights (d, h) and (h, k) with their biases."""

    inner: Matrix
    inner_bias: Matrix
    outer: Matrix
    outer_bias: Matrix

    def logits(self, rows: Matrix) -> Matrix:
        """Log odds of each label, shape (n, k)."""
        raw = rows @ self.inner + self.inner_bias
        return np.asarray(raw * _gate(raw) @ self.outer + self.outer_bias, np.float32)


def fit(rows: Matrix, labels: Matrix, recipe: Recipe, seed: int) -> Perceptron:
    """Learns labels (n, k) of 0 and 1 from rows (n, d); the same seed gives the same weights."""
    chance = np.random.default_rng(seed)
    weights = _begin(rows, labels, recipe, chance)
    means = [np.zeros_like(one) for one in weights]
    squares = [np.zeros_like(one) for one in weights]
    steps = recipe.epochs * -(-len(rows) // _BATCH)
    for step, chosen in enumerate(_batches(len(rows), recipe.epochs, chance), start=1):
        kept = _kept(chance, (len(chosen), rows.shape[1]), recipe.noise)
        kept_inside = _kept(chance, (len(chosen), recipe.hidden), recipe.hidden_noise)
        slopes = _slopes(weights, rows[chosen] * kept, labels[chosen], kept_inside)
        rate = _RATE * min(1.0, step / (_WARM * steps)) * max(0.01, 1 - step / steps)
        for weight, slope, mean, square in zip(weights, slopes, means, squares, strict=True):
            _move(weight, slope, mean, square, step, rate)
    return Perceptron(*weights)


def _begin(
    rows: Matrix, labels: Matrix, recipe: Recipe, chance: np.random.Generator
) -> list[Matrix]:
    width, n = rows.shape[1], len(labels)
    rate = np.clip(labels.mean(axis=0), 1 / (n + 1), 1 - 1 / (n + 1))
    bound = 1 / np.sqrt(width)
    return [
        chance.uniform(-bound, bound, (width, recipe.hidden)).astype(np.float32),
        np.zeros(recipe.hidden, np.float32),
        np.zeros((recipe.hidden, labels.shape[1]), np.float32),
        np.log(rate / (1 - rate)).astype(np.float32),
    ]


def _batches(size: int, epochs: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for _ in range(epochs):
        order = chance.permutation(size)
        for begin in range(0, size, _BATCH):
            yield order[begin : begin + _BATCH]


def _kept(chance: np.random.Generator, shape: tuple[int, int], noise: float) -> Matrix:
    kept = chance.random(shape, dtype=np.float32) >= noise
    return kept * np.float32(1 / (1 - noise))


def _gate(raw: Matrix) -> Matrix:
    return np.asarray(expit(_SLOPE * raw), np.float32)


def _slopes(weights: list[Matrix], rows: Matrix, labels: Matrix, kept: Matrix) -> list[Matrix]:
    inner, inner_bias, outer, outer_bias = weights
    raw = rows @ inner + inner_bias
    gate = _gate(raw)
    hidden = raw * gate * kept
    wrong = (expit(hidden @ outer + outer_bias) - labels) / np.float32(len(rows))
    back = (wrong @ outer.T) * kept * (gate * (1 + _SLOPE * raw * (1 - gate)))
    return [rows.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)]


def _move(
    weight: Matrix, slope: Matrix, mean: Matrix, square: Matrix, step: int, rate: float
) -> None:
    fast, slow = _MEMORY
    mean += (1 - fast) * (slope - mean)
    square += (1 - slow) * (slope * slope - square)
    size = np.sqrt(square / (1 - slow**step)) + _TINY
    weight *= np.float32(1 - rate * _DECAY)
    weight -= np.float32(rate / (1 - fast**step)) * (mean / size)
