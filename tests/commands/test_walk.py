"""`scamdrill walk` as an author meets it."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from bot.errors import ScenarioError, WrongUse
from tests.adapters.scenario_files.conftest import BROKEN
from tests.commands.conftest import CALL, SCENARIOS, Line


@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_scenario_is_told_in_full_within_eighty_columns(line: Line, language: str) -> None:
    found = line("walk", CALL, "--plays", "50", "--lang", language)
    assert found.return_value == 0
    assert "handed_over" in found.stdout
    assert all(cell_len(one.rstrip()) <= 80 for one in found.stdout.splitlines())


def test_a_folder_is_told_in_one_line_a_scenario(line: Line) -> None:
    found = line("walk", SCENARIOS / "refugee", "--plays", "20")
    assert found.return_value == 0
    assert "false-defector-call" in found.stdout
    assert "0 with something wrong" in found.stdout


def test_machines_get_json_the_same_each_time(line: Line) -> None:
    words = ("walk", CALL, "--plays", "20", "--seed", "5", "--format", "json")
    first, second = line(*words), line(*words)
    assert first.stdout == second.stdout
    (walk,) = json.loads(first.stdout)
    assert walk["problems"] == []
    assert walk["plays"]["count"] == 20
    assert {one["person"] for one in walk["persons"]} >= {"cautious", "gibberish"}


def test_measured_confusions_take_the_place_of_the_assumed(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "confusions.json"
    file.write_text('{"verifies_independently": {"agrees_to_pay": 0.5}}')
    words = ("walk", CALL, "--plays", "0", "--format", "json", "--confusions", file)
    (walk,) = json.loads(line(*words).stdout)
    assert {(one["act"], one["read"]) for one in walk["confusions"]} == {
        ("verifies_independently", "agrees_to_pay")
    }


@pytest.mark.parametrize("text", ["[1]", "{", '{"a": 1}', '{"a": {"b": 2}}'])
def test_confusions_of_another_form_are_refused(line: Line, tmp_path: Path, text: str) -> None:
    file = tmp_path / "confusions.json"
    file.write_text(text)
    assert isinstance(line("walk", CALL, "--confusions", file).exception, WrongUse)


def test_a_path_that_is_not_there_and_a_broken_file_are_told(line: Line, tmp_path: Path) -> None:
    assert isinstance(line("walk", tmp_path / "none.yaml").exception, WrongUse)
    broken = line("walk", BROKEN / "E202-unknown-sign.yaml")
    assert isinstance(broken.exception, ScenarioError)
