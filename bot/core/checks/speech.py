"""Korean speech levels: variants of one line should not speak to the trainee in different ones."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from bot.core.checks.finding import Finding, Path
from bot.core.scenario import Line


class Level(StrEnum):
    """How a caller addresses the trainee, as coarse as an ear without grammar hears it."""

    POLITE = "polite"
    """합쇼체, 해요체."""
    BLUNT = "blunt"
    """하오체, 해라체, 해체."""


_POLITE: Final = re.compile(
    "(?:\u11b8니다|\u11b8니까|\u11b8시오|[세어아해예에네지까데군러워와려져]요|죠)$"
)
_BLUNT: Final = re.compile(
    "(?:(?<!\u11b8시)[오소]|(?<![니시])다|냐|어라|아라|해라|거라|하자|구나|거야|이야|[있없했됐겠]어)$"
)

_SENTENCE: Final = re.compile(r"[^.?!…~]+")


def check_speech(path: Path, said: tuple[Line, ...]) -> Iterator[Finding]:
    """A finding for each variant that is blunt where the first clear one is polite, or the reverse.

    Lines that mix both, and endings that can be either (보위부요), are left alone.
    """
    first: Level | None = None
    for number, line in enumerate(said):
        level = level_of(line.prose.words.get("ko", ""))
        first = first or level
        if level and level is not first:
            yield Finding("W406", (*path, number, "ko"))


def level_of(text: str) -> Level | None:
    """The level of all sentences whose ending tells; None if they differ or none does."""
    found = {level for sentence in _SENTENCE.findall(text) if (level := _ending(sentence))}
    return found.pop() if len(found) == 1 else None


def _ending(sentence: str) -> Level | None:
    """By the last word, its final consonant (11b8 is ㅂ) split off where it makes the ending."""
    word = sentence.strip(" ,\"'”’)")[-4:]
    plain = "".join(_opened(letter) for letter in word)
    if _POLITE.search(plain):
        return Level.POLITE
    return Level.BLUNT if _BLUNT.search(plain) else None


def _opened(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 3 and parts[2] == "\u11b8":  # noqa: PLR2004 - a syllable with its final
        return unicodedata.normalize("NFC", parts[:2]) + parts[2]
    return letter
