"""The locks hold hashes, and what was accepted is explained."""

from datetime import date
from pathlib import Path

import pytest

from tests.audit.__main__ import Accepted, Verdict, accepted
from tests.audit.locks import LOCKS, without_hash

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_every_package_has_a_hash(lock: Path) -> None:
    assert without_hash(lock) == []


def test_a_package_without_one_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text(
        '[[package]]\nname = "ours"\nsource = { editable = "." }\n'
        '[[package]]\nname = "fine"\nsource = { registry = "r" }\n'
        'wheels = [{ url = "u", hash = "sha256:0" }]\n'
        '[[package]]\nname = "bare"\nsource = { registry = "r" }\nwheels = [{ url = "u" }]\n'
        '[[package]]\nname = "from-git"\nsource = { git = "g" }\n'
    )
    assert without_hash(tmp_path / "uv.lock") == ["bare", "from-git"]


def test_every_acceptance_says_why() -> None:
    code, packages = accepted(Path(__file__).with_name("accepted.yaml"))
    assert code
    for one in (*code, *packages):
        assert len(one.why) > 40, one.id
    for one in packages:
        assert one.until is not None, one.id


@pytest.mark.parametrize(
    ("known", "wrong"),
    [
        ([], 1),
        ([Accepted("B1", "bot/*", "")], 0),
        ([Accepted("B1", "nlu/*", "")], 2),
        ([Accepted("B1", "bot/*", ""), Accepted("B2", "*", "")], 1),
        ([Accepted("B1", "*", "", date(2026, 11, 21))], 2),
        ([Accepted("B1", "*", "", TODAY)], 0),
    ],
)
def test_what_nobody_accepted_and_what_is_out_of_date_is_to_do(
    known: list[Accepted], wrong: int
) -> None:
    verdict = Verdict()
    verdict.weigh([("B1", "bot/x.py", "a fault")], known, TODAY)
    assert verdict.wrong == wrong
