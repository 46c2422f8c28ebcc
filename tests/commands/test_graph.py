"""`scamdrill graph` as an author meets it."""

from pathlib import Path
from xml.etree import ElementTree

from bot.errors import WrongUse
from tests.commands.conftest import CALL, SCENARIOS, Line


def test_the_picture_goes_to_a_file(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "call.svg"
    found = line("graph", CALL, "--svg", file, "--plays", "20")
    assert found.exception is None
    assert found.stdout == ""
    assert ElementTree.fromstring(file.read_text(encoding="utf-8")).tag.endswith("svg")


def test_or_to_standard_output_as_svg_or_mermaid(line: Line) -> None:
    assert line("graph", CALL, "--lang", "ko").stdout.startswith("<svg")
    text = line("graph", CALL, "--mermaid").stdout
    assert "flowchart LR" in text
    assert "handed_over" in text


def test_it_shows_one_scenario_and_writes_only_where_it_can(line: Line, tmp_path: Path) -> None:
    assert isinstance(line("graph", SCENARIOS / "north").exception, WrongUse)
    nowhere = tmp_path / "none" / "call.svg"
    assert isinstance(line("graph", CALL, "--svg", nowhere).exception, WrongUse)
