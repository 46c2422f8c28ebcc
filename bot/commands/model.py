"""The commands of the model that reads replies, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415

import asyncio
from pathlib import Path
from typing import TextIO

import click

from bot.commands.options import CONFIG, settings_of
from bot.config import load_config


@click.group()
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


@nlu.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def evaluate(file: Path, options: tuple[str, ...]) -> int:
    """Measure the model on replies with their right acts; --against MODEL compares two.

    FILE has lines as `parse` takes them with the right "acts", or is a file of replies as in
    nlu/data. OPTIONS: --model and --against MODEL, --promote (only if it is no worse), --format
    json, --html PAGE.

    Example: scamdrill nlu evaluate nlu/data/eval/kim-family.yaml --html var/nlu.html
    """
    from bot.commands.nlu import evaluate as evaluate_file

    return evaluate_file(file, options)


@nlu.command(context_settings={"ignore_unknown_options": True})
@click.argument("action", type=click.Choice(["list", "accept", "drop"]))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@CONFIG
def candidates(action: str, arguments: tuple[str, ...], config_file: Path) -> int:
    """Look through corrections from use, take them into the replies, or drop them.

    They are those that people filed; or, where ARGUMENTS begin with a FILE, the lines of that.

    Example: scamdrill nlu candidates accept 1f0c9a2b --register seoul --setting south
    """
    from bot.commands.candidates import of_file, of_store

    if arguments and Path(arguments[0]).is_file():
        return of_file(Path(arguments[0]), action, arguments[1:])
    return asyncio.run(of_store(*settings_of(config_file), action, arguments))
