"""One entry of the catalogue."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Entry:
    """What a code means: message and remedy as templates in English and Korean, and an example.

    In the templates `{word}` and such stand for words of the author; no Korean particle follows
    them directly, since its form would depend on the word.
    """

    code: str
    message: dict[str, str]
    remedy: dict[str, str]
    example: str

    @classmethod
    def of(cls, code: str, en: tuple[str, str], ko: tuple[str, str], example: str) -> Self:
        """An entry from (message, remedy) in English and in Korean."""
        return cls(code, {"en": en[0], "ko": ko[0]}, {"en": en[1], "ko": ko[1]}, example)
