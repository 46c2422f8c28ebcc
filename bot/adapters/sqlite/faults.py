"""What SQLite and the disk complain of, as sentences that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreFailed

_OUR_FAULTS = (
    sqlite3.InterfaceError,
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.NotSupportedError,
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what goes wrong with the file `path` inside into StoreFailed.

    That is what passes, or waits for somebody to look after the computer. What SQLite refuses of
    one statement is a fault of ours and stays what it is: trying it again would never end.
    """
    try:
        yield
    except _OUR_FAULTS:
        raise
    except (sqlite3.Error, OSError) as error:
        raise StoreFailed(_remedy(path, str(error))) from error


def _remedy(path: Path, reason: str) -> str:
    """What is wrong with the file, and what to do, in one or two sentences."""
    full = "The disk is full. Free some space; nothing was lost, the program goes on."
    no_way = f"{path} cannot be opened. Check that its folder exists and is writable."
    no_write = f"{path} cannot be written. Give the program write access to it."
    known = {
        "full": full,
        "No space": full,
        "quota": full,
        "readonly": no_write,
        "Read-only": no_write,
        "disk I/O": f"The disk under {path} fails. Check it; the program goes on once it works.",
        "unable to open": no_way,
        "Permission denied": no_way,
        "Not a directory": no_way,
        "File exists": no_way,
        "locked": f"{path} is used by another program. Close that one; this one goes on alone.",
        "not a database": f"{path} is no Scamdrill database. Move it away or restore a backup.",
        "malformed": f"{path} is damaged. Stop the program and restore the last backup "
        "(scamdrill restore).",
    }
    for mark, remedy in known.items():
        if mark in reason:
            return remedy
    return f"{path} could not be used ({reason}). Nothing was changed."
