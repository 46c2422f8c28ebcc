"""The command line. Machine output goes to standard output, everything else to standard error.

Exit status: 0 fine, 1 the answer is "no" or something failed, 2 wrong use.
"""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, NoReturn

import click

from bot.bootstrap import set_up_logging
from bot.commands.play import Play
from bot.commands.play import play as play_drill
from bot.commands.run import run_telegram, run_terminal
from bot.config import ROOT, load_config, take_secrets
from bot.core.language import LANGUAGES
from bot.errors import ConfigError, ScamdrillError, UnknownScenario

CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=ROOT / "config.yaml",
    help="The settings; config.yaml of the project unless told otherwise.",
)

LANGUAGE = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="ko", help="ko or en."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scamdrill")
def cli() -> None:
    """Rehearse documented scam calls before the real ones come."""


@cli.command()
@CONFIG
def run(config_file: Path) -> None:
    """Start the bot: on Telegram where TELEGRAM_BOT_TOKEN is set, else in the terminal.

    Example: TELEGRAM_BOT_TOKEN=… scamdrill run
    """
    config = load_config(config_file)
    secrets, warnings = take_secrets(config_file.parent / ".env")
    for warning in warnings:
        click.echo(warning, err=True)
    if secrets.token:
        set_up_logging()
        _do(run_telegram(config, secrets))
    else:
        click.echo("No TELEGRAM_BOT_TOKEN: the conversation runs in this terminal.", err=True)
        _do(run_terminal(config, secrets))


@cli.command()
@click.argument("scenario", required=False)
@LANGUAGE
@click.option("--seed", type=int, help="The same seed and replies give the same drill.")
@click.option("--json", "as_json", is_flag=True, help="Print only the scorecard, as JSON.")
@CONFIG
def play(
    scenario: str | None, language: str, seed: int | None, *, as_json: bool, config_file: Path
) -> None:
    """Play one drill in the terminal; replies may also come line by line through a pipe.

    Example: scamdrill play state-security-call --lang en --seed 1
    """
    _do(play_drill(load_config(config_file), Play(scenario, language, seed, as_json)))


def _do(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def main() -> NoReturn:
    """Run the command line; no traceback reaches a person."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (ConfigError, UnknownScenario) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ScamdrillError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
