"""The database, the disk under it, and the clock."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.adapters.sqlite import Vault, in_use, inspect, load_key
from bot.commands.checkup.finding import Finding, fine, note, wrong
from bot.config import Config, Secrets
from bot.errors import ConfigError, StoreFailed

LEAST: Final = 100 * 1024**2
FEW: Final = 1024**3
"""Bytes of free space: with less than `LEAST` a backup or a training may fail today."""

AHEAD: Final = timedelta(minutes=10)


def check_storage(config: Config, known: Secrets, config_file: Path) -> Iterator[Finding]:
    """What is so with everything that lies on the disk."""
    yield from _database(config, known)
    yield _space(config.store.path)
    yield from _clock([config_file, config.store.path])


def _database(config: Config, known: Secrets) -> Iterator[Finding]:
    path = config.store.path
    if not path.exists():
        yield fine(f"The database is made at the first start, at {path}.")
        return
    if path.stat().st_mode & 0o077:
        yield wrong(f"The database can be read by others: {path}", f"Run: chmod 600 {path}")
    try:
        key = load_key(config.store.key_file, known.key) if _has_key(config, known) else None
        drills = inspect(path, Vault(key) if key else None)
        yield fine(f"The database is sound{' and opens with the key' if key else ''}: {drills}.")
        if in_use(path):
            yield fine("The bot is running.")
    except (StoreFailed, ConfigError) as error:
        yield wrong(str(error), "See docs/operations.md, Restoring.")


def _has_key(config: Config, known: Secrets) -> bool:
    return bool(known.key) or config.store.key_file.exists()


def _space(path: Path) -> Finding:
    folder = next(folder for folder in path.parents if folder.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free / 1024**3:,.1f} GB are free at {folder}."
    if free < LEAST:
        return wrong(said, "Free some space: with a full disk nothing can be saved.")
    return note(said, "Make room in good time.") if free < FEW else fine(said)


def _clock(files: list[Path]) -> Iterator[Finding]:
    now = datetime.now(UTC)
    for file in files:
        if file.exists():
            changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            if changed > now + AHEAD:
                yield wrong(
                    f"By the computer's clock, {file} was changed in the future ({changed:%c}).",
                    "Set the clock: timedatectl set-ntp true",
                )
                return
    yield fine(f"The clock says {now:%Y-%m-%d %H:%M} UTC.")
