"""`scamdrill backup`, `restore`, `rotate-key`, `forget`, `purge`: looking after a set-up."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.cli import cli
from bot.errors import ConfigError, StoreFailed, WrongUse
from bot.ports import Duty
from tests.ports.test_store import AT, HELLO, HER, HIM, begin, finish

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SetUp:
    """A set-up in a folder of its own."""

    folder: Path

    @property
    def key(self) -> Path:
        return self.folder / "keys" / "key"

    def scamdrill(self, *words: str | Path, **environment: str) -> Result:
        given = [*map(str, words), "--config", str(self.folder / "config.yaml")]
        return CliRunner().invoke(cli, given, standalone_mode=False, env=environment)

    def within(self, work: Callable[[SqliteStore], Awaitable[T]]) -> T:
        """What comes of doing something with the store."""

        async def done() -> T:
            store = SqliteStore(self.folder / "s.db", Vault(load_key(self.key)))
            try:
                return await work(store)
            finally:
                await store.close()

        return asyncio.run(done())

    def drills(self) -> list[str]:
        """The finished drills of her and him."""

        async def ask(store: SqliteStore) -> list[str]:
            names = [(await store.trainee(one)).id for one in (HER, HIM)]
            return [one.session for name in names for one in (await store.history(name)).drills]

        return self.within(ask)


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    made = SetUp(tmp_path)
    store = {"path": str(tmp_path / "s.db"), "key_file": str(made.key)}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump({"store": store}))

    async def fill(store: SqliteStore) -> None:
        await finish(store, "hers", HER)
        await finish(store, "his", HIM)

    made.within(fill)
    return made


class TestBackupAndRestore:
    def test_there_and_back(self, set_up: SetUp, tmp_path: Path) -> None:
        made = set_up.scamdrill("backup", tmp_path / "copy.db")
        assert made.exit_code == 0
        name, size = made.stdout.strip().split("\t")
        assert Path(name) == tmp_path / "copy.db"
        assert size == f"{Path(name).stat().st_size:,} bytes"
        assert "delete it within 90 days" in made.stderr
        set_up.within(lambda store: store.forget(HER))
        back = set_up.scamdrill("restore", tmp_path / "copy.db")
        assert back.exit_code == 0
        assert "s.db.replaced-" in back.stderr
        assert "erase them anew" in back.stderr
        assert set_up.drills() == ["hers", "his"]

    def test_without_the_key_nothing_is_restored_and_no_key_is_made(
        self, set_up: SetUp, tmp_path: Path
    ) -> None:
        set_up.scamdrill("backup", tmp_path / "copy.db")
        set_up.key.unlink()
        failed = set_up.scamdrill("restore", tmp_path / "copy.db")
        assert isinstance(failed.exception, ConfigError)
        assert not set_up.key.exists()

    def test_a_backup_needs_no_key(self, set_up: SetUp, tmp_path: Path) -> None:
        set_up.key.unlink()
        assert set_up.scamdrill("backup", tmp_path / "copy.db").exit_code == 0
        assert not set_up.key.exists()


class TestErasing:
    def test_a_person_is_erased(self, set_up: SetUp) -> None:
        done = set_up.scamdrill("forget", "telegram:100200300", "--yes")
        assert done.exit_code == 0
        assert done.stdout == "Nothing is kept about this person any more.\n"
        assert "Backups" in done.stderr
        assert "100200300" not in done.stdout
        assert set_up.drills() == ["his"]

    def test_it_is_asked_first(self, set_up: SetUp) -> None:
        refused = set_up.scamdrill("forget", "telegram:100200300")
        assert refused.exit_code != 0
        assert set_up.drills() == ["hers", "his"]

    def test_who_cannot_be_is_explained(self, set_up: SetUp) -> None:
        done = set_up.scamdrill("forget", "@anna", "--yes")
        assert isinstance(done.exception, WrongUse)

    def test_drills_whose_time_is_over_are_purged(self, set_up: SetUp) -> None:
        long_ago = AT - timedelta(days=365 * 5)
        set_up.within(lambda store: finish(store, "old", HER, at=long_ago))
        assert set_up.scamdrill("purge", "--days", "36500").stdout == "0 drills were erased.\n"
        assert sorted(set_up.drills()) == ["hers", "his", "old"]
        assert set_up.scamdrill("purge", "--days", "1500").stdout == "1 drills were erased.\n"
        assert set_up.drills() == ["hers", "his"]


class TestANewKey:
    def test_everything_opens_with_it_and_the_former_one_is_kept(self, set_up: SetUp) -> None:
        former = set_up.key.read_bytes()
        done = set_up.scamdrill("rotate-key")
        assert done.exit_code == 0, done.exception
        assert done.stdout.startswith("2 people have a new made-up name")
        assert set_up.key.read_bytes() != former
        assert set_up.key.stat().st_mode & 0o777 == 0o600
        assert set_up.drills() == ["hers", "his"]
        (kept,) = set_up.key.parent.glob("key.until-*")
        assert kept.read_bytes() == former
        assert str(kept) in done.stderr

    def test_cut_off_before_the_database_was_sealed_it_begins_again(self, set_up: SetUp) -> None:
        prepared = set_up.key.with_name("key.new")
        load_key(prepared)
        new = prepared.read_bytes()
        assert set_up.scamdrill("rotate-key").exit_code == 0
        assert set_up.key.read_bytes() == new
        assert set_up.drills() == ["hers", "his"]

    def test_cut_off_after_the_database_was_sealed_it_is_finished(self, set_up: SetUp) -> None:
        former = set_up.key.read_bytes()
        set_up.scamdrill("rotate-key")
        new = set_up.key.read_bytes()
        set_up.key.rename(set_up.key.with_name("key.new"))
        set_up.key.write_bytes(former)
        done = set_up.scamdrill("rotate-key")
        assert done.exit_code == 0
        assert "people" not in done.stdout
        assert set_up.key.read_bytes() == new
        assert set_up.drills() == ["hers", "his"]

    def test_a_key_of_the_environment_is_for_the_operator_to_exchange(self, set_up: SetUp) -> None:
        former = set_up.key.read_text().strip()
        set_up.key.unlink()
        for expected in (2, 2):
            done = set_up.scamdrill("rotate-key", SCAMDRILL_KEY=former)
            assert f"{expected} people" in done.stdout, done.exception
            assert "in the place of SCAMDRILL_KEY" in done.stderr
            fresh = set_up.key.with_name("key.new").read_text().strip()
            assert fresh != former
            again = set_up.scamdrill("rotate-key", SCAMDRILL_KEY=former)
            assert "people" not in again.stdout, "it was done already"
            former = fresh
        assert not set_up.key.exists()

    def test_a_key_of_something_else_changes_nothing(self, set_up: SetUp) -> None:
        other = set_up.key.with_name("other")
        load_key(other)
        kept = set_up.key.read_bytes()
        set_up.key.write_bytes(other.read_bytes())
        failed = set_up.scamdrill("rotate-key")
        assert isinstance(failed.exception, ConfigError)
        set_up.key.write_bytes(kept)
        assert set_up.drills() == ["hers", "his"]

    def test_without_a_database_there_is_nothing_to_do(self, set_up: SetUp) -> None:
        (set_up.folder / "s.db").unlink()
        assert isinstance(set_up.scamdrill("rotate-key").exception, ConfigError)


@pytest.mark.parametrize("words", [("restore", "copy.db"), ("rotate-key",)])
def test_while_the_bot_runs_nothing_is_exchanged(
    set_up: SetUp, tmp_path: Path, words: tuple[str, ...]
) -> None:
    copy = tmp_path / "copy.db"
    set_up.scamdrill("backup", copy)
    key = set_up.key.read_bytes()
    given = [copy if word == "copy.db" else word for word in words]

    async def try_it(store: SqliteStore) -> Result:
        await begin(store, "now", HER, replies=(HELLO,), silence=AT)
        await store.give_duty(HIM, Duty.AUTHOR)
        return await asyncio.to_thread(set_up.scamdrill, *given)

    failed = set_up.within(try_it)
    assert isinstance(failed.exception, StoreFailed)
    assert "Stop the bot" in str(failed.exception)
    assert set_up.key.read_bytes() == key
    assert set_up.drills() == ["hers", "his"]
