"""`scamdrill doctor`: what is wrong with a set-up, in plain words, and no secret among them."""

import asyncio
import json
import os
import shutil
import socket
import sqlite3
from collections import namedtuple
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from click.testing import CliRunner

from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.cli import cli
from bot.commands.checkup import reading
from bot.config import Config
from tests.bot_api import TOKEN, BotApi
from tests.ports.test_store import begin

SECRET = "a-webhook-secret-of-our-own"
SCENARIOS = Path(__file__).parents[1] / "end_to_end" / "scenarios"
VOCABULARY = Path(__file__).parents[2] / "scenarios"
Usage = namedtuple("Usage", "total used free")


@dataclass
class Patient:
    """A set-up; `settings` and `env` are what stands in its config.yaml and .env."""

    folder: Path
    settings: dict[str, Any]
    env: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "s.db"

    @property
    def key(self) -> Path:
        return self.folder / "keys" / "key"

    def look(self, *, healthy: bool, offline: bool = False) -> str:
        """What the doctor says."""
        (self.folder / "config.yaml").write_text(yaml.safe_dump(self.settings))
        env_file = self.folder / ".env"
        if not env_file.exists():
            env_file.touch(mode=0o600)
        env_file.write_text("".join(f"{name}={value}\n" for name, value in self.env.items()))
        words = ["doctor", "--config", str(self.folder / "config.yaml")]
        given = [*words, *(["--offline"] if offline else [])]
        result = CliRunner().invoke(cli, given, standalone_mode=False)
        assert result.exception is None, result.exception
        assert result.return_value == (0 if healthy else 1), result.output
        key = self.key.read_text().strip() if self.key.exists() else "no key"
        for secret in (*self.env.values(), key):
            assert secret not in result.output
        return result.output

    async def fill(self) -> None:
        store = SqliteStore(self.database, Vault(load_key(self.key)))
        await begin(store)
        await store.close()


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def patient(tmp_path: Path, telegram: BotApi, monkeypatch: pytest.MonkeyPatch) -> Patient:
    """A set-up in perfect health, without a model of its own."""
    shutil.copytree(SCENARIOS, tmp_path / "scenarios")
    for words in VOCABULARY.glob("*.yaml"):
        shutil.copyfile(words, tmp_path / "scenarios" / words.name)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 0, 50 * 1024**3))
    monkeypatch.setattr("bot.commands.doctor.check_reading", lambda config: iter(()))
    made = Patient(
        tmp_path,
        {
            "telegram": {"base_url": telegram.url},
            "store": {
                "path": str(tmp_path / "data" / "s.db"),
                "key_file": str(tmp_path / "keys" / "key"),
            },
            "scenarios": str(tmp_path / "scenarios"),
        },
        {"TELEGRAM_BOT_TOKEN": TOKEN},
    )
    await made.fill()
    return made


Look = Callable[..., Any]


@pytest.fixture
def look(patient: Patient) -> Look:
    """The doctor, beside the event loop in which Telegram runs."""

    async def looked(**how: Any) -> str:
        return await asyncio.to_thread(patient.look, **how)

    return looked


async def test_in_good_health(look: Look) -> None:
    said = await look(healthy=True)
    assert "✗" not in said
    assert "!" not in said
    assert "opens with the key: 1 people, 1 drills" in said
    assert "Telegram knows the bot as @scamdrill_test_bot." in said
    assert said.endswith("All is well.\n")


async def test_before_the_first_start_all_is_well_and_nothing_is_made(
    look: Look, patient: Patient
) -> None:
    shutil.rmtree(patient.database.parent)
    shutil.rmtree(patient.key.parent)
    await look(healthy=True)
    assert not patient.database.parent.exists()
    assert not patient.key.exists()


async def test_while_the_bot_runs(look: Look, patient: Patient) -> None:
    store = SqliteStore(patient.database, Vault(load_key(patient.key)))
    assert "The bot is running." in await look(healthy=True)
    await store.close()


