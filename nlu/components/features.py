"""Turns a reply into numbers: its morphemes and characters, its sense and that of its context."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from components.encoder import Encoder
from components.envelope import Envelope
from components.morphology import morphemes
from components.ngrams import Ngrams, of_characters, of_parts
from components.normalise import normalise

Matrix = NDArray[np.float32]
_SHORTEST, _LONGEST = 1, 5  # characters
_LEAST_MORPHEMES: Final = 2  # an n-gram of fewer replies than this says nothing about others
_LEAST_CHARACTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of n replies: sparse n-grams (n, p) beside dense senses (n, d)."""

    ngrams: sparse.csr_matrix
    senses: Matrix

    def take(self, chosen: NDArray[Any]) -> Rows:
        """The rows that an index or a mask chooses."""
        return Rows(self.ngrams[chosen], self.senses[chosen])

    def fingerprint(self) -> str:
        """A hash of the contents; Rasa asks for it and would else print every number."""
        digest = hashlib.sha256(self.senses.tobytes())
        digest.update(self.ngrams.data.tobytes() + self.ngrams.indices.tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Scales:
    """How much each source weighs against the others; every source alone has rows of length 1."""

    morphemes: float = 1.0
    characters: float = 1.0
    reply: float = 2.0
    context: float = 0.7


@dataclass(frozen=True, slots=True)
class Featuriser:
    """Maps envelopes to rows of features; made by `learn`.

    n-grams: of morphemes, then of characters. Senses: the embedding of the reply, then that of the
    caller's line, both less their mean over the training set.
    """

    scales: Scales
    encoder: Encoder
    words: Ngrams
    characters: Ngrams
    means: Matrix

    @classmethod
    def learn(
        cls, scales: Scales, encoder: Encoder, envelopes: Sequence[Envelope]
    ) -> tuple[Featuriser, Rows]:
        """A featuriser for the n-grams and the means of these envelopes, and their rows."""
        texts = [normalise(one.text) for one in envelopes]
        reply, context = _senses(encoder, texts, envelopes)
        made = cls(
            scales,
            encoder,
            Ngrams.learn(_words, texts, _LEAST_MORPHEMES),
            Ngrams.learn(_characters, texts, _LEAST_CHARACTERS),
            np.stack([reply.mean(axis=0), context.mean(axis=0)]),
        )
        return made, made._rows(texts, reply, context)

    def rows(self, envelopes: Sequence[Envelope]) -> Rows:
        """The rows of the envelopes; the same envelope gives the same row."""
        texts = [normalise(one.text) for one in envelopes]
        return self._rows(texts, *_senses(self.encoder, texts, envelopes))

    def state(self) -> dict[str, Any]:
        """All that was learned, as plain values for JSON."""
        return {
            "words": self.words.state(),
            "characters": self.characters.state(),
            "means": self.means.tolist(),
        }

    @classmethod
    def from_state(cls, scales: Scales, encoder: Encoder, state: dict[str, Any]) -> Featuriser:
        """The featuriser that `state` was taken from."""
        return cls(
            scales,
            encoder,
            Ngrams.from_state(_words, state["words"]),
            Ngrams.from_state(_characters, state["characters"]),
            np.asarray(state["means"], np.float32),
        )

    def _rows(self, texts: Sequence[str], reply: Matrix, context: Matrix) -> Rows:
        scales, known = self.scales, np.any(context, axis=1, keepdims=True)
        ngrams = [
            self.words.rows(texts) * np.float32(scales.morphemes),
            self.characters.rows(texts) * np.float32(scales.characters),
        ]
        senses = [
            _unit(reply - self.means[0]) * scales.reply,
            _unit((context - self.means[1]) * known) * scales.context,
        ]
        return Rows(sparse.hstack(ngrams, format="csr"), np.hstack(senses).astype(np.float32))


def _senses(
    encoder: Encoder, texts: Sequence[str], envelopes: Sequence[Envelope]
) -> tuple[Matrix, Matrix]:
    lines = [normalise(one.context or "") for one in envelopes]
    return encoder.embed_all(texts), np.stack([encoder.embed_line(line) for line in lines])


def _words(text: str) -> list[str]:
    return of_parts(morphemes(text))


def _characters(text: str) -> list[str]:
    return of_characters(text, _SHORTEST, _LONGEST)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = rows / np.maximum(lengths, 1e-6)
    return unit
