"""A model comes out the same, bit for bit, from the same replies."""

from __future__ import annotations

import numpy as np

from components import learning, network
from components.encoder import Encoder
from components.envelope import Envelope
from components.features import Featuriser, Scales
from components.reader import Reader

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
        Scales(), encoder, [Envelope(text, None, "여보세요") for text, _ in SAID]
    )
    labels = np.eye(len(ACTS))[[act for _, act in SAID]]
    writers = [f"writer{i % 3}" for i in range(len(SAID))]
    return learning.train(rows, labels, writers, np.ones(len(SAID), bool), ACTS, 8.0)


def test_two_trainings_give_the_same_bits() -> None:
    one, two = _trained(), _trained()
    assert one.policy == two.policy
    for first, second in (
        (one.model.ngrams, two.model.ngrams),
        (one.model.senses, two.model.senses),
        (one.model.bias, two.model.bias),
        (one.platt.slope, two.platt.slope),
        (one.platt.offset, two.platt.offset),
    ):
        assert first.tobytes() == second.tobytes()
