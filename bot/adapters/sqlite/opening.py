"""Opening the database file: made if it is missing, brought up to date, safe against power cuts."""

import sqlite3
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


def open_database(path: Path) -> Database:
    """The open file, for use from the thread that calls this.

    Errors: StoreFailed for a file that is not ours, sqlite3.Error for one that is damaged; both are
    left as they were.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)  # the log beside it gets the same mode
    db = Database(sqlite3.connect(path))
    check_file(db, path)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}").fetchall()
    path.chmod(0o600)
    migrations.apply(db)
    return db
