"""The commands with which a set-up is looked after, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415

import asyncio
from pathlib import Path
from typing import Final

import click

from bot.commands.options import CONFIG
from bot.config import Config, Secrets, load_config, take_secrets


def _known(config_file: Path) -> tuple[Config, Secrets]:
    secrets, _ = take_secrets(config_file.parent / ".env")
    return load_config(config_file), secrets


@click.command()
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@CONFIG
def backup(target: Path, config_file: Path) -> None:
    """Copy the database to a new file or into a folder; the bot may run meanwhile.

    Without the key the copy opens nothing: keep the key elsewhere.

    Example: scamdrill backup /srv/backups
    """
    from bot.commands.copies import make_backup

    make_backup(load_config(config_file), target)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@CONFIG
def restore(file: Path, config_file: Path) -> None:
    """Put a backup in the place of the database; the present one is moved aside.

    Example: scamdrill restore /srv/backups/scamdrill-20261122T093000Z.db
    """
    from bot.commands.copies import put_back

    put_back(*_known(config_file), file)


@click.command("rotate-key")
@CONFIG
def rotate_key(config_file: Path) -> None:
    """Seal everything with a new key; the former one is kept for the backups made with it.

    Example: scamdrill rotate-key
    """
    from bot.commands.key import rotate_key as rotate

    rotate(*_known(config_file))


@click.command()
@click.argument("who", metavar="CHANNEL:ID")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@CONFIG
def forget(who: str, config_file: Path, *, yes: bool) -> None:
    """Erase everything about a person, as /forget does. It cannot be undone.

    Example: scamdrill forget telegram:123456789
    """
    from bot.commands.erase import forget as erase
    from bot.commands.role import address_of

    address = address_of(who)
    if not yes:
        click.confirm(f"Erase everything about {who}?", abort=True, err=True)
    asyncio.run(erase(*_known(config_file), address))


@click.command()
@click.option("--days", type=click.IntRange(0), help="In the place of store.retention_days.")
@CONFIG
def purge(days: int | None, config_file: Path) -> None:
    """Erase the drills whose time to be kept is over; the running bot does it by itself.

    Example: scamdrill purge --days 30
    """
    from bot.commands.erase import purge as erase

    asyncio.run(erase(*_known(config_file), days))


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask Telegram.")
@CONFIG
def doctor(config_file: Path, *, offline: bool) -> int:
    """Look a set-up over: what is wrong with it, and what to do.

    Example: scamdrill doctor
    """
    from bot.commands.doctor import look_over

    return 0 if asyncio.run(look_over(config_file, offline=offline)) else 1


UPKEEP: Final[list[click.Command]] = [backup, restore, rotate_key, forget, purge, doctor]
"""Every command of this module."""
