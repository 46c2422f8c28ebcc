"""A model comes out the same, bit for bit, from the same replies."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from scipy import sparse

from components import learning, network, perceptron
from components.calibration import Lines
from components.encoder import Encoder
from components.envelope import Envelope
from components.features import Featuriser, Sizes
from components.perceptron import Perceptron, Recipe
from components.reader import Reader
from components.reduction import Reduction

ACTS = ("delays", "asks_identity", "unclear")
SAID = [
    ("지금 바빠요", 0),
    ("내일 다시 하죠", 0),
    ("누구세요", 1),
    ("성함이 뭐예요", 1),
    ("ㅁㄴㅇㄹ", 2),
    ("who are you", 1),
    ("call me tomorrow", 0),
    ("purple fridge", 2),
] * 3


def _trained() -> Reader:
    encoder = Encoder(network.build())
    _, rows = Featuriser.learn(
        Sizes(8), encoder, [Envelope(text, None, "여보세요") for text, _ in SAID]
    )
    labels = np.eye(len(ACTS))[[act for _, act in SAID]]
    writers = [f"writer{i % 3}" for i in range(len(SAID))]
    written, near = np.ones(len(SAID), bool), np.arange(len(SAID)) % 3 == 0
    recipe = Recipe(hidden=16, epochs=4)
    return learning.train(rows, labels, writers, written, near, ACTS, recipe)


def test_two_trainings_give_the_same_bits() -> None:
    one, two = _trained(), _trained()
    assert one.policy == two.policy
    assert _bits(one.lines) == _bits(two.lines)
    assert [_bits(model) for model in one.models] == [_bits(model) for model in two.models]


def _bits(part: Perceptron | Lines) -> list[bytes]:
    return [getattr(part, one.name).tobytes() for one in fields(part)]


def test_two_seeds_give_two_models() -> None:
    first, second = _trained().models
    assert not np.array_equal(first.inner, second.inner)


def test_a_network_learns_what_a_line_cannot() -> None:
    chance = np.random.default_rng(0)
    rows = chance.choice([-1.0, 1.0], (2000, 2)).astype(np.float32)
    labels = (rows[:, :1] == rows[:, 1:]).astype(np.float32)
    learned = perceptron.fit(rows, labels, Recipe(16, 20, noise=0.0, hidden_noise=0.0), seed=0)
    assert ((learned.logits(rows) > 0) == (labels == 1)).all()


def test_reduced_rows_keep_the_likeness_of_the_rows() -> None:
    chance = np.random.default_rng(0)
    plain = chance.normal(size=(40, 3)) @ chance.normal(size=(3, 60))
    rows = sparse.csr_matrix(plain.astype(np.float32))
    reduced = Reduction.learn(rows, 3)(rows)
    assert reduced @ reduced.T == pytest.approx(plain @ plain.T, abs=2.0, rel=0.02)
    assert Reduction.learn(rows, 3)(rows[5]) == pytest.approx(reduced[5:6], rel=1e-4)
