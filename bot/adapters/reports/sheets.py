"""Spreadsheets: a file of sheets, or plain rows. Nothing in them is ever run as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.adapters.reports.content import Cell, Report, Table
from bot.presentation.words import words

STARTS: Final = "=+-@\t\r\n|%＝＋－＠"
"""What makes a spreadsheet run a cell; the wide ones do so in some East Asian versions."""

SKIPPED: Final = " \u00a0\u3000'\"`"
"""What programs may drop before they look."""

UNSAFE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
"""What no spreadsheet file may hold."""

FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME: Final = 31
"""Of a sheet: rules of the format."""

LONGEST_CELL: Final = 32_000
WIDEST: Final = 48
NARROWEST: Final = 10

BOM: Final = "\ufeff"
"""Without it, Excel takes Korean for another encoding."""


def defused(cell: Cell) -> Cell:
    """The cell as a spreadsheet will show it, and never run it; numbers are harmless."""
    if not isinstance(cell, str):
        return cell
    text = UNSAFE.sub("", cell)[:LONGEST_CELL]
    return f"'{text}" if text.lstrip(SKIPPED).startswith(tuple(STARTS)) else text


def xlsx(report: Report, made: datetime) -> bytes:
    """One sheet for each table, each with the report's title and banner above it."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    taken: set[str] = set()
    for heading, text, table in _tables(report):
        _fill(book.create_sheet(_name(heading, taken)), report, text, table)
    if not book.worksheets:
        text = tuple(line for section in report.sections for line in section.text)
        _fill(book.create_sheet(_name(report.title, taken)), report, text, Table((), ()))
    book.properties.creator = "Scamdrill"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def csv_text(report: Report) -> bytes:
    """The main table, or all tables with a figure a row; the first column tells who it is of."""
    text = StringIO()
    writer = csv.writer(text)
    for row in _main(report) or _figures(report):
        writer.writerow(["" if cell is None else defused(cell) for cell in row])
    return (BOM + text.getvalue()).encode()


def _main(report: Report) -> list[Sequence[Cell]]:
    for heading, _, table in _tables(report):
        if heading == report.main:
            rows = [(report.people, *row) for row in table.rows]
            return [(words(report.language).gettext("People"), *table.columns), *rows]
    return []


def _figures(report: Report) -> Iterator[Sequence[Cell]]:
    say = words(report.language).gettext
    yield (say("People"), say("Table"), say("Row"), say("Column"), say("Value"))
    for section in report.sections:
        for number, line in enumerate(section.text, start=1):
            yield (report.people, section.heading, number, "", line)
    for heading, _, table in _tables(report):
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                yield (report.people, heading, row[0], column, cell)


def _tables(report: Report) -> Iterator[tuple[str, tuple[str, ...], Table]]:
    for section in report.sections:
        plot = section.plot
        table = section.table or (Table(plot.columns, plot.rows) if plot else None)
        if table:
            yield section.heading, section.text, table


def _fill(sheet: Worksheet, report: Report, text: Iterable[str], table: Table) -> None:
    above = [report.banner] if report.banner else []
    above += [f"{report.title} – {report.subtitle}", *text, ""]
    for line in above:
        _append(sheet, (line,))
    sheet.cell(1, 1).font = Font(bold=True)
    _append(sheet, table.columns)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    if table.columns:
        sheet.freeze_panes = f"B{len(above) + 2}"
    for row in table.rows:
        _append(sheet, row)
    for number, column in enumerate(zip(table.columns, *table.rows, strict=True), start=1):
        longest = max(len(str(cell)) * 2 for cell in column)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(NARROWEST, min(WIDEST, longest))


def _append(sheet: Worksheet, row: Sequence[Cell]) -> None:
    place = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for number, value in enumerate(row, start=1):
        cell = sheet.cell(place, number)
        cell.value = defused(value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=number > 1)


def _name(heading: str, taken: set[str]) -> str:
    """A name for a sheet: allowed, and no other sheet's."""
    base = FORBIDDEN.sub(" ", str(UNSAFE.sub("", heading))).strip(" '")[:LONGEST_NAME] or "-"
    name, number = base, 2
    while name.lower() in taken:
        name = f"{base[: LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(name.lower())
    return name
