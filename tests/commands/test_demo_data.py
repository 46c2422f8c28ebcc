"""`scamdrill demo-data`: simulated people who really practise, and nobody real among them."""

import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.demo import Demo, fill_store
from bot.config import ROOT, Secrets, load_config
from bot.errors import StoreFailed

KNOWN = Secrets(key=urlsafe_b64encode(bytes(32)).decode())
WANTED = Demo(9, 3, 2, 1, "terminal:you", until=datetime(2026, 11, 22, 12, tzinfo=UTC))


def filled(path: Path, wanted: Demo = WANTED) -> int:
    return fill_store(load_config(ROOT / "config.yaml"), KNOWN, wanted, path)


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert filled(path) > 10
    return path


def test_every_group_is_marked_and_everybody_is_in_one(store: Path) -> None:
    assert rows(store, "SELECT DISTINCT synthetic FROM cohorts") == [(1,)]
    sizes = "SELECT count(*) FROM members GROUP BY cohort ORDER BY 1"
    assert rows(store, sizes) == [(4,), (5,)]
    assert rows(store, "SELECT count(*) FROM trainees") == [(9,)]


def test_calls_were_really_taken_and_some_readings_judged(store: Path) -> None:
    ended, replies = "SELECT count(*) FROM scorecards", "SELECT count(*) FROM replies"
    assert rows(store, replies)[0][0] > rows(store, ended)[0][0] > 10
    assert rows(store, f"{replies} WHERE acts IS NOT NULL")[0][0] > 0
    assert {kind for (kind,) in rows(store, "SELECT kind FROM scorecards")} == {"scam", "genuine"}


def test_nothing_is_left_open(store: Path) -> None:
    assert rows(store, "SELECT count(*) FROM outbox") == [(0,)]
    assert rows(store, "SELECT count(*) FROM sessions WHERE silence_at IS NOT NULL") == [(0,)]
    assert rows(store, "SELECT sum(reminders) FROM trainees") == [(0,)]
    assert [one.name for one in store.parent.iterdir() if "part" in one.name] == []


def test_the_same_seed_gives_the_same_course(store: Path, tmp_path: Path) -> None:
    course = "SELECT scenario, ending, total, habits, at FROM scorecards ORDER BY at, session"
    again, other = tmp_path / "again.db", tmp_path / "other.db"
    filled(again)
    filled(other, replace(WANTED, seed=2))
    assert rows(again, course) == rows(store, course)
    assert rows(other, course) != rows(store, course)


def test_people_who_may_be_real_are_left_alone_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    few = replace(WANTED, trainees=2, drills_each=1, cohorts=1)
    filled(path, few)
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match="2 people already, and they may be real"):
        filled(path, few)
    assert path.read_bytes() == before
    filled(path, replace(few, beside=True))
    assert rows(path, "SELECT count(*) FROM trainees") == [(4,)]
