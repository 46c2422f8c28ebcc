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
from components.progress import stage
from components.reduction import Reduction

Matrix = NDArray[np.float32]
_SHORTEST, _LONGEST = 1, 5  # characters
_LEAST_MORPHEMES: Final = 2  # an n-gram of fewer replies than this says nothing about others
_LEAST_CHARACTERS: Final = 3
_LAST: Final = -1  # of the caller's line the sense suffices, its wording does not matter


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of n replies, shape (n, d)."""

    values: Matrix

    def take(self, chosen: NDArray[Any]) -> Rows:
        """The rows that an index or a mask chooses."""
        return Rows(self.values[chosen])

    def fingerprint(self) -> str:
        """A hash of the contents; Rasa asks for it and would else print every number."""
        return hashlib.sha256(self.values.tobytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many numbers are made of the n-grams, and how much they weigh against the senses."""

    wording: int = 512
    weight: float = 1.5


@dataclass(frozen=True, slots=True)
class Norm:
    """Brings numbers to a mean of 0 and a spread of 1, as they were when it was learned."""

    mean: Matrix
    spread: Matrix

    @classmethod
    def learn(cls, rows: Matrix, *, together: bool = False) -> Norm:
        """From rows (n, d); with `together` all columns keep their spread to each other."""
        mean = rows.mean(axis=0)
        spread = np.broadcast_to((rows - mean).std(axis=None if together else 0), mean.shape)
        return cls(mean, np.maximum(spread, 1e-6).astype(np.float32))

    def __call__(self, rows: Matrix) -> Matrix:
        return np.asarray((rows - self.mean) / self.spread, np.float32)


@dataclass(frozen=True, slots=True)
class Featuriser:
    """Maps envelopes to rows of features; made by `learn`.

    A row: the wording (n-grams of morphemes and of characters, reduced), the senses of the reply
    (an embedding of each layer of the encoder), and that of the caller's line.
    """

    sizes: Sizes
    encoder: Encoder
    words: Ngrams
    characters: Ngrams
    reduction: Reduction
    wording: Norm
    senses: Norm
    context: Norm

    @classmethod
    def learn(
        cls, sizes: Sizes, encoder: Encoder, envelopes: Sequence[Envelope]
    ) -> tuple[Featuriser, Rows]:
        """A featuriser for what stands in these envelopes, and their rows."""
        texts = [normalise(one.text) for one in envelopes]
        with stage("senses"):
            senses, context = _senses(encoder, texts, envelopes)
        with stage("wording"):
            words = Ngrams.learn(_words, texts, _LEAST_MORPHEMES)
            characters = Ngrams.learn(_characters, texts, _LEAST_CHARACTERS)
            ngrams = _ngrams(words, characters, texts)
            reduction = Reduction.learn(ngrams, sizes.wording)
            wording = _unit(reduction(ngrams))
        made = cls(
            sizes,
            encoder,
            words,
            characters,
            reduction,
            Norm.learn(wording, together=True),
            Norm.learn(senses),
            Norm.learn(context),
        )
        return made, made._row(wording, senses, context)

    def rows(self, envelopes: Sequence[Envelope]) -> Rows:
        """The rows of the envelopes; the same envelope gives the same row."""
        texts = [normalise(one.text) for one in envelopes]
        wording = _unit(self.reduction(_ngrams(self.words, self.characters, texts)))
        return self._row(wording, *_senses(self.encoder, texts, envelopes))

    def state(self) -> dict[str, Any]:
        """The n-grams, as plain values for JSON."""
        return {"words": self.words.state(), "characters": self.characters.state()}

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that was learned beside the n-grams."""
        return {
            "directions": self.reduction.directions,
            "scale": self.reduction.scale,
            **{
                f"{name}_{part}": getattr(getattr(self, name), part)
                for name in ("wording", "senses", "context")
                for part in ("mean", "spread")
            },
        }

    @classmethod
    def from_state(
        cls,
        sizes: Sizes,
        encoder: Encoder,
        state: dict[str, Any],
        arrays: dict[str, NDArray[Any]],
    ) -> Featuriser:
        """The featuriser that `state` and `arrays` were taken from."""
        return cls(
            sizes,
            encoder,
            Ngrams.from_state(_words, state["words"]),
            Ngrams.from_state(_characters, state["characters"]),
            Reduction(arrays["directions"], arrays["scale"]),
            *(
                Norm(arrays[f"{name}_mean"], arrays[f"{name}_spread"])
                for name in ("wording", "senses", "context")
            ),
        )

    def _row(self, wording: Matrix, senses: Matrix, context: Matrix) -> Rows:
        # Where no line is known, nothing is said of it.
        known = np.any(context, axis=1, keepdims=True)
        parts = [
            self.wording(wording) * np.float32(self.sizes.weight),
            self.senses(senses),
            self.context(context) * known,
        ]
        return Rows(np.hstack(parts).astype(np.float32))


def _ngrams(words: Ngrams, characters: Ngrams, texts: Sequence[str]) -> sparse.csr_matrix:
    return sparse.hstack([words.rows(texts), characters.rows(texts)], format="csr")


def _senses(
    encoder: Encoder, texts: Sequence[str], envelopes: Sequence[Envelope]
) -> tuple[Matrix, Matrix]:
    lines = [normalise(one.context or "") for one in envelopes]
    replies = encoder.embed_all(texts)
    callers = np.stack([encoder.embed_line(line)[_LAST] for line in lines])
    return replies.reshape(len(texts), -1), callers


def _words(text: str) -> list[str]:
    return of_parts(morphemes(text))


def _characters(text: str) -> list[str]:
    return of_characters(text, _SHORTEST, _LONGEST)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = rows / np.maximum(lengths, 1e-6)
    return unit
