"""A new database that is filled aside, fast, and takes its place only once it is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.adapters.sqlite.faults import told
from bot.adapters.sqlite.integrity import check_file


def count_people(path: Path) -> int:
    """How many people the database at `path` knows; 0 where there is none. Errors: StoreFailed."""
    if not path.exists():
        return 0
    with (
        told(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as raw,
    ):
        db = Database(raw)
        check_file(db, path)
        return db.table("trainees").count if "trainees" in db.table_names() else 0


@contextmanager
def filled(path: Path) -> Iterator[Path]:
    """A file to be filled, which becomes `path` if the block ends well.

    Errors: StoreFailed, also where there is a file of this name by then.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        with told(path):
            _to_disk(part)
            os.link(part, path)
            _to_disk(path.parent)
    finally:
        for ending in ("", "-wal", "-shm", ".lock"):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
