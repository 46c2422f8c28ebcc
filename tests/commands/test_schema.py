"""`scamdrill schema` and `scamdrill codes`: what lies beside the program is what it makes."""

import json
import shutil
from pathlib import Path

import pytest

from bot.adapters.scenario_files import CATALOGUE
from bot.adapters.scenario_files.codes_page import codes_page
from bot.commands.schema import write_codes, write_schemas
from tests.commands.conftest import ROOT, SCENARIOS, Line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("acts", "signs", "settings", "content"):
        shutil.copy(SCENARIOS / f"{name}.yaml", tmp_path)
    return tmp_path


def test_the_schemas_are_written_once(folder: Path) -> None:
    names = [f"{name}.schema.json" for name in ("scenario", "replies", "card", "quiz")]
    assert [file.name for file in write_schemas(folder)] == names
    assert write_schemas(folder) == []
    for name in names:
        assert (folder / name).read_text() == (SCENARIOS / name).read_text()


def test_a_schema_can_be_shown_without_writing(line: Line) -> None:
    shown = json.loads(line("schema", "--print", "scenario").stdout)
    assert shown["$schema"].endswith("draft-07/schema#")


def test_the_committed_page_of_codes_is_the_made_one() -> None:
    committed = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    assert committed == codes_page(), "run: scamdrill codes"


def test_the_page_has_every_code_in_both_languages() -> None:
    page = codes_page()
    for code in CATALOGUE:
        assert page.count(f"### {code}\n") == 1
    assert "안전" in page


def test_the_page_is_written_where_one_wants_it(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "codes.md"
    assert line("codes", file).exception is None
    assert file.read_text(encoding="utf-8") == codes_page()
    assert not write_codes(file)