async def test_a_wrong_setting(look: Look, patient: Patient) -> None:
    patient.settings["helth"] = {}
    assert "Did you mean health?" in await look(healthy=False)


class TestSecrets:
    async def test_an_env_file_that_everybody_reads(self, look: Look, patient: Patient) -> None:
        (patient.folder / ".env").touch()
        (patient.folder / ".env").chmod(0o644)
        assert "Run: chmod 600" in await look(healthy=False)

    async def test_no_token(self, look: Look, patient: Patient) -> None:
        patient.env.clear()
        assert "the bot runs in the terminal" in await look(healthy=True)

    async def test_what_is_no_token(self, look: Look, patient: Patient) -> None:
        patient.env["TELEGRAM_BOT_TOKEN"] = "my bot token"
        assert "does not look like a token" in await look(healthy=False, offline=True)

    async def test_a_key_that_others_read(self, look: Look, patient: Patient) -> None:
        patient.key.chmod(0o644)
        assert f"Run: chmod 600 {patient.key}" in await look(healthy=False)

    async def test_no_key_for_a_database_that_needs_one(self, look: Look, patient: Patient) -> None:
        patient.key.unlink()
        assert "is missing, and without it" in await look(healthy=False)
        assert not patient.key.exists()

    async def test_what_is_no_key(self, look: Look, patient: Patient) -> None:
        patient.key.write_text("nothing")
        assert "does not hold a key" in await look(healthy=False)

    async def test_another_key(self, look: Look, patient: Patient) -> None:
        patient.key.unlink()
        load_key(patient.key)
        assert "cannot be opened with this key" in await look(healthy=False)

    async def test_a_key_beside_the_database(self, look: Look, patient: Patient) -> None:
        beside = patient.database.with_name("key")
        patient.key.rename(beside)
        patient.settings["store"]["key_file"] = str(beside)
        assert "who takes one takes both" in await look(healthy=True)


class TestStorage:
    async def test_a_damaged_database(self, look: Look, patient: Patient) -> None:
        content = patient.database.read_bytes()
        patient.database.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        assert "is damaged" in await look(healthy=False)

    async def test_the_database_of_something_else(self, look: Look, patient: Patient) -> None:
        patient.database.unlink()
        with closing(sqlite3.connect(patient.database)) as db:
            db.execute("CREATE TABLE songs (title TEXT)")
        patient.database.chmod(0o600)
        assert "is no Scamdrill database" in await look(healthy=False)

    async def test_a_database_that_others_read(self, look: Look, patient: Patient) -> None:
        patient.database.chmod(0o640)
        assert "The database can be read by others" in await look(healthy=False)

    @pytest.mark.parametrize(("free", "healthy"), [(50 * 1024**2, False), (500 * 1024**2, True)])
    async def test_little_space(
        self, look: Look, monkeypatch: pytest.MonkeyPatch, free: int, healthy: bool
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 0, free))
        said = await look(healthy=healthy)
        assert "Free some space" in said or "Make room in good time" in said

    async def test_a_clock_that_is_behind(self, look: Look, patient: Patient) -> None:
        future = patient.database.stat().st_mtime + 86_400
        os.utime(patient.database, (future, future))
        assert "was changed in the future" in await look(healthy=False)


