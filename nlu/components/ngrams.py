"""Weighs the n-grams of a text by how telling they are (tf-idf), as rows of length 1."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Column and weight of every known n-gram; `cut` takes a text apart."""

    cut: Cut
    columns: dict[str, int]
    weights: tuple[float, ...]

    @classmethod
    def learn(cls, cut: Cut, texts: Sequence[str], least: int) -> Ngrams:
        """Keeps the n-grams that stand in at least `least` texts, in alphabetical order."""
        found = Counter(term for text in texts for term in set(cut(text)))
        terms = sorted(term for term, count in found.items() if count >= least)
        weights = (math.log((1 + len(texts)) / (1 + found[term])) + 1 for term in terms)
        return cls(cut, {term: column for column, term in enumerate(terms)}, tuple(weights))

    def rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """One row a text, shape (n, number of n-grams), float32."""
        ends, columns, values = [0], list[int](), list[float]()
        for text in texts:
            row = self._row(text)
            columns += row
            values += row.values()
            ends.append(len(columns))
        return sparse.csr_matrix(
            (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int32)),
            shape=(len(texts), len(self.columns)),
        )

    def _row(self, text: str) -> dict[int, float]:
        counts = Counter(
            column for term in self.cut(text) if (column := self.columns.get(term)) is not None
        )
        raw = {c: (1 + math.log(counts[c])) * self.weights[c] for c in sorted(counts)}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {column: value / length for column, value in raw.items()}

    def state(self) -> dict[str, Any]:
        """What was learned, as plain values for JSON."""
        return {"terms": list(self.columns), "weights": list(self.weights)}

    @classmethod
    def from_state(cls, cut: Cut, state: dict[str, Any]) -> Ngrams:
        """The n-grams that `state` was taken from."""
        columns = {term: column for column, term in enumerate(state["terms"])}
        return cls(cut, columns, tuple(state["weights"]))


def of_characters(text: str, shortest: int, longest: int) -> list[str]:
    """Runs of characters within each word, its ends marked by spaces; in lower case."""
    grams: list[str] = []
    for word in text.lower().split():
        padded = f" {word} "
        for size in range(shortest, min(longest, len(padded)) + 1):
            grams += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return grams


def of_parts(parts: Sequence[str]) -> list[str]:
    """The parts themselves and every two neighbours."""
    return [*parts, *(f"{one} {two}" for one, two in itertools.pairwise(parts))]
