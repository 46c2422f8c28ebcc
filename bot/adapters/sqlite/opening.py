"""Opening the database file: made if it is missing, brought up to date, safe against power cuts."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.adapters.sqlite.integrity import check_file
from bot.adapters.sqlite.schema import migrations

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a step is on the disk before it is sent, even if the power fails
    "foreign_keys = ON",
    "secure_delete = ON",  # what /forget erases is overwritten, not only unlinked
    "busy_timeout = 5000",
)


HASTY = ("synchronous = OFF",)
"""For a file that is thrown away if anything goes wrong while it is filled."""


class SharedDatabase(Database):
    """A database that several connections write to.

    A transaction takes its turn to write when it begins. One that read first would be refused at
    once, without waiting, where another connection had written since.
    """

    @contextmanager
    def atomic(self) -> Iterator[Database]:
        if self.conn.in_transaction:
            with super().atomic():
                yield self
            return
        self.conn.execute("BEGIN IMMEDIATE")
        with self.conn:
            yield self


def open_database(path: Path, *, durable: bool = True) -> Database:
    """The open file, for use from the thread that calls this.

    Errors: StoreFailed for a file that is not ours, sqlite3.Error for one that is damaged; both are
    left as they were.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)  # the log beside it gets the same mode
    db = SharedDatabase(sqlite3.connect(path))
    check_file(db, path)
    for pragma in (*PRAGMAS, *(() if durable else HASTY)):
        db.execute(f"PRAGMA {pragma}").fetchall()
    path.chmod(0o600)
    migrations.apply(db)
    return db