class TestNetwork:
    async def test_a_token_that_telegram_does_not_know(self, look: Look, patient: Patient) -> None:
        patient.env["TELEGRAM_BOT_TOKEN"] = "1:wrong-token"
        assert "Telegram does not know the token" in await look(healthy=False)

    async def test_no_telegram_at_the_address(self, look: Look, patient: Patient) -> None:
        patient.settings["telegram"]["base_url"] = "http://127.0.0.1:9"
        assert "Telegram cannot be reached" in await look(healthy=False)
        assert "Telegram" not in await look(healthy=True, offline=True)

    async def test_another_page_at_the_address(self, look: Look, patient: Patient) -> None:
        async def greet(request: web.Request) -> web.Response:
            headers = {"Date": "Sun, 22 Nov 2020 09:00:00 GMT"}
            body = {"ok": True, "result": {"username": "x"}}
            return web.json_response(body, headers=headers)

        app = web.Application()
        app.router.add_post("/{tail:.*}", greet)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        patient.settings["telegram"]["base_url"] = url
        assert "differ by" in await look(healthy=False)
        await runner.cleanup()

    async def test_a_webhook_that_is_not_set_up(self, look: Look, patient: Patient) -> None:
        patient.settings["telegram"] |= {"mode": "webhook", "webhook_port": free_port()}
        said = await look(healthy=False)
        assert "telegram.webhook_url is empty" in said
        assert "There is no TELEGRAM_WEBHOOK_SECRET" in said
        patient.settings["telegram"]["webhook_url"] = "http://bot.example"
        patient.env["TELEGRAM_WEBHOOK_SECRET"] = "short"
        said = await look(healthy=False)
        assert "does not begin with https://" in said
        assert "can be guessed" in said
        patient.settings["telegram"]["webhook_url"] = "https://bot.example"
        patient.env["TELEGRAM_WEBHOOK_SECRET"] = "with blanks and more blanks"
        assert "does not take" in await look(healthy=False)
        patient.env["TELEGRAM_WEBHOOK_SECRET"] = SECRET
        assert "is an https address" in await look(healthy=True)

    async def test_a_port_in_use(self, look: Look, patient: Patient) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            patient.settings["health"] = {"port": taken.getsockname()[1]}
            assert "change health.port" in await look(healthy=False)

    async def test_health_for_everybody(self, look: Look, patient: Patient) -> None:
        patient.settings["health"] = {"port": free_port(), "host": "0.0.0.0"}
        assert "can be seen from outside" in await look(healthy=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class TestReading:
    """What is played, and what understands."""

    def said(self, config: Any, nlu: Path) -> str:
        return "\n".join(found.what for found in reading.check_reading(config, nlu))

    @pytest.fixture
    def config(self, patient: Patient) -> Any:
        return Config.model_validate(patient.settings)

    async def test_scenarios_with_faults(self, config: Any, tmp_path: Path) -> None:
        assert "1 scenarios can be played" in self.said(config, tmp_path)
        (tmp_path / "scenarios" / "north" / "broken.yaml").write_text("scenario: [")
        assert "faults stand in the scenarios" in self.said(config, tmp_path)

    async def test_no_scenarios(self, config: Any, tmp_path: Path) -> None:
        shutil.rmtree(tmp_path / "scenarios")
        assert "cannot be read" in self.said(config, tmp_path)

    async def test_the_model_and_its_data(self, config: Any, tmp_path: Path) -> None:
        nlu = tmp_path / "nlu"
        assert "The NLU is not set up" in self.said(config, nlu)
        (nlu / ".venv" / "bin").mkdir(parents=True)
        python = nlu / ".venv" / "bin" / "python"
        python.write_text("#!/bin/sh\necho fingerprint-1\n")
        python.chmod(0o700)
        assert "There is no trained model" in self.said(config, nlu)
        (nlu / "models").mkdir()
        (nlu / "models" / "nlu.tar.gz").touch()
        assert "cannot be asked about its model" in self.said(config, nlu)
        (nlu / "models" / "nlu.json").write_text(json.dumps({"fingerprint": "another"}))
        assert "older than its data" in self.said(config, nlu)
        (nlu / "models" / "nlu.json").write_text(json.dumps({"fingerprint": "fingerprint-1"}))
        assert "trained on the present data" in self.said(config, nlu)

    async def test_servers_elsewhere(self, patient: Patient, tmp_path: Path) -> None:
        patient.settings["nlu"] = {"urls": ["http://127.0.0.1:9"]}
        config = Config.model_validate(patient.settings)
        assert "does not answer" in await asyncio.to_thread(self.said, config, tmp_path)
