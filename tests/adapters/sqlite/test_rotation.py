"""A new key: everything opens with it, nothing with the former one, and nobody is a stranger."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault, opens, rotate
from bot.adapters.sqlite.integrity import sealed_columns
from bot.errors import StoreFailed, Unreadable
from bot.ports import Address, Candidate, Cohort, Duty
from tests.adapters.sqlite.released import FIXTURES, KEY, database_of
from tests.adapters.sqlite.test_copies import contents
from tests.adapters.sqlite.test_file import SECRET, confide, on_disk
from tests.ports.test_store import AT, BYE, HELLO, HER, HIM, begin, finish

OLD, NEW = Vault(KEY), Vault(b"n" * 32)
STRANGER = Address("telegram", "700800900")


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database with something in every sealed column but those of the facilitators' page."""
    path = tmp_path / "store.db"
    store, records = SqliteStore(path, OLD), SqliteRecords(path, OLD)
    await confide(store, "drill-hers", HER, SECRET, 3)
    await finish(store, "drill-his", HIM)
    await begin(store, "drill-now", HIM, silence=AT, replies=(HELLO, BYE))
    await store.give_duty(STRANGER, Duty.FACILITATOR)
    await store.give_duty(HIM, Duty.AUTHOR)
    him, stranger = (await store.trainee(HIM)).id, (await store.trainee(STRANGER)).id
    filed = Candidate("desk-1:2", "a-call", "opening", "ko", SECRET, (), ("delays",), AT)
    assert await store.add_candidate(him, "drill-now", filed)
    await records.add_cohort(Cohort("c1", "화요일 반", stranger, AT))
    await store.close()
    await records.close()
    return path


async def test_everybody_is_who_they_were(path: Path) -> None:
    rotated = rotate(path, OLD, NEW)
    assert (rotated.people, rotated.dropped) == (3, 0)
    store, records = SqliteStore(path, NEW), SqliteRecords(path, NEW)
    assert (await store.trainee(HER)).drill == "drill-hers"
    him = await store.trainee(HIM)
    assert him.drill == "drill-now"
    assert [one.session for one in (await store.history(him.id)).drills] == ["drill-his"]
    unsent = await store.unsent(HIM)
    assert [one.reply for one in unsent] == [HELLO, BYE]
    for one in unsent:
        await store.mark_sent(one.id, AT)
    assert len(await store.events("drill-hers")) == 3
    assert [one.sender for one in await store.due(AT + timedelta(hours=1))] == [HIM]
    assert await store.duties(STRANGER) == {Duty.FACILITATOR}, "who never wrote keeps a duty, too"
    assert await store.duties(HIM) == {Duty.AUTHOR}
    (candidate,) = await store.candidates()
    assert candidate.text == SECRET
    stranger = (await store.trainee(STRANGER)).id
    (cohort,) = await records.cohorts(stranger)
    assert cohort.name == "화요일 반"
    await store.forget(HIM)
    assert await store.candidates() == []
    await store.close()
    await records.close()


async def test_the_former_key_opens_nothing_and_knows_nobody(path: Path) -> None:
    names = [OLD.pseudonym(one.channel, one.id) for one in (HER, HIM, STRANGER)]
    before = sealed_values(path)
    assert len(before) > 10
    rotate(path, OLD, NEW)
    left = on_disk(path)
    for trace in (*before, *(name.encode() for name in names)):
        assert trace not in left
    for sealed in sealed_values(path):
        NEW.open(sealed)
        assert not OLD.opens(sealed)
    assert opens(path, NEW)
    assert not opens(path, OLD)
    with pytest.raises(StoreFailed, match="cannot be opened with this key"):
        SqliteStore(path, OLD)


def sealed_values(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as raw:
        db = Database(raw)
        return [
            bytes(row[0])
            for table, column in sealed_columns(db)
            for row in raw.execute(f"SELECT {column} FROM {table} WHERE {column} NOT NULL")
        ]


async def test_a_value_that_does_not_open_stops_it_and_nothing_changes(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE outbox SET reply_sealed = X'00' WHERE id = (SELECT max(id) FROM outbox)")
        db.commit()
    before = contents(path)
    with pytest.raises(Unreadable):
        rotate(path, OLD, NEW)
    assert contents(path) == before


async def test_not_with_a_key_that_is_another_and_not_while_the_bot_runs(path: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be opened with this key"):
        rotate(path, NEW, OLD)
    store = SqliteStore(path, OLD)
    with pytest.raises(StoreFailed, match=r"is in use\. Stop the bot"):
        rotate(path, OLD, NEW)
    await store.close()


async def test_a_duty_of_somebody_whom_nobody_knows_any_more_goes(tmp_path: Path) -> None:
    """Only in files from before addresses were kept with duties."""
    (dump,) = (one for one in FIXTURES if one.stem == "m002")
    path = database_of(dump, tmp_path / "store.db")
    rotated = rotate(path, OLD, NEW)
    assert (rotated.people, rotated.dropped) == (1, 1)
    store = SqliteStore(path, NEW)
    assert await store.duties(HER) == {Duty.AUTHOR}
    assert await store.duties(HIM) == frozenset()
    await store.close()
