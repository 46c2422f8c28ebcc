"""The files beside the scenarios: acts, signs, settings, content notes and help contacts."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.scenario_files import FaultyFile, check, load_contacts, load_vocabulary
from bot.core.vocabulary import Habit, Kind, Vocabulary
from tests.adapters.scenario_files.conftest import SCENARIOS, TODAY

CONTACTS = """contacts:
  south:
    - name: {ko: "경찰", en: "Police"}
      number: "112"
      for: {ko: "급할 때", en: "in an emergency"}
      hours: {ko: "24시간", en: "day and night"}
      source: "police.example"
      checked: 2026-11-22
  everywhere:
    - name: {ko: "믿는 사람", en: "Somebody you trust"}
      for: {ko: "언제나", en: "always"}
      source: "common sense"
      checked: 2026-11-22
"""


def test_acts_give_the_points_that_the_file_says(vocabulary: Vocabulary) -> None:
    assert vocabulary.points("delays", Kind.SCAM, "south") == {Habit.SLOW: 2}
    assert vocabulary.points("delays", Kind.SCAM, "north") == {Habit.SLOW: 2, Habit.VERIFY: 1}
    assert vocabulary.points("ends_call", Kind.SCAM, "north") == {}


def test_a_text_with_commas_stays_whole(vocabulary: Vocabulary) -> None:
    assert vocabulary.acts["refuses_app"].title["en"] == "Refuses app, link or file"


def test_signs_know_the_habit_that_answers_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.signs["secrecy"].answer is Habit.SHARE


def test_controls_are_no_acts(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.controls) == {"wants_to_stop", "asks_for_help"}
    assert not set(vocabulary.controls) & set(vocabulary.acts)


def test_settings_stand_in_the_order_of_the_menu(vocabulary: Vocabulary) -> None:
    assert next(iter(vocabulary.settings)) == "north"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("acts", "signs", "settings", "content"):
        shutil.copy(SCENARIOS / f"{name}.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("acts", "{verify: 2, slow: 1}", "{verfy: 2, slow: 1}", "E205"),
        ("acts", "{verify: 2, slow: 1}", "{verify: 3, slow: 1}", "E317"),
        ("signs", "answer: verify", "answer: verfy", "E205"),
        ("signs", 'title: {en: "Claims power", ko: "권력기관 자칭"}', "", "E301"),
        ("settings", 'en: "In the North", ', "", "E401"),
        ("content", "content:", "contents:", "E201"),
    ],
)
def test_a_faulty_vocabulary_stops_the_program_with_its_faults(
    folder: Path, file: str, old: str, new: str, code: str
) -> None:
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyFile, match=code):
        load_vocabulary(folder)


def test_contacts_keep_their_order_and_may_lack_a_number(tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    contacts = load_contacts(tmp_path)
    police, trusted = contacts["south"][0], contacts["everywhere"][0]
    assert (police.number, police.hours and police.hours["en"]) == ("112", "day and night")
    assert police.helps_with["ko"] == "급할 때"
    assert trusted.number is None


def test_contacts_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile, match="E101"):
        load_contacts(tmp_path)


def test_old_contacts_and_unknown_settings_are_found(folder: Path, vocabulary: Vocabulary) -> None:
    text = CONTACTS.replace("2026-11-22", "2020-01-01", 1).replace("south", "suoth")
    (folder / "contacts.yaml").write_text(text, encoding="utf-8")
    report = check([folder], vocabulary, today=TODAY)
    assert [fault.code for fault in report.faults] == ["E207", "W401"]
    assert report.faults[0].suggestion == "south"


def test_the_files_of_the_project_have_no_faults(vocabulary: Vocabulary) -> None:
    files = [*SCENARIOS.glob("*.yaml")]
    report = check(files, vocabulary, today=TODAY)
    assert [(fault.file, fault.code) for fault in report.faults] == []
    assert load_contacts(SCENARIOS)
