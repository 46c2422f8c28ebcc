"""The font that ships with the program: Pretendard, unchanged, under the OFL (LICENSE.txt).

It draws all of Hangul, Latin and the usual punctuation, and no emoji.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FOLDER: Final = Path(__file__).parent
FAMILY: Final = "Pretendard"
REGULAR: Final = FOLDER / "Pretendard-Regular.otf"
BOLD: Final = FOLDER / "Pretendard-Bold.otf"

MISSING: Final = "□"
"""Stands for what the font cannot draw, so that nobody takes a gap for the text."""


def drawable(text: str) -> str:
    """The text in characters that the font has: composed, emoji left out, others as `MISSING`."""
    known = _characters()
    return "".join(
        one if ord(one) in known or one.isspace() else _instead(one)
        for one in unicodedata.normalize("NFC", text)
    )


def _instead(character: str) -> str:
    """Symbols (emoji), joiners and selectors go; a letter of another script leaves its mark."""
    return MISSING if unicodedata.category(character)[0] in "LN" else ""


@cache
def _characters() -> frozenset[int]:
    with TTFont(REGULAR, lazy=True) as font:
        return frozenset(font.getBestCmap())
