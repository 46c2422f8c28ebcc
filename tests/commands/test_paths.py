"""Names that come from outside never lead out of the folder they are for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.translation_sheets import read_po_sheet, write_po_sheet
from tests.commands.desk import Desk

NAMES = ["../evil", "../../evil", "/tmp/evil", "south/../../evil", "evil\0", "..", "~/evil", "a/b"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path, "south")


def files(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_a_new_scenario_is_named_by_an_id(desk: Desk, tmp_path: Path, name: str) -> None:
    before = files(tmp_path)
    result = desk.new(name)
    assert result.exception is not None
    assert files(tmp_path) == before
    assert not Path("/tmp/evil.yaml").exists()


@pytest.mark.parametrize("name", NAMES[:5])
def test_a_translation_is_of_a_passage_that_there_is(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.new()
    assert desk.run("translate", "export", "ja.po", "--to", "ja").exit_code == 0
    sheet = desk.folder / "ja.po"
    first, *rest = read_po_sheet(sheet)
    evil = replace(first, id=f"{name}.yaml:title", translation="訳")
    write_po_sheet(sheet, [evil, *rest], "ja")
    side = sheet.with_name("ja.po.ids.json")
    stamps = json.loads(side.read_text())
    stamps["passages"][evil.id] = stamps["passages"][first.id]
    side.write_text(json.dumps(stamps))
    before = {file: file.read_bytes() for file in files(tmp_path)}
    result = desk.run("translate", "import", "ja.po", "--to", "ja")
    assert "no passage of the scenarios" in str(result.exception)
    assert {file: file.read_bytes() for file in files(tmp_path)} == before
