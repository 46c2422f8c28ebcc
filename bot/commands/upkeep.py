"""The commands with which a set-up is looked after, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415

import asyncio
from pathlib import Path
from typing import Final

import click

from bot.commands.options import CONFIG, settings_of
from bot.config import load_config


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

    put_back(*settings_of(config_file), file)


@click.command("rotate-key")
@CONFIG
def rotate_key(config_file: Path) -> None:
    """Seal everything with a new key; the former one is kept for the backups made with it.

    Example: scamdrill rotate-key
    """
    from bot.commands.key import rotate_key as rotate

    rotate(*settings_of(config_file))


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
    asyncio.run(erase(*settings_of(config_file), address))


@click.command()
@click.option("--days", type=click.IntRange(0), help="In the place of store.retention_days.")
@CONFIG
def purge(days: int | None, config_file: Path) -> None:
    """Erase the drills whose time to be kept is over; the running bot does it by itself.

    Example: scamdrill purge --days 30
    """
    from bot.commands.erase import purge as erase

    asyncio.run(erase(*settings_of(config_file), days))


@click.command()
@click.option("--offline", is_flag=True, help="Do not ask Telegram.")
@CONFIG
def doctor(config_file: Path, *, offline: bool) -> int:
    """Look a set-up over: what is wrong with it, and what to do.

    Example: scamdrill doctor
    """
    from bot.commands.doctor import look_over

    return 0 if asyncio.run(look_over(config_file, offline=offline)) else 1


@click.group()
def role() -> None:
    """Say who may do what besides practising: authors, facilitators, admins."""


def _duty(name: str, may: str) -> click.Command:
    """The command that gives and takes one duty."""

    @click.argument("who", metavar="CHANNEL:ID")
    @click.option("--remove", is_flag=True, help="Take the role away again.")
    @CONFIG
    def change(who: str, config_file: Path, *, remove: bool) -> None:
        from bot.commands.role import change_duty
        from bot.ports import Duty

        asyncio.run(change_duty(*settings_of(config_file), Duty(name), who, remove=remove))

    text = f"Let a person {may}.\n\nExample: scamdrill role {name} telegram:123456789"
    return click.command(name, help=text)(change)


role.add_command(_duty("author", "send scenarios to the bot, and play them there in private"))
role.add_command(_duty("facilitator", "run groups, and see what their members practised in them"))
role.add_command(_duty("admin", "give these roles to others, in the chat"))


@role.command("list")
@CONFIG
def role_list(config_file: Path) -> None:
    """List everybody who has a role, by pseudonym.

    Example: scamdrill role list
    """
    from bot.commands.role import list_duties

    asyncio.run(list_duties(*settings_of(config_file)))


UPKEEP: Final = (backup, restore, rotate_key, forget, purge, doctor, role)
"""Every command of this module."""
