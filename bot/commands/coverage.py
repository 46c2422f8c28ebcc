"""`scamdrill coverage`: which file plays or explains each documented case."""

import sys
from pathlib import Path
from typing import Final

from bot.adapters.scenario_files import load_vocabulary, pieces_of
from bot.config import ROOT
from bot.core.coverage import by_row, markdown

PAGE: Final = ROOT / "docs" / "coverage.md"


def show_coverage(folder: Path, write: bool) -> bool:
    """Print the table, or write it to docs/coverage.md; whether every case has a file."""
    pieces = pieces_of(folder, load_vocabulary(folder))
    if write:
        PAGE.write_text(markdown(pieces), encoding="utf-8")
    else:
        sys.stdout.write(markdown(pieces))
    missing = [row for row, found in by_row(pieces).items() if not found]
    if missing:
        sys.stderr.write(f"No file covers {', '.join(missing)} yet.\n")
    return not missing
