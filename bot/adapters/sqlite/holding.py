"""Who uses the database: many together while they read and write, one alone to exchange it.

Only one of them is the bot, which sends what waits and minds the timers.

The kernel lets go of a lock when its process ends, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.adapters.sqlite.faults import told
from bot.errors import ConfigError, StoreFailed


class Hold:
    """A part in the database at `path`, kept until `release`.

    Errors: StoreFailed where somebody has it alone, or its folder cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._file = _lock_file(path)
        if not _locked(self._file, fcntl.LOCK_SH):
            self.release()
            raise StoreFailed(
                f"{path} is being restored or gets a new key. Wait until that is done."
            )

    def release(self) -> None:
        """Let go."""
        os.close(self._file)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keeps everybody else from the database at `path`.

    Errors: StoreFailed where somebody uses it.
    """
    file = _lock_file(path)
    try:
        if not _locked(file, fcntl.LOCK_EX):
            raise StoreFailed(f"{path} is in use. Stop the bot, then try again.")
        yield
    finally:
        os.close(file)


@contextmanager
def only_bot(path: Path) -> Iterator[None]:
    """Keeps every other bot from the database at `path`.

    Errors: ConfigError where one runs already; StoreFailed where its folder cannot be used.
    """
    file = _lock_file(path, ".run")
    try:
        if not _locked(file, fcntl.LOCK_EX):
            raise ConfigError(
                f"The bot already runs on {path}. Stop it first, or give this one a store.path "
                "and a token of its own."
            )
        yield
    finally:
        os.close(file)


def in_use(path: Path) -> bool:
    """Whether somebody uses the database at `path` now."""
    file = _lock_file(path)
    try:
        return not _locked(file, fcntl.LOCK_EX)
    finally:
        os.close(file)


def _lock_file(path: Path, ending: str = ".lock") -> int:
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path.with_name(f"{path.name}{ending}"), os.O_RDWR | os.O_CREAT, 0o600)


def _locked(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
