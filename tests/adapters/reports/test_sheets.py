"""Spreadsheets: what stands in a cell is shown, and never run."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.adapters.reports.content import Cell, Report
from bot.adapters.reports.sheets import BOM, csv_text, defused, xlsx
from tests.adapters.reports.making import plain

MADE = datetime(2026, 11, 22, tzinfo=UTC)

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "' =1",
    '"=1"',
    "\u00a0=1",
    "＝1",
    "\x00=1",
    '=HYPERLINK("http://example.org")',
    "|cmd",
    "%0A=1",
]

cells = st.text(max_size=30) | st.sampled_from(FORMULAS)


def shown(text: str) -> str:
    """The cell as a spreadsheet looks at it: without what it may drop before."""
    return text.lstrip(" \u00a0\u3000'\"`")


def rows_of(data: bytes) -> list[list[str]]:
    text = data.decode()
    assert text.startswith(BOM)
    return list(csv.reader(StringIO(text.removeprefix(BOM), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused(text: str) -> None:
    assert str(defused(text)).startswith("'")


@pytest.mark.parametrize("text", ["연습", "2–4", "a = b", "1 + 1", "", "제비 3"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize("number", [-3, 0, 2.5, None])
def test_numbers_stay_numbers(number: Cell) -> None:
    assert defused(number) == number


@given(cells)
@example("''=1")
def test_no_cell_ever_starts_like_a_formula(text: str) -> None:
    safe = str(defused(text))
    assert safe.startswith("'") or not shown(safe).startswith(tuple("=+-@\t\r\n|%＝＋－＠"))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_no_cell_of_a_csv_file_starts_like_a_formula(rows: list[tuple[str, str]]) -> None:
    for row in rows_of(csv_text(plain(*rows, main="A table")))[1:]:
        for cell in row:
            assert cell.startswith("'") or not shown(cell).startswith(tuple("=+-@\t\r\n|%＝＋－＠"))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5), cells)
def test_no_cell_of_a_workbook_is_a_formula(rows: list[tuple[str, str]], title: str) -> None:
    book = load_workbook(BytesIO(xlsx(titled(title, plain(*rows)), MADE)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                text = str(cell.value or "")
                assert text.startswith("'") or not shown(text).startswith(tuple("=+-@\t\r\n"))


def titled(title: str, report: Report) -> Report:
    (section,) = report.sections
    return replace(report, title=title, sections=(replace(section, heading=title),))


def test_the_main_table_is_the_csv_file() -> None:
    data = csv_text(plain(("one", 1), ("two", None), main="A table"))
    assert rows_of(data) == [
        ["People", "column 0", "column 1"],
        ["real", "one", "1"],
        ["real", "two", ""],
    ]


def test_without_a_main_table_every_figure_has_a_row() -> None:
    data = csv_text(plain(("one", 1, 2)))
    assert rows_of(data) == [
        ["People", "Table", "Row", "Column", "Value"],
        ["real", "A table", "one", "column 1", "1"],
        ["real", "A table", "one", "column 2", "2"],
    ]


def test_numbers_are_numbers_in_a_workbook_and_the_banner_stands_on_top() -> None:
    book = load_workbook(BytesIO(xlsx(plain(("one", 1), banner="Simulated people"), MADE)))
    (sheet,) = book.worksheets
    assert sheet["A1"].value == "Simulated people"
    assert [cell.value for cell in list(sheet.rows)[-1]] == ["one", 1]


def test_a_workbook_has_no_date_but_that_of_the_report() -> None:
    book = load_workbook(BytesIO(xlsx(plain(("one", 1)), MADE)))
    assert book.properties.created == MADE.replace(tzinfo=None)
