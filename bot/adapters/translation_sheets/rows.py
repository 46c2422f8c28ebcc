"""A row of a translator's sheet, whatever the sheet is made of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import BadSheet

LARGEST: Final = 20 * 1024 * 1024
"""Bytes. The whole library is some hundreds of kilobytes; more did not come from an export."""


@dataclass(frozen=True, slots=True)
class Row:
    """One passage: its id, its source text, what may help, and the translation ("" for none)."""

    id: str
    source: str
    help: str = ""
    translation: str = ""


def content_of(path: Path) -> bytes:
    """The bytes of a sheet. Errors: BadSheet."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadSheet(f"{path} is too large to be a translation of scenarios.")
        return path.read_bytes()
    except OSError as error:
        raise BadSheet(f"{path} cannot be read. Check the name.") from error
