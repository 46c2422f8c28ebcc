"""Translations as a spreadsheet, for people without a PO editor: one row a passage."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from bot.adapters.translation_sheets.rows import LARGEST, Row, content_of
from bot.errors import BadSheet

COLUMNS: Final = ("id (keep)", "source (keep)", "also", "translation")
MOST_ROWS: Final = 20_000
"""The whole library has some three thousand passages."""

WIDTHS: Final = (38, 60, 60, 60)


def write_xlsx_sheet(path: Path, rows: Iterable[Row], language: str) -> None:
    """Write the rows as text: nothing in them is ever taken for a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = language
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(("", "", "", ""))
        for cell, text in zip(
            sheet[sheet.max_row], (row.id, row.source, row.help, row.translation), strict=True
        ):
            cell.value = text
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(path)


def read_xlsx_sheet(path: Path) -> list[Row]:
    """The rows of a spreadsheet that was exported here. Errors: BadSheet."""
    content = content_of(path)
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked <= LARGEST:
            lines = _lines(content)
    except Exception as error:  # a file that was not made by a spreadsheet raises almost anything
        raise BadSheet(f"{path} is no spreadsheet (XLSX) that can be read.") from error
    if unpacked > LARGEST or len(lines) > MOST_ROWS:
        raise BadSheet(f"{path} is too large to be a translation of scenarios.")
    if not lines or lines[0][: len(COLUMNS)] != COLUMNS:
        raise BadSheet(f"{path} has other columns than the export. Keep the first row as it was.")
    return [Row(*line) for line in lines[1:] if any(line)]


def _lines(content: bytes) -> list[tuple[str, ...]]:
    """Our columns of the first sheet.

    A cell may claim to stand a million rows further down, and openpyxl would fill in all that is
    above it: so there is an end to that.
    """
    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    rows = sheet.iter_rows(max_col=len(COLUMNS), max_row=MOST_ROWS + 1, values_only=True)
    return [tuple(str(cell or "") for cell in row) for row in rows]
