"""`scamdrill role`: who may do what; nobody is named."""

import asyncio
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.cli import cli
from bot.errors import WrongUse
from bot.ports import Address, Duty

HER = Address("telegram", "100200300")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = {"store": {"path": str(tmp_path / "s.db"), "key_file": str(tmp_path / "key")}}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings))
    return tmp_path


def scamdrill(folder: Path, *words: str) -> Result:
    given = [*words, "--config", str(folder / "config.yaml")]
    return CliRunner().invoke(cli, ["role", *given], standalone_mode=False)


def duties(folder: Path) -> frozenset[Duty]:
    async def ask() -> frozenset[Duty]:
        store = SqliteStore(folder / "s.db", Vault(load_key(folder / "key")))
        try:
            return await store.duties(HER)
        finally:
            await store.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("duty", list(Duty))
def test_a_duty_is_given_and_taken(folder: Path, duty: Duty) -> None:
    made = scamdrill(folder, duty.value, "telegram:100200300")
    assert made.output.endswith(f" is now {duty.value}.\n")
    assert duties(folder) == {duty}
    ended = scamdrill(folder, duty.value, "telegram:100200300", "--remove")
    assert ended.output.endswith(f" is no {duty.value}.\n")
    assert duties(folder) == frozenset()


def test_what_is_so_already_is_said(folder: Path) -> None:
    assert " was no author." in scamdrill(folder, "author", "terminal:you", "--remove").output
    scamdrill(folder, "author", "terminal:you")
    assert " was already author." in scamdrill(folder, "author", "terminal:you").output


def test_the_list_shows_made_up_names_only(folder: Path) -> None:
    assert scamdrill(folder, "list").output == ""
    scamdrill(folder, "author", "telegram:100200300")
    listed = scamdrill(folder, "list").output
    assert listed.endswith("\tauthor\n")
    assert len(listed.split("\t")[0]) == 32
    assert HER.id not in listed


@pytest.mark.parametrize("who", ["100200300", "telegram:@anna", "telegram:", "post:7", "terminal:"])
def test_whoever_cannot_be_is_explained(folder: Path, who: str) -> None:
    result = scamdrill(folder, "author", who)
    assert isinstance(result.exception, WrongUse)
    assert not (folder / "s.db").exists()
