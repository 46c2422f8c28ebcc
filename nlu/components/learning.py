"""Trains a Reader: weights from all replies, calibration and policy from unseen writers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from components import calibration, logistic, policy
from components.features import Rows
from components.linear import Linear, Matrix
from components.policy import Policy
from components.progress import note, stage
from components.reader import Reader

FOLDS: Final = 5  # of writers; every one of ten alone takes twice as long and says the same


def train(
    rows: Rows,
    labels: Matrix,
    writers: Sequence[str],
    written: NDArray[np.bool_],
    acts: tuple[str, ...],
    strength: float,
) -> Reader:
    """Fits all of it; calibration and policy on replies of writers the model had not read.

    Rows that are not `written` (joined ones) are learned from and never measured with.
    """
    size = f"{len(labels)} replies, {rows.ngrams.shape[1] + rows.senses.shape[1]} features"
    with stage(f"model on {size}"):
        model = logistic.fit(rows, labels, strength)
    unseen = predict_unseen(rows, labels, writers, strength, model)[written]
    measured = labels[written]
    with stage("calibration and policy"):
        platt = calibration.fit(unseen, measured)
        probability = platt(unseen)
        decided = policy.learn(acts, probability, measured)
        report(decided, probability, measured)
    return Reader(acts, model, platt, decided)


def predict_unseen(
    rows: Rows, labels: Matrix, writers: Sequence[str], strength: float, start: Linear
) -> Matrix:
    """Log odds (n, k) of every reply from a model that read no reply of its writer."""
    names = sorted(set(writers))
    folds = min(FOLDS, len(names))
    fold_of = {name: place % folds for place, name in enumerate(names)}
    place = np.array([fold_of[name] for name in writers])
    out = np.zeros(labels.shape)
    for fold in range(folds):
        held = place == fold
        with stage(f"predictions for unseen writers, {fold + 1} of {folds}"):
            model = logistic.fit(rows.take(~held), labels[~held], strength, start)
            out[held] = model.logits(rows.take(held))
    return out


def report(decided: Policy, probability: Matrix, labels: Matrix) -> None:
    """Notes the figures on unseen writers."""
    acted = policy.chosen(decided, probability)
    right = (acted & (labels == 1)).sum()
    micro = 2 * right / (acted.sum() + labels.sum())
    error = calibration.expected_error(probability, labels)
    note(f"unseen writers: micro-F1 {micro:.3f}, calibration error {error:.4f}")
