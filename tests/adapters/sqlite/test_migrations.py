"""A database of every released version opens, with everything that was in it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.adapters.sqlite.integrity import check_file
from bot.adapters.sqlite.schema import migrations
from bot.errors import StoreFailed
from bot.ports import Address, CohortOffer, Duty, Joins, Leaves
from tests.adapters.sqlite.released import FIXTURES, KEY, database_of
from tests.building import small
from tests.ports.test_store import AT, BYE, HELLO, HER, HIM, call, save

EACH = pytest.mark.parametrize("dump", FIXTURES, ids=lambda dump: dump.stem)


def test_there_is_a_dump_of_every_schema_but_the_present_one() -> None:
    names = [one.name for one in migrations.pending(Database(memory=True))]
    assert len(FIXTURES) >= 2
    for dump in FIXTURES:
        applied = [name for name in names if f"'{name}'" in dump.read_text(encoding="utf-8")]
        assert applied == names[: len(applied)]
        assert applied[-1].startswith(dump.stem)


@EACH
async def test_all_is_as_it_was(dump: Path, tmp_path: Path) -> None:
    store = SqliteStore(database_of(dump, tmp_path / "store.db"), Vault(KEY))
    her = await store.trainee(HER)
    assert her.drill == "drill-1"
    assert list(await store.events("drill-1")) == call().events
    assert list(await store.events("drill-done")) == call("ends_call").events
    assert [one.reply for one in await store.unsent(HER)] == [HELLO, BYE]
    assert await store.waiting() == [HER]
    (past,) = (await store.history(her.id)).drills
    assert past.session == "drill-done"
    assert await store.snapshot("digest-1") == small()
    assert await store.seen("update:1")
    assert (await store.backlog()).unsent == 2
    for unsent in await store.unsent(HER):
        await store.mark_sent(unsent.id, AT)
    (due,) = await store.due(AT + timedelta(minutes=1))
    assert (due.sender, due.session) == (HER, "drill-1")
    await store.close()


@EACH
async def test_the_drill_goes_on_and_people_can_be_erased(dump: Path, tmp_path: Path) -> None:
    store = SqliteStore(database_of(dump, tmp_path / "store.db"), Vault(KEY))
    going_on = call("ends_call")
    begun = len(call().events)
    assert await save(
        store,
        "next",
        session="drill-1",
        first_seq=begun,
        events=tuple(going_on.events[begun:]),
        scorecard=going_on.card,
    )
    assert len((await store.history((await store.trainee(HER)).id)).drills) == 2
    await store.forget(HER)
    assert await store.waiting() == []
    await store.close()


async def test_who_had_a_duty_has_it(tmp_path: Path) -> None:
    (dump,) = (one for one in FIXTURES if one.stem == "m002")
    store = SqliteStore(database_of(dump, tmp_path / "store.db"), Vault(KEY))
    assert await store.duties(HER) == {Duty.AUTHOR}
    assert await store.duties(HIM) == {Duty.AUTHOR}
    assert await store.duties(Address("telegram", "1")) == frozenset()
    (candidate,) = await store.candidates()
    assert candidate.acts == ("discloses",)
    await store.close()


async def test_groups_and_links_are_as_they_were(tmp_path: Path) -> None:
    (dump,) = (one for one in FIXTURES if one.stem == "m006")
    path = database_of(dump, tmp_path / "store.db")
    store, records = SqliteStore(path, Vault(KEY)), SqliteRecords(path, Vault(KEY))
    her = (await store.trainee(HER)).id
    (cohort,) = await records.cohorts((await store.trainee(HIM)).id)
    assert cohort.name == "Tuesday"
    assert [one.trainee for one in await records.members("group")] == [her]
    await save(store, "he joins", HIM, membership=Joins("group"))
    await save(store, "he leaves", HIM, membership=Leaves("group"))
    await save(store, "he joins again", HIM, membership=Joins("group"))
    assert [one.number for one in await records.members("group")] == [1, 3]
    assert await records.offered("token-group", AT) == CohortOffer("group")
    assert await records.take_duty("token-duty", her, AT) is Duty.FACILITATOR
    await records.close()
    await store.close()


def test_an_older_program_leaves_the_file_of_a_newer_one_alone(tmp_path: Path) -> None:
    path = database_of(FIXTURES[-1], tmp_path / "store.db")
    with closing(sqlite3.connect(path)) as db:
        sql = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('scamdrill', 'm999_x')"
        db.execute(sql)
        db.commit()
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match=r"written by a newer Scamdrill\. Update this one"):
        SqliteStore(path, Vault(KEY))
    assert path.read_bytes() == before


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match=r"is no Scamdrill database\. Move it away"):
        SqliteStore(path, Vault(KEY))
    assert path.read_bytes() == before


def test_a_new_file_is_sound(tmp_path: Path) -> None:
    db = Database(tmp_path / "new.db")
    check_file(db, tmp_path / "new.db", thoroughly=True)
    db.close()
