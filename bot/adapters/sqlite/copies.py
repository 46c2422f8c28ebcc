"""Backups of the database, taken while it is in use, and the way back.

A copy holds what the database held: sealed where it speaks of people, so that it opens nothing
without the key. What was erased after a copy was made is still in the copy.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from sqlite_utils import Database

from bot.adapters.sqlite.faults import told
from bot.adapters.sqlite.holding import Hold, alone
from bot.adapters.sqlite.integrity import check_file, check_key
from bot.adapters.sqlite.schema import migrations
from bot.adapters.sqlite.vault import Vault
from bot.errors import StoreFailed

STAMP: Final = "%Y%m%dT%H%M%SZ"
BESIDE: Final = ("-wal", "-shm")
"""The files that SQLite keeps beside a database in use."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was written; `size` in bytes."""

    path: Path
    size: int


def back_up(path: Path, target: Path, now: datetime) -> Backup:
    """Copy the database at `path`, as it is at one moment, to a new file or into a folder.

    Others may read and write it meanwhile. The copy is whole and checked, or it is not there.
    Errors: StoreFailed.
    """
    target = target / f"{path.stem}-{now:{STAMP}}.db" if target.is_dir() else target
    if target.exists():
        raise StoreFailed(f"{target} exists already. Name a new file, or a folder.")
    hold = Hold(path)
    try:
        with _written(target) as part, told(path), closing(_opened(path, "rw")) as source:
            check_file(Database(source), path)
            _copy(source, path, part, target)
    finally:
        hold.release()
    return Backup(target, target.stat().st_size)


def restore(backup: Path, path: Path, vault: Vault, now: datetime) -> Path | None:
    """Put a backup in the place of the database; where the former one lies now, None without one.

    The backup is copied, checked whole, opened with the key and brought up to date first: if
    anything is wrong with it, nothing has changed. Errors: StoreFailed.
    """
    if backup.exists() and path.exists() and backup.samefile(path):
        raise StoreFailed(f"{backup} is the present database itself. Name a backup.")
    with alone(path):
        former = path.with_name(f"{path.name}.replaced-{now:{STAMP}}")
        with _written(path, replacing=former) as part:
            with _of_a_backup(backup), closing(_opened(backup, "ro")) as source:
                check_file(Database(source), backup, thoroughly=True)
                if not Database(source).table_names():
                    raise StoreFailed(f"{backup} holds nothing. Take another one.")
                check_key(Database(source), vault)
                _copy(source, backup, part, path)
            with told(path), closing(sqlite3.connect(part)) as fresh:
                migrations.apply(Database(fresh))
    return former if former.exists() else None


def _opened(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreFailed(f"There is no file {path}. Check the name.")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=30)


def _copy(source: sqlite3.Connection, path: Path, part: Path, target: Path) -> None:
    """All pages in one step: one moment of `source`, whatever is being written to it."""
    with told(target), closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        check_file(Database(copy), path)


@contextmanager
def _written(target: Path, replacing: Path | None = None) -> Iterator[Path]:
    """A file, readable by its owner only, that becomes `target` once the block has filled it."""
    part = target.with_name(f"{target.name}.part")
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
    try:
        yield part
        with told(target):
            _to_disk(part)
            if replacing and target.exists():
                _set_aside(target, replacing)
            part.replace(target)
            _to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _set_aside(path: Path, former: Path) -> None:
    """Give the database a second name with all that belongs to it; `path` is replaced next.

    Its log is emptied into it first, or else, in a damaged one, goes with it: a log that stayed
    would be played into the file that comes in its place.
    """
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error:
        pass
    try:
        os.link(path, former)
    except FileExistsError:
        raise
    except OSError:  # a file system without second names
        path.rename(former)
    for ending in BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(former.with_name(former.name + ending))


@contextmanager
def _of_a_backup(backup: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreFailed(
            f"{backup} is no backup that can be used, or it is damaged ({error}). "
            "Take another one; nothing was changed."
        ) from error


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
