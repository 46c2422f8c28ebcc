"""`scamdrill publish`: versions by content, and what changed between them."""

from pathlib import Path

import pytest

from bot.adapters.editions import Editions
from bot.errors import StoreFailed
from tests.building import small
from tests.commands.desk import Desk

FILE = "scenarios/south/a-new-call.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.at(tmp_path, "south")
    made.new()
    return made


def change(desk: Desk, old: str, new: str) -> None:
    file = desk.folder / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_content_is_published_once(desk: Desk) -> None:
    assert "for the first time" in desk.run("publish", FILE).output
    assert "nothing has changed" in desk.run("publish", FILE).output
    assert len(Editions(desk.folder / "published").all()) == 1


def test_comments_and_layout_are_no_change(desk: Desk) -> None:
    desk.run("publish", FILE)
    change(desk, "# ✎", "#")
    assert "nothing has changed" in desk.run("publish", FILE).output


def test_wording_leaves_scores_comparable(desk: Desk) -> None:
    desk.run("publish", FILE)
    change(desk, "Send the fee now and it is over.", "Send the fee and it is over.")
    said = desk.run("publish", FILE).output
    assert "demand: line reworded" in said
    assert "Scores stay comparable" in said


def test_another_way_does_not(desk: Desk) -> None:
    desk.run("publish", FILE)
    change(desk, "refuses_payment: {go: put_off}", "refuses_payment: {go: checked_first}")
    said = desk.run("publish", FILE, "--lang", "ko").output
    assert "refuses_payment, 이어지는 곳 put_off → checked_first" in said
    assert "예전 점수와 비교할 수 없습니다" in said


def test_a_version_stays_as_it_was(desk: Desk) -> None:
    desk.run("publish", FILE)
    editions = Editions(desk.folder / "published")
    first = editions.all()[0].digest
    change(desk, "Send the fee now", "Send it now")
    desk.run("publish", FILE)
    assert any("Send the fee now" in str(one) for one in [editions.snapshot(first)])
    assert [one.scenario for one in editions.all()] == ["a-new-call"] * 2


def test_a_faulty_file_is_not_published(desk: Desk) -> None:
    change(desk, "authority_claim", "authority_clam")
    result = desk.run("publish", FILE)
    assert "E202" in result.output
    assert "Nothing was published" in result.output
    assert Editions(desk.folder / "published").all() == []


def test_a_dry_run_only_tells(desk: Desk) -> None:
    assert "first time" in desk.run("publish", FILE, "--dry-run").output
    assert Editions(desk.folder / "published").all() == []


def test_a_damaged_list_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "editions.jsonl").write_text("{half", encoding="utf-8")
    with pytest.raises(StoreFailed, match="Restore it from a copy"):
        Editions(tmp_path).latest(small().id)
