"""Trains a Reader: weights from all replies, calibration and policy from unseen writers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components import calibration, perceptron, policy
from components.features import Rows
from components.perceptron import Recipe
from components.policy import Policy
from components.progress import note, stage
from components.reader import Matrix, Reader, mean_logits

FOLDS: Final = 5  # of writers; more take longer and say the same
SEEDS: Final = (0, 1)  # trainings whose mean is the model: they err less together
NEAR: Final = 1 / 3  # what near-misses count for in calibration and policy, whatever their number


def train(
    rows: Rows,
    labels: Matrix,
    writers: Sequence[str],
    written: NDArray[np.bool_],
    near: NDArray[np.bool_],
    acts: tuple[str, ...],
    recipe: Recipe,
) -> Reader:
    """Fits all of it; calibration and policy on replies of writers the model had not read.

    Rows that are not `written` (joined ones) are learned from and never measured with. `near`
    marks the near-misses, which some writers have more of than people do.
    """
    size = f"{len(labels)} replies, {rows.values.shape[1]} features"
    with stage(f"model on {size}"):
        models = _fit_all(rows, labels, [np.ones(len(labels), bool)], recipe)[0]
    with stage("predictions for unseen writers"):
        unseen = predict_unseen(rows, labels, writers, recipe)[written]
    measured, weights = labels[written], _weights(near[written])
    with stage("calibration and policy"):
        lines = calibration.fit(unseen, measured, weights)
        probability = lines(unseen)
        decided = policy.learn(acts, probability, measured, weights)
        report(decided, probability, measured, weights)
    return Reader(acts, tuple(models), lines, decided)


def predict_unseen(rows: Rows, labels: Matrix, writers: Sequence[str], recipe: Recipe) -> Matrix:
    """Log odds (n, k) of every reply from models that read no reply of its writer."""
    names = sorted(set(writers))
    folds = min(FOLDS, len(names))
    fold_of = {name: place % folds for place, name in enumerate(names)}
    place = np.array([fold_of[name] for name in writers])
    held = [place == fold for fold in range(folds)]
    out = np.zeros(labels.shape)
    for chosen, models in zip(
        held, _fit_all(rows, labels, [~one for one in held], recipe), strict=True
    ):
        out[chosen] = mean_logits(models, rows.take(chosen).values)
    return out


def _fit_all(
    rows: Rows, labels: Matrix, parts: Sequence[NDArray[np.bool_]], recipe: Recipe
) -> list[list[perceptron.Perceptron]]:
    """The models of every seed for each part of the rows, spread over the cores."""
    target = labels.astype(np.float32)
    jobs = [(part, seed) for part in range(len(parts)) for seed in SEEDS]

    def one(job: tuple[int, int]) -> perceptron.Perceptron:
        part, seed = job
        learned = perceptron.fit(rows.values[parts[part]], target[parts[part]], recipe, seed)
        note(f"{jobs.index(job) + 1} of {len(jobs)}")
        return learned

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(one, jobs))
    return [done[begin : begin + len(SEEDS)] for begin in range(0, len(done), len(SEEDS))]


def _weights(near: NDArray[np.bool_]) -> Matrix:
    """One number a reply, 1 on average, so that the near-misses count for NEAR of all."""
    share = float(near.mean())
    if share in (0.0, 1.0):
        return np.ones(len(near))
    return np.where(near, NEAR / share, (1 - NEAR) / (1 - share))


def report(decided: Policy, probability: Matrix, labels: Matrix, weights: Matrix) -> None:
    """Notes the figures on unseen writers."""
    acted = policy.chosen(decided, probability)
    right = weights @ (acted & (labels == 1)).sum(axis=1)
    micro = 2 * right / (weights @ (acted.sum(axis=1) + labels.sum(axis=1)))
    rows, best = np.arange(len(labels)), probability.argmax(axis=1)
    error = calibration.expected_error(probability[rows, best], labels[rows, best], weights)
    note(f"unseen writers: micro-F1 {micro:.3f}, calibration error of the likeliest {error:.4f}")
