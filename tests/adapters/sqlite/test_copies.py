"""Backups while people write, and the way back."""

import asyncio
import multiprocessing
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteStore, Vault, back_up, in_use, restore
from bot.adapters.sqlite.holding import alone
from bot.errors import StoreFailed
from tests.adapters.sqlite.released import FIXTURES, database_of
from tests.adapters.sqlite.test_file import SECRET, confide, no_file_larger_than
from tests.ports.test_store import HER, HIM, begin, finish, save

KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "copy.db"


def contents(path: Path) -> str:
    """Everything in a database."""
    with closing(sqlite3.connect(path)) as db:
        return "\n".join(db.iterdump())


async def filled(path: Path) -> SqliteStore:
    store = SqliteStore(path, Vault(KEY))
    await confide(store, "drill-hers", HER, SECRET, 5)
    return store


class TestABackup:
    async def test_holds_everything_while_the_bot_runs(self, path: Path, copy: Path) -> None:
        store = await filled(path)
        made = back_up(path, copy, NOW)
        assert made.path == copy
        assert made.size == copy.stat().st_size
        assert contents(copy) == contents(path)
        assert await save(store, "and on")
        await store.close()

    async def test_into_a_folder_it_is_named_by_the_time(self, path: Path) -> None:
        await (await filled(path)).close()
        made = back_up(path, path.parent, NOW)
        assert made.path.name == "store-20261122T093000Z.db"

    async def test_is_one_file_that_only_its_owner_reads(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        assert [file.name for file in copy.parent.iterdir()] == ["copy.db"]
        assert copy.stat().st_mode & 0o777 == 0o600

    async def test_opens_nothing_without_the_key(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        stolen = copy.read_bytes()
        for secret in (SECRET, HER.id):
            assert secret.encode() not in stolen
        with pytest.raises(StoreFailed, match="cannot be opened with this key"):
            SqliteStore(copy, Vault(b"x" * 32))

    async def test_is_one_moment_however_much_is_written(self, path: Path, copy: Path) -> None:
        """Each step saves an event and a reply: no copy may hold one without the other."""
        store = SqliteStore(path, Vault(KEY))
        writing = asyncio.create_task(confide(store, "drill-hers", HER, SECRET, 400))
        sizes: list[int] = []
        while not writing.done():
            made = await asyncio.to_thread(back_up, path, copy.with_name(f"{len(sizes)}.db"), NOW)
            with closing(sqlite3.connect(made.path)) as db:
                ((steps,),) = db.execute("SELECT count(*) FROM seen").fetchall()
                ((replies,),) = db.execute("SELECT count(*) FROM outbox").fetchall()
                ((length,),) = db.execute("SELECT coalesce(max(length), 0) FROM sessions")
                ((events,),) = db.execute("SELECT count(*) FROM events").fetchall()
            assert steps == replies
            assert events == length == steps
            sizes.append(steps)
        await writing
        assert sizes == sorted(sizes)
        assert len(set(sizes)) > 1, "it was copied while it grew"
        await store.close()

    async def test_overwrites_nothing(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        copy.parent.mkdir()
        copy.write_text("precious")
        with pytest.raises(StoreFailed, match="exists already"):
            back_up(path, copy, NOW)
        with pytest.raises(StoreFailed, match="exists already"):
            back_up(path, path, NOW)
        assert copy.read_text() == "precious"

    async def test_on_a_full_disk_there_is_none_and_the_bot_goes_on(
        self, path: Path, copy: Path
    ) -> None:
        store = await filled(path)
        with (
            no_file_larger_than(20_000),
            pytest.raises(StoreFailed, match=r"full|fails\. Check it"),
        ):
            back_up(path, copy, NOW)
        assert list(copy.parent.iterdir()) == []
        assert await save(store, "and on")
        assert back_up(path, copy, NOW).size > 20_000
        await store.close()

    async def test_of_a_damaged_database_there_is_none(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        damage(path)
        with pytest.raises(StoreFailed, match="is damaged"):
            back_up(path, copy, NOW)
        assert not copy.exists()

    def test_without_a_database_there_is_none(self, path: Path, copy: Path) -> None:
        with pytest.raises(StoreFailed, match="There is no file"):
            back_up(path, copy, NOW)
        assert not path.exists()


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


class TestTheWayBack:
    async def test_all_is_as_it_was_and_the_former_file_lies_beside(
        self, path: Path, copy: Path
    ) -> None:
        store = await filled(path)
        events = await begin(store, "drill-1", HIM)
        back_up(path, copy, NOW)
        saved = contents(copy)
        await finish(store, "drill-later", HIM)
        await store.close()
        present = contents(path)
        former = restore(copy, path, Vault(KEY), LATER)
        assert former is not None
        assert former.name == "store.db.replaced-20261123T093000Z"
        assert contents(former) == present
        assert contents(path) == saved
        assert contents(copy) == saved, "the backup is only read"
        assert path.stat().st_mode & 0o777 == 0o600
        store = SqliteStore(path, Vault(KEY))
        assert list(await store.events("drill-1")) == events
        assert not await store.events("drill-later")
        await store.close()

    async def test_after_a_crash_what_was_only_in_the_log_is_kept_with_the_former_file(
        self, path: Path, copy: Path
    ) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        saved = contents(copy)
        child = multiprocessing.get_context("spawn").Process(target=write_and_die, args=(path,))
        child.start()
        child.join(60)
        assert path.with_name("store.db-wal").stat().st_size
        former = restore(copy, path, Vault(KEY), LATER)
        assert former is not None
        assert contents(path) == saved
        assert "last-words" in contents(former)

    async def test_in_the_place_of_a_damaged_file(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        damage(path)
        path.with_name("store.db-wal").write_bytes(b"rubbish" * 1000)
        with pytest.raises(StoreFailed, match=r"is damaged.*scamdrill restore"):
            SqliteStore(path, Vault(KEY))
        restore(copy, path, Vault(KEY), LATER)
        assert contents(path) == contents(copy)

    async def test_where_there_is_no_file(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        path.unlink()
        assert restore(copy, path, Vault(KEY), LATER) is None
        assert contents(path) == contents(copy)

    async def test_not_while_the_bot_runs(self, path: Path, copy: Path) -> None:
        store = await filled(path)
        back_up(path, copy, NOW)
        assert in_use(path)
        with pytest.raises(StoreFailed, match=r"is in use\. Stop the bot"):
            restore(copy, path, Vault(KEY), LATER)
        await store.close()
        assert not in_use(path)
        assert restore(copy, path, Vault(KEY), LATER)

    async def test_and_the_bot_does_not_start_meanwhile(self, path: Path) -> None:
        await (await filled(path)).close()
        with alone(path), pytest.raises(StoreFailed, match="is being restored"):
            SqliteStore(path, Vault(KEY))
        await SqliteStore(path, Vault(KEY)).close()

    async def test_with_another_key_nothing_changes(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        before = contents(path)
        with pytest.raises(StoreFailed, match="cannot be opened with this key"):
            restore(copy, path, Vault(b"x" * 32), LATER)
        assert contents(path) == before
        assert len(list(path.parent.glob("store.db.*"))) == 1, "only the lock"

    @pytest.mark.parametrize("content", [b"", b"no database" * 500, b"SQLite format 3\0" * 300])
    async def test_of_something_else_nothing_changes(
        self, path: Path, tmp_path: Path, content: bytes
    ) -> None:
        await (await filled(path)).close()
        before = contents(path)
        odd = tmp_path / "odd"
        odd.write_bytes(content)
        with pytest.raises(StoreFailed, match=r"no backup|holds nothing"):
            restore(odd, path, Vault(KEY), LATER)
        assert contents(path) == before

    async def test_of_a_damaged_one_nothing_changes(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        before = contents(path)
        damage(copy)
        with pytest.raises(StoreFailed, match=r"damaged.*Take another one"):
            restore(copy, path, Vault(KEY), LATER)
        assert contents(path) == before

    async def test_on_a_full_disk_nothing_changes(self, path: Path, copy: Path) -> None:
        await (await filled(path)).close()
        back_up(path, copy, NOW)
        before = contents(path)
        with (
            no_file_larger_than(20_000),
            pytest.raises(StoreFailed, match=r"full|fails\. Check it"),
        ):
            restore(copy, path, Vault(KEY), LATER)
        assert contents(path) == before

    async def test_the_present_file_is_no_backup(self, path: Path) -> None:
        await (await filled(path)).close()
        with pytest.raises(StoreFailed, match="is the present database itself"):
            restore(path, path, Vault(KEY), LATER)
        assert path.exists()

    @pytest.mark.parametrize("dump", FIXTURES, ids=lambda dump: dump.stem)
    async def test_a_backup_of_an_older_version_is_brought_forward(
        self, path: Path, tmp_path: Path, dump: Path
    ) -> None:
        restore(database_of(dump, tmp_path / "old.db"), path, Vault(KEY), LATER)
        store = SqliteStore(path, Vault(KEY))
        assert (await store.trainee(HER)).drill == "drill-1"
        await store.close()


def write_and_die(path: Path) -> None:
    """In a process of its own: save something, and be gone without closing the file."""

    async def write() -> None:
        await save(SqliteStore(path, Vault(KEY)), "last-words")
        os._exit(0)

    asyncio.run(write())
