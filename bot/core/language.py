"""Languages, and prose that exists in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("ko", "en")
"""The languages every scenario and every word of the program exists in."""

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Prose:
    """One passage in several languages; `prose[language]` falls back to English, then to any."""

    words: Mapping[str, str]

    def __getitem__(self, language: str) -> str:
        if language in self.words:
            return self.words[language]
        return self.words.get(FALLBACK) or next(iter(self.words.values()))
