"""`scamdrill schema` and `scamdrill codes`: what is made from the program and lies beside it."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.adapters.scenario_files import (
    as_text,
    card_schema,
    load_vocabulary,
    quiz_schema,
    replies_schema,
    schema,
)
from bot.adapters.scenario_files.codes_page import codes_page
from bot.core.vocabulary import Vocabulary
from bot.errors import WrongUse

SCHEMAS: Final[Mapping[str, Callable[[Vocabulary], dict[str, Any]]]] = {
    "scenario": schema,
    "replies": replies_schema,
    "card": card_schema,
    "quiz": quiz_schema,
}
"""What authors write, and how the JSON Schema of each is made."""


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema beside the vocabulary of this folder; the files that changed.

    Errors: WrongUse where the folder cannot be written.
    """
    vocabulary = load_vocabulary(folder)
    texts = {
        folder / f"{name}.schema.json": as_text(make(vocabulary)) for name, make in SCHEMAS.items()
    }
    return [file for file, text in texts.items() if _write(file, text)]


def print_schema(name: str, folder: Path) -> None:
    """Write the schema of this name to standard output."""
    sys.stdout.write(as_text(SCHEMAS[name](load_vocabulary(folder))))


def write_codes(file: Path) -> bool:
    """Write the page of codes; whether it changed. Errors: WrongUse."""
    return _write(file, codes_page())


def _write(file: Path, text: str) -> bool:
    try:
        if file.exists() and file.read_text(encoding="utf-8") == text:
            return False
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{file} cannot be written: {error.strerror}.") from error
    return True
