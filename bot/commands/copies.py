"""`scamdrill backup` and `scamdrill restore`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.adapters.sqlite import Vault, back_up, load_key
from bot.adapters.sqlite import restore as restore_copy
from bot.config import Config, Secrets
from bot.errors import ConfigError


def make_backup(config: Config, target: Path) -> None:
    """Write a backup, and print where it lies and how large it is. Errors: StoreFailed."""
    made = back_up(config.store.path, target, datetime.now(UTC))
    click.echo(f"{made.path}\t{made.size:,} bytes")
    click.echo(
        f"It holds what is erased later: delete it within {config.store.retention_days} days.",
        err=True,
    )


def put_back(config: Config, known: Secrets, backup: Path) -> None:
    """Restore a backup, and say where the former database lies.

    Errors: StoreFailed, ConfigError.
    """
    former = restore_copy(backup, config.store.path, Vault(present_key(config, known)), _now())
    click.echo(f"{backup} is the database now.")
    if former:
        click.echo(f"The former one lies at {former}. Delete it once all is well.", err=True)
    click.echo(
        "Whoever was erased after the backup was made is in it again: erase them anew "
        "(scamdrill forget).",
        err=True,
    )


def present_key(config: Config, known: Secrets) -> bytes:
    """The key that there is; no new one is made. Errors: ConfigError without one."""
    file = config.store.key_file
    if not known.key and not file.exists():
        raise ConfigError(f"There is no key at {file}. Put back the one that belongs to the data.")
    return load_key(file, known.key)


def _now() -> datetime:
    return datetime.now(UTC)
