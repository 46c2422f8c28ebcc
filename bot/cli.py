"""The command line. Machine output goes to standard output, everything else to standard error.

Each command imports what it needs when it is called, so that `check` need not wait for Telegram.

Exit status: 0 fine, 1 the answer is "no" or something failed, 2 wrong use.
"""

import asyncio
import sys
from pathlib import Path
from typing import Literal, NoReturn, TextIO

import click

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
    from bot.bootstrap import set_up_logging
    from bot.commands.run import run_telegram, run_terminal

    config = load_config(config_file)
    secrets, warnings = take_secrets(config_file.parent / ".env")
    for warning in warnings:
        click.echo(warning, err=True)
    if secrets.token:
        set_up_logging()
        asyncio.run(run_telegram(config, secrets))
    else:
        click.echo("No TELEGRAM_BOT_TOKEN: the conversation runs in this terminal.", err=True)
        asyncio.run(run_terminal(config, secrets))


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
    from bot.commands.play import Play, play_drill

    asyncio.run(play_drill(load_config(config_file), Play(scenario, language, seed, as_json)))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--explain", metavar="CODE", help="Say what a code means, and show an example.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", help="ko or en.")
@CONFIG
def check(
    paths: tuple[Path, ...],
    form: Literal["text", "json", "sarif"],
    explain: str | None,
    language: str,
    config_file: Path,
) -> int:
    """Check scenario files and folders, and say what is wrong, where, and what to do.

    Example: scamdrill check scenarios/north --lang ko
    """
    from bot.commands.check import check_files, explain_code

    if explain:
        click.echo(explain_code(explain, language))
        return 0
    if not paths:
        raise click.UsageError("Name the files or folders to check, for example: scenarios")
    folder = load_config(config_file).scenarios
    return 0 if check_files(paths, folder, form, language) else 1


@cli.group()
def nlu() -> None:
    """Train the model that reads replies, serve it, and ask it."""


@nlu.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def train(options: tuple[str, ...]) -> int:
    """Train the model if it is missing or its data has changed.

    Example: scamdrill nlu train
    """
    from bot.commands.nlu import in_nlu

    return in_nlu("components.train", *options)


@nlu.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(options: tuple[str, ...]) -> int:
    """Serve the model on this machine; the token stands in SCAMDRILL_NLU_TOKEN.

    Example: scamdrill nlu serve --port 5005
    """
    from bot.commands.nlu import in_nlu

    return in_nlu("components.server", *options)


@nlu.command()
@click.option("--jsonl", "source", type=click.File(encoding="utf-8"), required=True)
@CONFIG
def parse(source: TextIO, config_file: Path) -> None:
    """Read replies, one JSON object a line, and write them again with their acts.

    Example: echo '{"text": "누구십니까", "lang": "ko"}' | scamdrill nlu parse --jsonl -
    """
    from bot.commands.nlu import parse as parse_lines

    asyncio.run(parse_lines(load_config(config_file), source))


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


if __name__ == "__main__":
    main()
