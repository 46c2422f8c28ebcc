"""`scamdrill new`: two files that can be played at once, and nothing overwritten."""

from pathlib import Path

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.core.vocabulary import Kind
from tests.commands.desk import Desk


@pytest.mark.parametrize("setting", ["north", "south", "refugee", "japan", "online"])
@pytest.mark.parametrize("medium", ["call", "chat"])
def test_what_it_writes_has_no_faults(setting: str, medium: str, tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, setting)
    assert desk.new(setting=setting, medium=medium).exit_code == 0
    checked = desk.run("check", f"scenarios/{setting}")
    assert ": 0 errors, 0 warnings" in checked.output


def test_a_setting_without_shared_replies_gets_some(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path)
    assert desk.new().exit_code == 0
    assert (desk.scenarios / "south" / "common.yaml").is_file()
    assert "3 files checked: 0 errors" in desk.run("check", "scenarios/south").output


def test_the_two_belong_together(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, "south")
    desk.new("one", twin="other")
    library = FileLibrary(desk.scenarios)
    kinds = {one.id: (one.kind, one.pair) for one in library.scenarios()}
    assert kinds == {"one": (Kind.SCAM, "other"), "other": (Kind.GENUINE, "one")}


def test_what_is_to_be_replaced_is_marked(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, "south")
    desk.new()
    text = (desk.scenarios / "south" / "a-new-call.yaml").read_text(encoding="utf-8")
    assert text.count("# ✎") > 8


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, "south")
    desk.new()
    file = desk.scenarios / "south" / "a-new-call.yaml"
    file.write_text("mine", encoding="utf-8")
    again = desk.new()
    assert again.exit_code != 0
    assert "exists already" in str(again.exception)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_name_that_cannot_be_one_is_asked_for_again(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, "south")
    typed = "내 시나리오\nmy-call\nsouth\n\ncall\n1\n제목\n누구\n기사\n"
    result = desk.run("new", "--lang", "ko", typed=typed)
    assert "영어 소문자와 숫자, 하이픈만" in result.output
    assert (desk.scenarios / "south" / "my-call-genuine.yaml").is_file()


@pytest.mark.parametrize("title", ['He said "now"', "a: b # c", "back\\slash", "'"])
def test_whatever_is_answered_stays_what_it_was(title: str, tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, "south")
    desk.new(caller=title)
    found = FileLibrary(desk.scenarios).scenario("a-new-call")
    assert found
    assert found.caller["en"] == title
