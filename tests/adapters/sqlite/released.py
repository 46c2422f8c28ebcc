"""Databases as released versions left them: dumps that lie in `fixtures`, one for each schema.

A new one is `sqlite3 store.db .dump` of a database that the version before the change has written.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

FIXTURES: Final = sorted((Path(__file__).parent / "fixtures").glob("m*.sql"))
KEY: Final = b"k" * 32
"""The key of all of them."""


def database_of(dump: Path, path: Path) -> Path:
    """The database of a dump, in a file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(dump.read_text(encoding="utf-8"))
    return path
