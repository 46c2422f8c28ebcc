"""The command line. Machine output goes to standard output, everything else to standard error.

Each command imports what it needs when it is called, so that `check` need not wait for Telegram.

Exit status: 0 fine, 1 the answer is "no" or something failed, 2 wrong use.
"""

import asyncio
import sys
from pathlib import Path
from typing import NoReturn

import click

from bot.commands.authors import AUTHORS
from bot.commands.facilitators import FACILITATORS
from bot.commands.model import nlu
from bot.commands.options import CONFIG, IN_KOREAN, settings_of
from bot.commands.upkeep import UPKEEP
from bot.config import load_config
from bot.errors import ConfigError, ScamdrillError, WrongUse


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
    from bot.bootstrap import set_up_logging
    from bot.commands.run import run_telegram, run_terminal
    from bot.commands.serving import run_service

    config, secrets = settings_of(config_file)
    if secrets.token:
        set_up_logging(config.log.format)
        run_service(run_telegram(config, secrets))
    else:
        click.echo("No TELEGRAM_BOT_TOKEN: the conversation runs in this terminal.", err=True)
        asyncio.run(run_terminal(config, secrets))


@cli.command()
@click.argument("scenario", required=False)
@IN_KOREAN
@click.option("--seed", type=int, help="The same seed and replies give the same drill.")
@click.option("--json", "as_json", is_flag=True, help="Print only the scorecard, as JSON.")
@CONFIG
def play(
    scenario: str | None, language: str, seed: int | None, *, as_json: bool, config_file: Path
) -> None:
    """Play one drill in the terminal; replies may also come line by line through a pipe.

    Example: scamdrill play state-security-call --lang en --seed 1
    """
    from bot.commands.play import Play, play_drill

    asyncio.run(play_drill(load_config(config_file), Play(scenario, language, seed, as_json)))


for command in (*AUTHORS, *FACILITATORS, *UPKEEP, nlu):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; no traceback reaches a person."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (ConfigError, WrongUse) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ScamdrillError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
