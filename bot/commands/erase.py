"""`scamdrill forget` and `scamdrill purge`: erasing from the command line."""

from datetime import UTC, datetime, timedelta

import click

from bot.bootstrap import opened_store
from bot.config import Config, Secrets
from bot.ports import Address

BACKUPS = "Backups that were made before still hold it: delete them in time."


async def forget(config: Config, known: Secrets, address: Address) -> None:
    """Erase everything about a person, if there is anything. Errors: StoreFailed, ConfigError."""
    async with opened_store(config, known) as store:
        await store.forget(address)
    click.echo("Nothing is kept about this person any more.")
    click.echo(BACKUPS, err=True)


async def purge(config: Config, known: Secrets, days: int | None) -> None:
    """Erase drills older than so many days, else than the settings say."""
    kept = config.store.retention_days if days is None else days
    async with opened_store(config, known) as store:
        erased = await store.purge(datetime.now(UTC) - timedelta(days=kept))
    click.echo(f"{erased} drills were erased.")
    if erased:
        click.echo(BACKUPS, err=True)
