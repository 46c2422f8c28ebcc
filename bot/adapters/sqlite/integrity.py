"""Whether a file is a sound Scamdrill database that this program and this key can open."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import DatabaseError, connect

from sqlite_utils import Database

from bot.adapters.sqlite.faults import told
from bot.adapters.sqlite.schema import migrations
from bot.adapters.sqlite.vault import Vault
from bot.errors import StoreFailed

SEALED = "_sealed"
"""So end the names of all columns that are encrypted."""

TRIED = 20
"""Values of a column: where none of so many opens, it is the key."""


def check_file(db: Database, path: Path, *, thoroughly: bool = False) -> None:
    """Look at the file before anything is written to it; an empty one is a new database.

    `thoroughly` also compares indexes with tables, which takes several times as long.
    Errors: StoreFailed for the database of another program or of a newer Scamdrill;
    sqlite3.DatabaseError for a damaged file.
    """
    look = "integrity_check" if thoroughly else "quick_check"
    (found,) = db.execute(f"PRAGMA {look}(1)").fetchone()
    if found != "ok":
        raise DatabaseError("database disk image is malformed")
    applied = {one.name for one in migrations.applied(db)}
    if db.table_names() and not applied:
        raise StoreFailed(f"{path} is no Scamdrill database. Move it away or restore a backup.")
    if applied - _known():
        raise StoreFailed(
            f"{path} was written by a newer Scamdrill. Update this one, or restore an older backup."
        )


def check_key(db: Database, vault: Vault) -> None:
    """Try the key on every sealed column. Errors: StoreFailed."""
    for table, column in sealed_columns(db):
        check_column(db, vault, table, column)


def check_column(db: Database, vault: Vault, table: str, column: str) -> None:
    """Try the key on some values, of which one may be damaged. Errors: StoreFailed."""
    some = f"SELECT [{column}] FROM [{table}] WHERE [{column}] IS NOT NULL LIMIT {TRIED}"  # noqa: S608 - names from the schema
    rows = db.execute(some).fetchall()
    if rows and not any(vault.opens(sealed) for (sealed,) in rows):
        raise StoreFailed(
            "The stored data cannot be opened with this key. "
            "Put back the key file that belongs to this database."
        )


def inspect(path: Path, vault: Vault | None) -> str:
    """How much is in the database at `path`, in words, after a thorough look that changes nothing.

    Errors: StoreFailed for a file that cannot be used, or not with this key.
    """
    with told(path), closing(connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as raw:
        db = Database(raw)
        check_file(db, path, thoroughly=True)
        if vault:
            check_key(db, vault)
        tables = [name for name in ("trainees", "sessions") if name in db.table_names()]
        counts = [db.table(name).count for name in tables] or [0, 0]
    return f"{counts[0]} people, {counts[1]} drills"


def sealed_columns(db: Database) -> Iterator[tuple[str, str]]:
    """Table and name of every encrypted column."""
    for table in db.tables:
        for column in table.columns:
            if column.name.endswith(SEALED):
                yield table.name, column.name


def _known() -> set[str]:
    return {one.name for one in migrations.pending(Database(memory=True))}
