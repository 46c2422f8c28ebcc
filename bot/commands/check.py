"""`scamdrill check`: what is wrong with scenario files, all at once; and what a code means."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from rich.console import Console

from bot.adapters.scenario_files import CATALOGUE, check, explain, load_vocabulary, render
from bot.core.checks.nearest import closest
from bot.errors import ConfigError

Format = Literal["text", "json", "sarif"]


def check_files(
    paths: Sequence[Path], vocabulary_folder: Path, form: Format, language: str
) -> bool:
    """Print the report on these files and folders; whether all of them can be played."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise ConfigError(f"There is no file or folder {', '.join(missing)}. Check the name.")
    report = check(paths, load_vocabulary(vocabulary_folder), today=datetime.now(UTC).date())
    colour = form == "text" and sys.stdout.isatty()
    text = render(report, form, language, colour)
    if colour:
        Console(highlight=False, soft_wrap=True).print(text, end="")
    else:
        sys.stdout.write(text)
    return report.ok


def explain_code(code: str, language: str) -> str:
    """What a code of the report means, why it matters, and an example. Errors: ConfigError."""
    found = explain(code, language)
    if found is None:
        meant = closest(code.upper(), CATALOGUE)
        hint = f" Did you mean {meant}?" if meant else ""
        raise ConfigError(f"There is no code {code}.{hint}")
    return found
