"""`scamdrill doctor`: looks a set-up over and says in plain words what is wrong with it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from bot.commands.checkup import (
    Finding,
    check_network,
    check_reading,
    check_secrets,
    check_storage,
    wrong,
)
from bot.config import load_config, take_secrets
from bot.errors import ConfigError

MARKS: Final = {"fine": "✓", "note": "!", "wrong": "✗"}


async def look_over(config_file: Path, *, offline: bool) -> bool:
    """Print what is so and what to do, most of it in the order of config.yaml; whether all works.

    No secret is shown.
    """
    env_file = config_file.parent / ".env"
    try:
        secrets, _ = take_secrets(env_file)
        config = load_config(config_file)
    except ConfigError as error:
        return _said([wrong(str(error), "Correct that; nothing else was looked at.")])
    return _said(
        [
            *check_secrets(config, secrets, env_file),
            *check_storage(config, secrets, config_file),
            *check_reading(config),
            *await check_network(config, secrets, offline=offline),
        ]
    )


def _said(findings: Iterable[Finding]) -> bool:
    wrongs = 0
    for found in findings:
        wrongs += found.state == "wrong"
        click.echo(f"{MARKS[found.state]} {found.what}")
        if found.remedy:
            click.echo(f"    {found.remedy}")
    click.echo(f"\n{_count(wrongs)}")
    return not wrongs


def _count(wrongs: int) -> str:
    if not wrongs:
        return "All is well."
    return "One thing is wrong." if wrongs == 1 else f"{wrongs} things are wrong."
