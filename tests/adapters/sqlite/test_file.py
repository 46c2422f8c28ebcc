"""What lies in the file, and what happens where the file cannot be used."""

import resource
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteStore, Vault
from bot.adapters.sqlite.tables import KEYS_KEPT, Tables
from bot.core.consent import Keeps
from bot.core.events import By, DrillStarted, Event, Replied, Role
from bot.core.understanding import Reading
from bot.errors import StoreFailed, Unreadable
from bot.ports import Address, Candidate, Duty, Reply, Step, Trainee
from tests.building import small
from tests.ports.test_store import AT, BYE, HELLO, HER, HIM, begin, finish, save

KEY = b"k" * 32
UPDATES = count()
SECRET = "돈은 장롱 서랍에 있소"
BACKSLASHED = SECRET.encode("unicode_escape")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    found = SqliteStore(path, Vault(KEY))
    yield found
    await found.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The disk takes no more: writing beyond fails, as on a full one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def on_disk(path: Path) -> bytes:
    """All that a thief of the folder would hold."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


async def confide(store: SqliteStore, session: str, who: Address, text: str, turns: int) -> None:
    """A drill of this person in which they say `text` again and again."""
    events: list[Event] = [DrillStarted("a-call", "digest-1", Role.CALLED, "ko", 1)]
    trainee = replace(await store.trainee(who), drill=session, language="ko", consented=AT)
    for turn in range(turns):
        step = Step(
            f"update:{next(UPDATES)}",
            AT,
            trainee,
            session,
            len(events) - 1 if turn else 0,
            tuple(events[-1:]),
            replies=(Reply(f"<b>{text}</b>"),),
        )
        await store.save(who, step)
        events.append(Replied("opening", f"{text} {turn}", (Reading("discloses", 1.0),), By.WORDS))


class TestWhatAThiefSees:
    async def test_no_id_no_reply_and_no_key(self, store: SqliteStore, path: Path) -> None:
        await confide(store, "drill-1", HER, SECRET, 3)
        stolen = on_disk(path)
        assert len(stolen) > 10_000
        for secret in (HER.id, SECRET, "장롱"):
            assert secret.encode() not in stolen
        assert BACKSLASHED not in stolen
        assert KEY not in stolen

    async def test_nothing_of_what_an_author_filed(self, store: SqliteStore, path: Path) -> None:
        filed = Candidate("desk-1:2", "a-call", "opening", "ko", SECRET, (), ("delays",), AT)
        await store.give_duty(HER, Duty.AUTHOR)
        await begin(store, "desk-1")
        assert await store.add_candidate((await store.trainee(HER)).id, "desk-1", filed)
        name = (await store.trainee(HER)).id.encode()
        stolen = on_disk(path)
        for secret in (HER.id.encode(), SECRET.encode(), BACKSLASHED):
            assert secret not in stolen
        assert name in stolen
        await store.forget(HER)
        assert name not in on_disk(path)

    async def test_the_same_reply_never_looks_the_same(
        self, store: SqliteStore, path: Path
    ) -> None:
        await save(store, "1", replies=(HELLO, HELLO))
        with sqlite3.connect(path) as raw:
            (first,), (second,) = raw.execute("SELECT reply_sealed FROM outbox").fetchall()
        assert first != second

    async def test_only_the_owner_may_read_the_file_or_its_log(
        self, store: SqliteStore, path: Path
    ) -> None:
        await begin(store)
        files = list(path.parent.glob(f"{path.name}*"))
        assert len(files) > 1
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}

    @pytest.mark.parametrize("turns", [1, 60])
    async def test_after_forgetting_there_is_no_trace_not_even_of_the_made_up_name(
        self, store: SqliteStore, path: Path, turns: int
    ) -> None:
        await confide(store, "drill-his", HIM, "nothing special", turns)
        await confide(store, "drill-hers", HER, SECRET, turns)
        await finish(store, "card-hers", key="update:card")
        await confide(store, "drill-more", HIM, "nothing special", turns)
        name = (await store.trainee(HER)).id
        hers = sealed_rows(path, name)
        assert len(hers) > 2 * turns
        await store.forget(HER)
        left = on_disk(path)
        for trace in (name.encode(), b"drill-hers", b"card-hers", *hers):
            assert trace not in left

    async def test_after_somebody_wants_no_words_kept_none_of_them_is_left(
        self, store: SqliteStore, path: Path
    ) -> None:
        await confide(store, "drill-hers", HER, SECRET, 40)
        hers = sealed_rows(path, (await store.trainee(HER)).id)
        for unsent in await store.unsent(HER):
            await store.mark_sent(unsent.id, AT)
        trainee = replace(await store.trainee(HER), keeps=Keeps.ACTS)
        await save(store, "tap", trainee=trainee)
        left = on_disk(path)
        typed = [one for one in hers if SECRET in Vault(KEY).open(one)]
        assert len(typed) > 40
        assert not [one for one in typed if one in left]

    async def test_purging_leaves_no_trace_of_an_old_drill(
        self, store: SqliteStore, path: Path
    ) -> None:
        await finish(store, "drill-old", at=AT - timedelta(days=91), key="update:old")
        await finish(store, "drill-new")
        await store.purge(AT - timedelta(days=90))
        assert b"drill-old" not in on_disk(path)
        assert b"drill-new" in on_disk(path)

    async def test_somebody_without_any_drill_left_is_purged_as_well(
        self, store: SqliteStore, path: Path
    ) -> None:
        await finish(store, "drill-old", at=AT - timedelta(days=91))
        await store.purge(AT - timedelta(days=90))
        name = (await store.trainee(HER)).id
        assert name.encode() not in on_disk(path)


def sealed_rows(path: Path, name: str) -> list[bytes]:
    """Every encrypted value that belongs to this person."""
    queries = (
        "SELECT address_sealed FROM trainees WHERE id = ?",
        "SELECT event_sealed FROM events JOIN sessions ON sessions.id = session WHERE trainee = ?",
        "SELECT reply_sealed FROM outbox WHERE trainee = ?",
    )
    with sqlite3.connect(path) as raw:
        return [bytes(row[0]) for query in queries for row in raw.execute(query, [name])]


class TestReopening:
    async def test_all_is_as_it_was(self, path: Path) -> None:
        before = SqliteStore(path, Vault(KEY))
        events = await begin(before, silence=AT, snapshot=small())
        await begin(before, "drill-2", HIM, replies=(HELLO, BYE))
        known = await before.trainee(HER)
        await before.close()
        after = SqliteStore(path, Vault(KEY))
        assert list(await after.events("drill-1")) == events
        assert await after.trainee(HER) == known
        assert [one.reply for one in await after.unsent(HIM)] == [HELLO, BYE]
        assert await after.waiting() == [HIM]
        assert [one.session for one in await after.due(AT)] == ["drill-1"]
        assert await after.snapshot("digest-1") == small()
        assert await after.seen("begin:drill-1")
        await after.close()

    async def test_without_being_closed_before_too(self, path: Path) -> None:
        crashed = SqliteStore(path, Vault(KEY))
        events = await begin(crashed)
        after = SqliteStore(path, Vault(KEY))
        assert list(await after.events("drill-1")) == events
        await after.close()
        await crashed.close()

    async def test_keys_are_kept_for_a_week(self, store: SqliteStore) -> None:
        await save(store, "old")
        await save(store, "later", at=AT + KEYS_KEPT)
        assert await store.seen("old")
        await save(store, "much later", at=AT + KEYS_KEPT + timedelta(seconds=1))
        assert not await store.seen("old")


class TestAFileThatCannotBeUsed:
    """Every fault is a sentence that says what to do, and nothing was changed."""

    async def test_no_database(self, path: Path) -> None:
        path.write_text("These are the minutes of our last meeting. " * 100)
        with pytest.raises(StoreFailed, match=r"is no Scamdrill database\. Move it away"):
            SqliteStore(path, Vault(KEY))
        assert path.read_text().startswith("These are the minutes")

    async def test_another_key(self, path: Path) -> None:
        store = SqliteStore(path, Vault(KEY))
        events = await begin(store)
        await store.close()
        with pytest.raises(StoreFailed, match=r"cannot be opened with this key\. Put back the key"):
            SqliteStore(path, Vault(b"x" * 32))
        store = SqliteStore(path, Vault(KEY))
        assert list(await store.events("drill-1")) == events
        await store.close()

    async def test_a_folder_that_is_missing_is_made(self, tmp_path: Path) -> None:
        store = SqliteStore(tmp_path / "a" / "b" / "store.db", Vault(KEY))
        assert await save(store, "1")
        await store.close()

    async def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreFailed, match=r"cannot be opened\. Check that its folder exists"):
            SqliteStore(tmp_path / "file" / "store.db", Vault(KEY))
        with pytest.raises(StoreFailed, match=r"cannot be opened\. Check that its folder exists"):
            SqliteStore(tmp_path / "file" / "deeper" / "store.db", Vault(KEY))

    async def test_a_folder_in_the_place_of_the_file(self, tmp_path: Path) -> None:
        with pytest.raises(StoreFailed, match="cannot be opened"):
            SqliteStore(tmp_path, Vault(KEY))

    async def test_a_damaged_file(self, path: Path) -> None:
        store = SqliteStore(path, Vault(KEY))
        await begin(store)
        await store.close()
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        with pytest.raises(StoreFailed, match=r"is damaged\. Stop the program and restore"):
            await SqliteStore(path, Vault(KEY)).events("drill-1")

    async def test_a_disk_that_is_full(self, store: SqliteStore) -> None:
        events = await begin(store)
        await pragma(store, "max_page_count = 1")
        huge = tuple(Reply(SECRET * 500) for _ in range(50))
        known = replace(await store.trainee(HER), language="en")
        with pytest.raises(StoreFailed, match=r"The disk is full\. Free some space"):
            await save(store, "2", trainee=known, replies=huge, session="drill-1", first_seq=2)
        assert not await store.seen("2")
        assert not await store.unsent(HER)
        assert (await store.trainee(HER)).language is None
        assert list(await store.events("drill-1")) == events

    async def test_a_disk_with_space_again(self, store: SqliteStore) -> None:
        await begin(store)
        await pragma(store, "max_page_count = 1")
        with pytest.raises(StoreFailed):
            await save(store, "2", replies=tuple(Reply(SECRET * 500) for _ in range(50)))
        await pragma(store, "max_page_count = 100000")
        assert await save(store, "2", replies=(HELLO,))

    async def test_a_disk_that_takes_no_more_and_then_does(
        self, store: SqliteStore, path: Path
    ) -> None:
        events = await begin(store)
        room = path.with_name("store.db-wal").stat().st_size
        huge = tuple(Reply(SECRET * 500) for _ in range(50))
        with (
            no_file_larger_than(room + 8192),
            pytest.raises(StoreFailed, match=r"The disk (is full|under .* fails)"),
        ):
            await save(store, "2", replies=huge)
        assert not await store.seen("2")
        assert not await store.unsent(HER)
        assert list(await store.events("drill-1")) == events
        assert await save(store, "2", replies=(HELLO,))
        assert [one.reply for one in await store.unsent(HER)] == [HELLO]

    async def test_a_file_that_may_not_be_written(self, store: SqliteStore) -> None:
        events = await begin(store)
        await pragma(store, "query_only = ON")
        with pytest.raises(StoreFailed, match=r"cannot be written\. Give the program write access"):
            await save(store, "2")
        assert list(await store.events("drill-1")) == events

    async def test_a_file_that_another_program_holds(self, store: SqliteStore, path: Path) -> None:
        await begin(store)
        await pragma(store, "busy_timeout = 0")
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match="is used by another program"):
            await save(store, "2")
        other.rollback()
        other.close()
        assert await save(store, "2")

    async def test_erasing_is_not_done_while_somebody_could_still_read_the_log(
        self, store: SqliteStore, path: Path
    ) -> None:
        await confide(store, "drill-hers", HER, SECRET, 3)
        name = (await store.trainee(HER)).id
        await pragma(store, "busy_timeout = 0")
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM events").fetchone()
            with pytest.raises(StoreFailed, match="is used by another program"):
                await store.forget(HER)
            reader.rollback()
        await store.forget(HER)
        assert name.encode() not in on_disk(path)

    @pytest.mark.parametrize(
        "call",
        [
            lambda store: store.trainee(HER),
            lambda store: store.seen("1"),
            lambda store: store.save(HER, Step("1", AT, Trainee("x"))),
            lambda store: store.events("drill-1"),
            lambda store: store.snapshot("digest-1"),
            lambda store: store.unsent(HER),
            lambda store: store.mark_sent(1, AT),
            lambda store: store.waiting(),
            lambda store: store.due(AT),
            lambda store: store.rearm(AT),
            lambda store: store.history("x"),
            lambda store: store.forget(HER),
            lambda store: store.purge(AT),
        ],
    )
    async def test_every_call_tells_of_a_fault_in_the_same_way(
        self, store: SqliteStore, call: Callable[[SqliteStore], object]
    ) -> None:
        def nothing(*what: object) -> int:
            return sqlite3.SQLITE_DENY

        await within(store, lambda tables: tables._db.conn.set_authorizer(nothing))
        with pytest.raises(StoreFailed, match="Nothing was changed"):
            await call(store)  # type: ignore[misc]
        await within(store, lambda tables: tables._db.conn.set_authorizer(None))

    async def test_what_is_refused_for_ever_is_no_fault_of_the_file(
        self, store: SqliteStore
    ) -> None:
        """StoreFailed would have it tried again for ever, and hold up everybody's messages."""
        with pytest.raises(sqlite3.IntegrityError):
            await within(
                store,
                lambda tables: tables._db.execute("INSERT INTO events (session) VALUES ('x')"),
            )


