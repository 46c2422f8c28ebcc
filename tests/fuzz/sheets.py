"""Translators' sheets: PO files, spreadsheets, and the parts of one packed by us."""

import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from bot.adapters.translation_sheets import (
    Row,
    read_po_sheet,
    read_xlsx_sheet,
    write_po_sheet,
    write_xlsx_sheet,
)
from bot.errors import BadSheet
from tests.fuzz.choices import Choices

ROWS: Final = [
    Row("south/a.yaml:title", "Title", "", "訳"),
    Row("south/a.yaml:states.x", 'Two "lines"\nhere', "help", "=1+1"),
]
PARTS: Final = (
    *("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    *("[Content_Types].xml", "xl/styles.xml", "xl/sharedStrings.xml"),
)
WORDS: Final = (
    *(
        "msgid ",
        "msgstr ",
        "msgctxt ",
        'msgid_plural "',
        "#, fuzzy\n",
        "#~ ",
        '"\n"',
        "\\x",
        "nplurals=",
    ),
    *(
        "Content-Type: text/plain; charset=",
        "<row ",
        "<c ",
        't="s"',
        "<v>",
        "<f>",
        "<!DOCTYPE ",
        "<!ENTITY ",
    ),
    *("&a;", 'r="A1"', 'r="XFD1048576"', "<sheetData>", "</row>", "PK\x03\x04", "Language: "),
)


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="fuzz-"))


def read_back(data: bytes) -> None:
    """A sheet is rows, or BadSheet says why not."""
    choices = Choices(data)
    kind = choices.number(8)
    file = _folder() / "sheet"
    if kind < 4:
        file.write_bytes(choices.rest())
        read = read_po_sheet
    else:
        part = PARTS[choices.number(len(PARTS))]
        file.write_bytes(choices.rest() if kind == 4 else _book(part, choices.rest()))
        read = read_xlsx_sheet
    try:
        rows = read(file)
    except BadSheet as error:
        assert str(error)
        return
    for row in rows:
        assert all(isinstance(one, str) for one in (row.id, row.source, row.help, row.translation))


def _book(name: str, content: bytes) -> bytes:
    """A spreadsheet of ours with one part replaced."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(_ours())) as ours, zipfile.ZipFile(packed, "w") as book:
        for one in ours.namelist():
            book.writestr(one, content if one == name else ours.read(one))
    return packed.getvalue()


@cache
def _ours() -> bytes:
    file = _folder() / "ours.xlsx"
    write_xlsx_sheet(file, ROWS, "ja")
    return file.read_bytes()


def seeds() -> Sequence[bytes]:
    """Both kinds as we write them, and every part of a spreadsheet."""
    file = _folder() / "ours.po"
    write_po_sheet(file, ROWS, "ja")
    with zipfile.ZipFile(BytesIO(_ours())) as ours:
        parts = [
            bytes([5, number]) + ours.read(name)
            for number, name in enumerate(PARTS)
            if name in ours.namelist()
        ]
    return [b"\0" + file.read_bytes(), b"\4\0" + _ours(), *parts]
