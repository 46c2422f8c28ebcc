"""`scamdrill schema` and `scamdrill codes`: what is made from the program and lies beside it."""

import sys
from pathlib import Path
from typing import Literal

from bot.adapters.scenario_files import as_text, load_vocabulary, replies_schema, schema
from bot.adapters.scenario_files.codes_page import codes_page
from bot.core.vocabulary import Vocabulary
from bot.errors import ConfigError

Name = Literal["scenario", "replies"]


def schema_text(name: Name, vocabulary: Vocabulary) -> str:
    """The JSON Schema of scenario files, or of files with shared replies, as it is committed."""
    return as_text(schema(vocabulary) if name == "scenario" else replies_schema(vocabulary))


def write_schemas(folder: Path) -> list[Path]:
    """Write both schemas beside the vocabulary of this folder; the files that changed.

    Errors: ConfigError where the folder cannot be written.
    """
    vocabulary = load_vocabulary(folder)
    names: tuple[Name, ...] = ("scenario", "replies")
    texts = {folder / f"{name}.schema.json": schema_text(name, vocabulary) for name in names}
    return [file for file, text in texts.items() if _write(file, text)]


def print_schema(name: Name, folder: Path) -> None:
    """Write one of the schemas to standard output."""
    sys.stdout.write(schema_text(name, load_vocabulary(folder)))


def write_codes(file: Path) -> bool:
    """Write the page of codes; whether it changed. Errors: ConfigError."""
    return _write(file, codes_page())


def _write(file: Path, text: str) -> bool:
    try:
        if file.exists() and file.read_text(encoding="utf-8") == text:
            return False
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from error
    return True
