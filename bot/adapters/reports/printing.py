"""Reports and cards set by Typst: PDF for paper, PNG for the chat.

Data goes in as JSON, beside the template, so that no word of it can be markup. Fonts are our own
only; emoji and what else they lack are taken out before.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from bot.adapters.reports.content import Cell, Report, Section, Table
from bot.errors import CannotDraw
from bot.ports import Picture
from bot.presentation.fonts import FOLDER, drawable

TEMPLATES: Final = Path(__file__).parent / "templates"

DOTS: Final = 216
"""Per inch: a card is 1080 pixels wide."""

LEAST_WIDTH: Final = 5
MOST_WIDTH: Final = 26
"""Characters a column counts with when the width of a table is shared out."""

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1: with reading order, language and alternative texts, for screen readers."""

FONTS: Final = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
)


def pdf(report: Report, made: datetime) -> bytes:
    """The report as a PDF file that screen readers can read. Errors: CannotDraw."""
    values = {**asdict(report), "sections": [_section(one) for one in report.sections]}
    return _set("report", values, "pdf", pdf_standards=[ACCESSIBLE], timestamp=made)


def card(picture: Picture, untested: str) -> bytes:
    """The card as a PNG file; `untested` names the habits without an opportunity."""
    bars = [asdict(bar) for bar in picture.bars if bar.percent is not None]
    values = {**asdict(picture), "bars": bars, "untested": untested}
    return _set("card", values, "png", ppi=DOTS)


def _set(template: str, values: Mapping[str, Any], form: str, **more: Any) -> bytes:
    data = json.dumps(_drawable(values), ensure_ascii=False)
    compile_: Callable[..., bytes] = typst.compile
    try:
        return compile_(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=FONTS,
            ignore_system_fonts=True,
            format=form,
            sys_inputs={template: data},
            **more,
        )
    except RuntimeError as error:
        raise CannotDraw(f"A page could not be set ({type(error).__name__}).") from error


def _section(section: Section) -> dict[str, Any]:
    plot = section.plot
    table = section.table or (plot and Table(plot.columns, plot.rows))
    image = plot and {
        "title": plot.title,
        "description": plot.description,
        "image": plot.image.decode(),
    }
    return {
        "heading": section.heading,
        "text": section.text,
        "bars": [asdict(bar) for bar in section.bars],
        "plot": image,
        "table": table and {**asdict(table), "widths": _widths(table)},
    }


def _widths(table: Table) -> list[int]:
    """How the columns share the width: by their longest cell, within bounds."""
    columns = zip(table.columns, *table.rows, strict=True)
    longest = (max(_length(cell) for cell in column) for column in columns)
    return [max(LEAST_WIDTH, min(MOST_WIDTH, length)) for length in longest]


def _length(cell: Cell) -> int:
    """Columns that a cell takes; Hangul takes nearly two."""
    text = "" if cell is None else str(cell)
    return len(text) + sum("가" <= one <= "힣" for one in text)


def _drawable(value: Any) -> Any:
    match value:
        case str():
            return drawable(value)
        case dict():
            return {name: _drawable(one) for name, one in value.items()}
        case list() | tuple():
            return [_drawable(one) for one in value]
        case _:
            return value
