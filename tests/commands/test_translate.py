"""`scamdrill translate`: out to translators and back, and nothing broken by a bad sheet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.adapters.translation_sheets import (
    Row,
    read_po_sheet,
    read_xlsx_sheet,
    write_po_sheet,
    write_xlsx_sheet,
)
from tests.commands.desk import Desk

ENDINGS = ["po", "xlsx"]
Words = Callable[[Row], str]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.at(tmp_path, "south")
    made.new()
    return made


def fill(desk: Desk, ending: str, words: Words) -> list[Row]:
    """Export, and let a translator write these words into every row."""
    assert desk.run("translate", "export", f"ja.{ending}", "--to", "ja").exit_code == 0
    sheet = desk.folder / f"ja.{ending}"
    rows = read_po_sheet(sheet) if ending == "po" else read_xlsx_sheet(sheet)
    rows = [replace(row, translation=words(row)) for row in rows]
    write = write_po_sheet if ending == "po" else write_xlsx_sheet
    write(sheet, rows, "ja")
    return rows


def texts(desk: Desk) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in desk.scenarios.rglob("*.yaml")}


def refused(desk: Desk, sheet: str, *words: str) -> None:
    before = texts(desk)
    result = desk.run("translate", "import", sheet, "--to", "ja")
    said = str(result.exception)
    assert result.exit_code != 0
    assert [one for one in words if one not in said] == [], said
    assert texts(desk) == before


@pytest.mark.parametrize("ending", ENDINGS)
class TestThereAndBack:
    def test_every_passage_gets_its_translation(self, desk: Desk, ending: str) -> None:
        fill(desk, ending, lambda row: f"「{row.source}」")
        assert desk.run("translate", "import", f"ja.{ending}", "--to", "ja").exit_code == 0
        found = FileLibrary(desk.scenarios).scenario("a-new-call")
        assert found
        assert found.title["ja"] == "「Title」"
        for state in found.states.values():
            assert "ja" in str(state)
        assert found.states["demand"].lines[0].prose["ja"].startswith("「Send the fee")  # type: ignore[union-attr]

    def test_nothing_else_in_the_files_changes(self, desk: Desk, ending: str) -> None:
        before = texts(desk)
        fill(desk, ending, lambda row: "訳")
        desk.run("translate", "import", f"ja.{ending}", "--to", "ja")
        for file, content in texts(desk).items():
            text = content.decode().replace(', ja: "訳"', "")
            kept = [line for line in text.splitlines() if line.strip() != 'ja: "訳"']
            assert kept == before[file].decode().splitlines(), file

    def test_a_second_import_replaces_the_first(self, desk: Desk, ending: str) -> None:
        for word in ("一", "二"):
            fill(desk, ending, lambda row, word=word: word)  # type: ignore[misc]
            desk.run("translate", "import", f"ja.{ending}", "--to", "ja")
        text = (desk.scenarios / "south" / "a-new-call.yaml").read_text(encoding="utf-8")
        assert "一" not in text
        assert text.count('ja: "二"') > 10

    def test_what_is_not_translated_yet_stays_out(self, desk: Desk, ending: str) -> None:
        before = texts(desk)
        fill(desk, ending, lambda row: "")
        assert desk.run("translate", "import", f"ja.{ending}", "--to", "ja").exit_code == 0
        assert texts(desk) == before

    def test_signs_quotes_and_formulas_are_text(self, desk: Desk, ending: str) -> None:
        odd = '=1+1 "引用" \\ # : {'
        fill(desk, ending, lambda row: odd if row.id.endswith("title") else "")
        desk.run("translate", "import", f"ja.{ending}", "--to", "ja")
        found = FileLibrary(desk.scenarios).scenario("a-new-call")
        assert found
        assert found.title["ja"] == odd


@pytest.mark.parametrize("ending", ENDINGS)
class TestBadSheets:
    def test_a_text_that_changed_since_the_export(self, desk: Desk, ending: str) -> None:
        fill(desk, ending, lambda row: "訳")
        file = desk.scenarios / "south" / "a-new-call.yaml"
        text = file.read_text(encoding="utf-8").replace("Send the fee now", "Send it now")
        file.write_text(text, encoding="utf-8")
        refused(desk, f"ja.{ending}", "demand", "changed the text", "Nothing was written")

    def test_a_telephone_number_in_a_translation(self, desk: Desk, ending: str) -> None:
        fill(desk, ending, lambda row: "010-1234-5678" if "debrief" in row.id else "訳")
        refused(desk, f"ja.{ending}", "E405", "Nothing was written")

    def test_a_passage_that_does_not_exist(self, desk: Desk, ending: str) -> None:
        rows = fill(desk, ending, lambda row: "訳")
        write = write_po_sheet if ending == "po" else write_xlsx_sheet
        write(desk.folder / f"ja.{ending}", [*rows, Row("no such", "x", "", "y")], "ja")
        refused(desk, f"ja.{ending}", "no such")

    def test_a_lost_side_file(self, desk: Desk, ending: str) -> None:
        fill(desk, ending, lambda row: "訳")
        (desk.folder / f"ja.{ending}.ids.json").unlink()
        refused(desk, f"ja.{ending}", "side file")

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"msgid", b'"x'])
    def test_what_is_no_sheet_at_all(self, desk: Desk, ending: str, content: bytes) -> None:
        fill(desk, ending, lambda row: "訳")
        (desk.folder / f"ja.{ending}").write_bytes(content)
        refused(desk, f"ja.{ending}", f"ja.{ending}")

    def test_no_sheet(self, desk: Desk, ending: str) -> None:
        refused(desk, f"none.{ending}", "cannot be read")


@pytest.mark.parametrize(("code", "said"), [("jp", "ja"), ("ko", "Korean"), ("x", "two letters")])
def test_a_language_must_be_one_and_not_our_own(desk: Desk, code: str, said: str) -> None:
    result = desk.run("translate", "export", "a.po", "--to", code)
    assert said in str(result.exception)
