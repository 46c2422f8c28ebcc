"""One thing that a check found, and where in the author's file it belongs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.core.checks.nearest import closest

Path = tuple[str | int, ...]
"""The keys and list positions, as the author writes them, from the top of the file to a place."""

HOLE: Final = "\0"
"""Stands where the file says something that could not be read; no file can contain it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A code of the catalogue with the words that its message needs.

    `known` are the words that could have stood there. `at_key` tells that the key at the end of
    `path` is meant and not its value; `passage` narrows the place to a part of the text. `lacks`
    is the path that the file should have and does not.
    """

    code: str
    path: Path
    params: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    at_key: bool = False
    passage: str | None = None
    lacks: Path | None = None

    @property
    def suggestion(self) -> str | None:
        """The known word that the author may have meant; comparing takes a while."""
        return closest(self.params.get("word", ""), self.known)


def outside(findings: Iterable[Finding], holes: frozenset[Path]) -> Iterator[Finding]:
    """The findings that do not lie at or beneath a hole: what is left are no consequences."""
    for found in findings:
        beneath = any(found.path[:length] in holes for length in range(len(found.path) + 1))
        if not beneath and found.lacks not in holes:
            yield found
