"""`scamdrill check`: what is wrong with scenario files, all at once; and what a code means."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from rich.console import Console

from bot.adapters.scenario_files import CATALOGUE, check, explain, load_vocabulary, render
from bot.config import Config
from bot.core.checks import Finding
from bot.core.checks.nearest import closest
from bot.errors import WrongUse

Format = Literal["text", "json", "sarif"]


def check_files(
    config: Config, paths: Sequence[Path], form: Format, language: str, *, ask_model: bool = False
) -> bool:
    """Print the report on these files and folders; whether all of them can be played.

    `ask_model` adds which replies under `tests:` the trained model reads otherwise.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise WrongUse(f"There is no file or folder {', '.join(missing)}. Check the name.")
    misread = _misread(config, paths) if ask_model else None
    vocabulary = load_vocabulary(config.scenarios)
    report = check(paths, vocabulary, today=datetime.now(UTC).date(), misread=misread)
    colour = form == "text" and sys.stdout.isatty()
    text = render(report, form, language, colour)
    if colour:
        Console(highlight=False, soft_wrap=True).print(text, end="")
    else:
        sys.stdout.write(text)
    return report.ok


def _misread(config: Config, paths: Sequence[Path]) -> dict[str, list[Finding]]:
    from bot.commands.misreading import misreadings

    return asyncio.run(misreadings(config, paths))


def explain_code(code: str, language: str) -> str:
    """What a code of the report means, why it matters, and an example. Errors: WrongUse."""
    found = explain(code, language)
    if found is None:
        meant = closest(code.upper(), CATALOGUE)
        hint = f" Did you mean {meant}?" if meant else ""
        raise WrongUse(f"There is no code {code}.{hint}")
    return found
