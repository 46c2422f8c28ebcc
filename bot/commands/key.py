"""`scamdrill rotate-key`: a new key, step by step so that it can be cut off anywhere.

The new key is on the disk before anything is sealed with it, and the former one stays there.
"""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.adapters.sqlite import Vault, load_key, opens, rotate, write_new_key
from bot.commands.copies import present_key
from bot.config import Config, Secrets
from bot.errors import ConfigError


def rotate_key(config: Config, known: Secrets) -> None:
    """Give the database a new key; one that was cut off before is finished.

    Errors: ConfigError, StoreFailed.
    """
    path, file = config.store.path, config.store.key_file
    if not path.exists():
        raise ConfigError(f"There is no database at {path} yet. Start the bot first.")
    former = present_key(config, known)
    fresh = file.with_name(f"{file.name}.new")
    if fresh.exists() and load_key(fresh) == former:
        fresh.unlink()  # it was taken over into the environment
    if not fresh.exists():
        _write(fresh)
    new = Vault(load_key(fresh))
    if opens(path, Vault(former)):
        rotated = rotate(path, Vault(former), new)
        click.echo(f"{rotated.people} people have a new made-up name; everything is sealed anew.")
        if rotated.dropped:
            click.echo(
                f"{rotated.dropped} roles or corrections could not be kept, since nobody knows any "
                "more whose they were. Give the roles again (scamdrill role).",
                err=True,
            )
    elif not opens(path, new):
        raise ConfigError(f"Neither {file} nor {fresh} opens the database. Put back its key.")
    _exchange(file, fresh, from_environment=bool(known.key))


def _exchange(file: Path, fresh: Path, *, from_environment: bool) -> None:
    if from_environment:
        click.echo(
            f"The new key lies in {fresh}. Put it in the place of SCAMDRILL_KEY, then delete "
            "the file. Keep the former key for as long as you keep older backups.",
            err=True,
        )
        return
    kept = file.with_name(f"{file.name}.until-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    file.rename(kept)
    fresh.rename(file)
    click.echo(
        f"The former key lies at {kept}. It opens older backups: delete it with them.", err=True
    )


def _write(file: Path) -> None:
    try:
        write_new_key(file)
    except OSError as error:
        raise ConfigError(
            f"The key file {file} cannot be written ({error.strerror}). "
            "Give the program write access to its folder. Nothing was changed."
        ) from error
