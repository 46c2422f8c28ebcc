"""Sheets that nobody made with a spreadsheet: refused in a sentence, soon, and in little memory."""

import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from bot.adapters.translation_sheets import (
    Row,
    read_po_sheet,
    read_xlsx_sheet,
    write_po_sheet,
    write_xlsx_sheet,
)
from bot.adapters.translation_sheets.rows import LARGEST
from bot.adapters.translation_sheets.xlsx import MOST_ROWS
from bot.errors import BadSheet

ROWS = [Row("south/a.yaml:title", "Title", "", "訳")]
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?>\n'
MUCH_MEMORY = 8 * LARGEST

Change = Callable[[str], bytes | str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sheet.xlsx"


def packed(file: Path, name: str, change: Change) -> Path:
    """A spreadsheet of ours with one part changed."""
    write_xlsx_sheet(file, ROWS, "ja")
    content = BytesIO(file.read_bytes())
    with (
        zipfile.ZipFile(content) as ours,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for one in ours.namelist():
            text = ours.read(one)
            book.writestr(one, change(text.decode()) if one == name else text)
    return file


def refused(file: Path) -> str:
    tracemalloc.start()
    with pytest.raises(BadSheet) as found:
        read_xlsx_sheet(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MUCH_MEMORY
    return str(found.value)


def test_ours_is_read(file: Path) -> None:
    assert read_xlsx_sheet(packed(file, SHEET, lambda text: text)) == ROWS


def test_a_zip_bomb(file: Path) -> None:
    said = refused(packed(file, SHEET, lambda text: text + " " * (2 * LARGEST)))
    assert file.stat().st_size < LARGEST / 100
    assert "too large" in said


def test_a_zip_bomb_that_lies_about_its_size(file: Path) -> None:
    packed(file, SHEET, lambda text: text + " " * LARGEST * 3)
    with zipfile.ZipFile(file) as book:
        real = book.getinfo(SHEET).file_size
    content = file.read_bytes()
    assert real.to_bytes(4, "little") in content
    file.write_bytes(content.replace(real.to_bytes(4, "little"), (4000).to_bytes(4, "little")))
    assert "no spreadsheet" in refused(file)


def test_an_xml_bomb(file: Path) -> None:
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    bomb = f'{HEAD}<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    for part in (SHEET, "xl/workbook.xml"):
        said = refused(packed(file, part, lambda text: f"{bomb}<worksheet>&e11;</worksheet>"))
        assert "no spreadsheet" in said


def test_an_entity_that_reads_a_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    cell = '<c r="D2" t="inlineStr"><is><t>&e;</t></is></c>'

    def steal(text: str) -> str:
        return (
            HEAD
            + entity
            + text.partition("?>")[2].replace("</sheetData>", f"<row>{cell}</row></sheetData>")
        )

    assert "s3cret" not in refused(packed(file, SHEET, steal))


def test_very_deep_xml(file: Path) -> None:
    deep = "<a>" * 20_000 + "</a>" * 20_000
    with pytest.raises(BadSheet):
        read_xlsx_sheet(packed(file, SHEET, lambda _: HEAD + deep))


def test_a_cell_at_the_end_of_the_world(file: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    said = refused(packed(file, SHEET, lambda text: text.replace("</sheetData>", far)))
    assert "too large" in said


def test_more_rows_than_there_are_passages(file: Path) -> None:
    rows = "<row/>" * (MOST_ROWS + 1)
    packed(file, SHEET, lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"))
    with pytest.raises(BadSheet, match="too large"):
        read_xlsx_sheet(file)


def test_a_sheet_without_end_is_not_read_to_its_end(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    for read in (read_xlsx_sheet, read_po_sheet):
        with pytest.raises(BadSheet, match="too large"):
            read(file)


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 1000,
        b'msgctxt "a"\nmsgid "b\0"\nmsgstr "c"\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=no-such\\n"\n',
        b'msgid ""\nmsgstr "Language: ../../etc\\n"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=9999999999; plural=__import__(1);\\n"\n',
        b'msgctxt "a"\nmsgid "b"\nmsgid_plural "c"\nmsgstr[99999999] "d"\n',
        b'"' * 100_000,
        b"msgid " * 50_000,
    ],
)
def test_odd_po_files_are_rows_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "sheet.po"
    file.write_bytes(content)
    try:
        rows = read_po_sheet(file)
    except BadSheet as error:
        assert str(file) in str(error)
    else:
        assert all(isinstance(row.translation, str) for row in rows)


ODD = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "{{7*7}}",
    "../../etc/passwd",
    "<b>",
    "\u202eabc",
    "аbс",
]


@pytest.mark.parametrize("text", ODD)
def test_what_looks_like_more_than_text_is_text_in_both_kinds(tmp_path: Path, text: str) -> None:
    rows = [Row("id", text, "", text)]
    write_xlsx_sheet(tmp_path / "a.xlsx", rows, "ja")
    assert [row.translation for row in read_xlsx_sheet(tmp_path / "a.xlsx")] == [text]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert b"<f>" not in book.read(SHEET), "no formula"
    write_po_sheet(tmp_path / "a.po", rows, "ja")
    assert [row.translation for row in read_po_sheet(tmp_path / "a.po")] == [text]
