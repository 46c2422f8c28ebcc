"""`scamdrill report`: the operator's way to a report."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault, load_key
from bot.cli import cli
from bot.errors import NotYours, WrongUse
from bot.ports import Address, Cohort, Duty, Joins, Step

AT = datetime(2026, 11, 22, tzinfo=UTC)
HER = Address("telegram", "100200300")
HIM = Address("telegram", "700800900")


async def fill(folder: Path) -> None:
    """Two groups of his, one of simulated people; she is in both."""
    vault = Vault(load_key(folder / "key"))
    store = SqliteStore(folder / "s.db", vault)
    records = SqliteRecords(folder / "s.db", vault)
    await store.give_duty(HIM, Duty.FACILITATOR)
    him, her = (await store.trainee(HIM)).id, await store.trainee(HER)
    await records.add_cohort(Cohort("real", "Tuesday", him, AT))
    await records.add_cohort(Cohort("made-up", "Demo", him, AT, synthetic=True))
    for name in ("real", "made-up"):
        assert await store.save(HER, Step(name, AT, her, membership=Joins(name)))
    await records.close()
    await store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = {"store": {"path": str(tmp_path / "s.db"), "key_file": str(tmp_path / "key")}}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings))
    asyncio.run(fill(tmp_path))
    return tmp_path


def report(folder: Path, *words: str) -> Result:
    given = ["report", *words, "--config", str(folder / "config.yaml")]
    return CliRunner().invoke(cli, given, standalone_mode=False)


def test_without_a_group_all_are_listed(folder: Path) -> None:
    found = report(folder)
    assert sorted(found.stdout.splitlines()) == [
        "made-up  Demo (1 people, simulated people)",
        "real  Tuesday (1 people)",
    ]


@pytest.mark.parametrize("form", ["html", "pdf", "csv", "xlsx", "json"])
def test_a_report_is_written(folder: Path, form: str) -> None:
    out = folder / f"tuesday.{form}"
    found = report(folder, "--cohort", "real", "--format", form, "--out", str(out))
    assert found.exception is None
    assert out.stat().st_size > 100
    assert str(out) in found.stderr


def test_one_persons_report_goes_into_a_folder_under_a_safe_name(folder: Path) -> None:
    out = folder / "out"
    out.mkdir()
    report(folder, "--cohort", "real", "--trainee", "1", "--format", "csv", "--out", str(out))
    (file,) = out.iterdir()
    assert file.name.startswith("scamdrill-heron-1-")


def test_the_name_tells_of_simulated_people_whatever_was_asked_for(folder: Path) -> None:
    out = folder / "donors.json"
    report(folder, "--cohort", "made-up", "--format", "json", "--out", str(out))
    assert not out.exists()
    assert (folder / "SYNTHETIC-donors.json").exists()


def test_a_group_that_there_is_not_is_named(folder: Path) -> None:
    assert isinstance(report(folder, "--cohort", "nowhere").exception, WrongUse)


def test_so_is_a_person(folder: Path) -> None:
    found = report(folder, "--cohort", "real", "--trainee", "9")
    assert isinstance(found.exception, NotYours)


def test_a_folder_that_there_is_not_is_told(folder: Path) -> None:
    out = folder / "nowhere" / "a.json"
    found = report(folder, "--cohort", "real", "--format", "json", "--out", str(out))
    assert isinstance(found.exception, WrongUse)
