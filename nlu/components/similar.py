"""Finds replies that say nearly the same in nearly the same letters."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from components.ngrams import Ngrams, of_characters
from components.normalise import normalise

_AT_ONCE: Final = 512  # rows compared in one go: a few megabytes
_LEAST: Final = 2  # an n-gram of a single reply cannot make two alike
_NO_LETTER: Final = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """The letters and digits alone, in lower case: what is left if writing habits are set aside."""
    return _NO_LETTER.sub("", normalise(text).casefold())


def same(texts: Sequence[str]) -> list[list[int]]:
    """Groups of places whose texts are bare alike, each of two or more, in order."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        groups[bare(text) or text].append(place)
    return [group for group in groups.values() if len(group) > 1]


def near(texts: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs i < j with a cosine of at least `least` between their jamo n-grams, in order of i."""
    plain = [unicodedata.normalize("NFD", normalise(text).casefold()) for text in texts]
    rows = Ngrams.learn(lambda text: of_characters(text, 2, 4), plain, _LEAST).rows(plain)
    turned = rows.T.tocsc()
    for begin in range(0, len(texts), _AT_ONCE):
        likeness = (rows[begin : begin + _AT_ONCE] @ turned).tocoo()
        found = (likeness.data >= least) & (likeness.row + begin < likeness.col)
        order = np.lexsort((likeness.col[found], likeness.row[found]))
        for place in np.flatnonzero(found)[order]:
            first, second = int(likeness.row[place]) + begin, int(likeness.col[place])
            yield first, second, float(likeness.data[place])
