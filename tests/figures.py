"""Measured figures: as a table, and into their place in docs/reliability.md."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from bot.config import ROOT

PAGE: Final = ROOT / "docs" / "reliability.md"


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which this part of all lies; 0 of none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * percent / 100))] if ranked else 0.0


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns line up when it is read as text."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(cells)} |"

    rule = f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    return "\n".join([line(head), rule, *(line(row) for row in rows)])


def block(text: str) -> str:
    """Figures with the day and the machine on which they were measured."""
    day = datetime.now(UTC).date().isoformat()
    return f"{text}\n\nMeasured on {day}, {os.cpu_count()} cores."


def write(name: str, text: str) -> None:
    """Put `text` between the marks of this name in the page."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: made by a command -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    found, times = pattern.subn(lambda _: f"{begin}\n{text}\n{end}", page)
    if times != 1:
        raise ValueError(f"{PAGE.name} has {times} places for {name}")
    PAGE.write_text(found, encoding="utf-8")
