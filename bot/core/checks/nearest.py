"""Did you mean: the known word nearest to one that nobody knows."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LIKENESS: Final = 0.6
"""Below this, suggestions confuse more than they help (difflib's own threshold too)."""

LONGEST_WORD: Final = 60
"""Comparing is quadratic in length, and no id is this long."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None; Hangul is compared letter by letter (jamo)."""
    spelt = {_letters(one): one for one in known}
    if len(word) > LONGEST_WORD:
        return None
    found = get_close_matches(_letters(word), spelt, n=1, cutoff=LIKENESS)
    return spelt[found[0]] if found else None


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFD", word).casefold()
    return plain.replace("-", "_").replace(" ", "_")
