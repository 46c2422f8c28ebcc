"""A new key for the database: everything sealed again, everybody's made-up name made anew.

It goes by the schema: columns that end in `_sealed` are sealed; what `address_sealed` holds tells
whose made-up name is to be replaced, in whatever column it stands.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from bot.adapters.sqlite.faults import told
from bot.adapters.sqlite.holding import alone
from bot.adapters.sqlite.integrity import check_key, sealed_columns
from bot.adapters.sqlite.opening import open_database
from bot.adapters.sqlite.vault import Vault
from bot.errors import StoreFailed

NAMED = ("duties", "candidates")
"""Tables with rows of people whose address may be known nowhere any more."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many people have a new name, and how many rows had to go: nobody's name is theirs."""

    people: int
    dropped: int


def rotate(path: Path, old: Vault, new: Vault) -> Rotated:
    """Seal the database at `path` with another key, in one transaction.

    Nothing of it can be opened with the old key afterwards; links that were given out and pages
    that are open (cohorts, sign-ins) are void.

    Errors: StoreFailed, or Unreadable where a value is damaged; with nothing changed.
    """
    with alone(path), told(path):
        db = open_database(path)
        with closing(db.conn):
            check_key(db, old)
            db.execute("PRAGMA foreign_keys = OFF")
            with db.atomic():
                names = _new_names(db, old, new)
                rotated = Rotated(len(names), _drop_nobodys(db, names))
                _rename(db, names)
                _seal_again(db, old, new)
                if db.execute("PRAGMA foreign_key_check").fetchone():
                    raise StoreFailed(f"{path} does not fit together. Nothing was changed.")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return rotated


def opens(path: Path, vault: Vault) -> bool:
    """Whether this key opens the database at `path`. Errors: StoreFailed."""
    with told(path):
        db = open_database(path)
        with closing(db.conn):
            try:
                check_key(db, vault)
            except StoreFailed:
                return False
    return True


def _new_names(db: Database, old: Vault, new: Vault) -> dict[str, str]:
    names = {}
    for table, column in sealed_columns(db):
        if column == "address_sealed":
            for (sealed,) in db.execute(f"SELECT {column} FROM [{table}] WHERE {column} NOT NULL"):  # noqa: S608 - names from the schema
                address = json.loads(old.open(sealed))
                parts = address["channel"], address["id"]
                names[old.pseudonym(*parts)] = new.pseudonym(*parts)
    return names


def _drop_nobodys(db: Database, names: dict[str, str]) -> int:
    dropped = 0
    for table in NAMED:
        found = {row[0] for row in db.execute(f"SELECT DISTINCT trainee FROM [{table}]")}  # noqa: S608 - names from the schema
        for name in found - names.keys():
            dropped += db.execute(f"DELETE FROM [{table}] WHERE trainee = ?", [name]).rowcount  # noqa: S608
    return dropped


def _rename(db: Database, names: dict[str, str]) -> None:
    db.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT)")
    db.conn.executemany("INSERT INTO renamed VALUES (?, ?)", names.items())
    for table, column in _text_columns(db):
        db.execute(
            f"UPDATE [{table}] SET [{column}] = (SELECT new FROM renamed WHERE old = [{column}])"  # noqa: S608 - names from the schema
            f" WHERE [{column}] IN (SELECT old FROM renamed)"
        )
    db.execute("DROP TABLE renamed")


def _seal_again(db: Database, old: Vault, new: Vault) -> None:
    for table, column in sealed_columns(db):
        rows = db.execute(f"SELECT rowid, [{column}] FROM [{table}]").fetchall()  # noqa: S608 - names from the schema
        db.conn.executemany(
            f"UPDATE [{table}] SET [{column}] = ? WHERE rowid = ?",  # noqa: S608 - names from the schema
            ((new.seal(old.open(sealed)), id_) for id_, sealed in rows if sealed is not None),
        )


def _text_columns(db: Database) -> Iterator[tuple[str, str]]:
    for table in db.tables:
        for column in table.columns:
            if column.type.upper() == "TEXT":
                yield table.name, column.name