class TestADamagedValue:
    """It is nobody's but its owner's trouble, and no sentence quotes it."""

    @pytest.mark.parametrize("value", [b"no seal", Vault(KEY).seal("{}"), Vault(KEY).seal("[1]")])
    async def test_a_drill_with_one_is_unreadable(self, store: SqliteStore, value: bytes) -> None:
        await begin(store)
        await begin(store, "drill-2", HIM)
        await damage(store, "events", "event_sealed", "session = 'drill-1'", value)
        with pytest.raises(Unreadable, match="cannot be read"):
            await store.events("drill-1")
        assert await store.events("drill-2")

    async def test_so_is_a_scenario(self, store: SqliteStore) -> None:
        await save(store, "1", snapshot=small())
        await damage(store, "snapshots", "body", "1", SECRET)
        with pytest.raises(Unreadable) as error:
            await store.snapshot("digest-1")
        assert SECRET not in str(error.value)
        assert error.value.__cause__ is None

    async def test_a_reply_with_one_waits_without_its_words(self, store: SqliteStore) -> None:
        await save(store, "1", replies=(HELLO, BYE))
        await damage(store, "outbox", "reply_sealed", "id = 1", b"no seal")
        assert [one.reply for one in await store.unsent(HER)] == [None, BYE]

    async def test_whoever_cannot_be_addressed_keeps_nobody_else_waiting(
        self, store: SqliteStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        for who, drill in ((HER, "drill-1"), (HIM, "drill-2")):
            await finish(store, f"past-{drill}", who)
            await begin(store, drill, who, silence=AT)
            known = replace(await store.trainee(who), consented=AT)
            await save(store, f"consent-{drill}", who, trainee=known)
        hers = f"id = '{(await store.trainee(HER)).id}'"
        await damage(store, "trainees", "address_sealed", hers, b"no seal")
        assert [due.sender for due in await store.due(AT)] == [HIM]
        assert await store.to_remind(AT) == [HIM]
        caplog.clear()
        assert [due.sender for due in await store.due(AT)] == [HIM]
        assert not caplog.records
        for who in (HER, HIM):
            await save(store, f"said-{who.id}", who, replies=(HELLO,))
        assert await store.waiting() == [HIM]

    async def test_one_address_of_many_is_not_taken_for_another_key(
        self, store: SqliteStore, path: Path
    ) -> None:
        await begin(store, "drill-1", HER)
        await begin(store, "drill-2", HIM)
        await damage(store, "trainees", "address_sealed", "rowid = 1", b"no seal")
        await SqliteStore(path, Vault(KEY)).close()


async def damage(
    store: SqliteStore, table: str, column: str, where: str, value: bytes | str
) -> None:
    """Write something else where these values were."""
    sql = f"UPDATE {table} SET {column} = ? WHERE {where}"

    def write(tables: Tables) -> None:
        with tables._db.atomic():
            assert tables._db.execute(sql, [value]).rowcount

    await within(store, write)


async def within(store: SqliteStore, work: Callable[[Tables], object]) -> object:
    """Something done with the tables on the store's own thread."""
    return await store._run(lambda: work(store._tables))


async def pragma(store: SqliteStore, text: str) -> None:
    await within(store, lambda tables: tables._db.execute(f"PRAGMA {text}").fetchall())
