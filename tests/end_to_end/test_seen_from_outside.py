"""What a monitor and the log see of a drill: enough to look after the bot, nothing of people."""

import json
import re
import socket

import httpx
import pytest

from bot.adapters.telegram.webhook import SECRET_HEADER
from tests.bot_api import TOKEN, Phone
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import DRILL, SAVINGS, THE_CALL, TOGETHER, WHO, walk
from tests.end_to_end.program import SECRET


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def port(world: World) -> int:
    found = free_port()
    world.bot.settings["health"] = {"port": found}
    world.bot.settings["log"] = {"format": "json"}
    return found


async def asked(port: int, path: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}")


def figure(page: str, name: str) -> float:
    found = re.search(rf"^scamdrill_{name} (\S+)$", page, re.MULTILINE)
    assert found, f"there is no figure {name}"
    return float(found.group(1))


def secrets_of(anna: Phone) -> tuple[str, ...]:
    return (SAVINGS, WHO, TOGETHER, str(anna.chat), TOKEN, SECRET, "market-call", "장마당")


async def test_a_drill_shows_in_health_and_figures(world: World, port: int) -> None:
    await world.start()
    anna = world.person()
    await walk(anna, DRILL)
    health = (await asked(port, "/health")).json()
    assert health["live"]
    assert health["ready"]
    assert health["model"]
    page = (await asked(port, "/metrics")).text
    assert figure(page, "updates_total") == len(DRILL)
    assert figure(page, "replies_total") >= len(DRILL)
    assert figure(page, "turns_total") > len(THE_CALL)
    assert figure(page, "nlu_seconds_count") == len(THE_CALL) + 1, "one was rehearsed"
    assert figure(page, "nlu_failures_total") == 0
    assert figure(page, "store_errors_total") == 0
    for secret in secrets_of(anna):
        assert secret not in page
    assert await world.bot.ask_to_end() < 10


async def test_the_log_is_json_and_shows_nothing_of_anybody(world: World, port: int) -> None:
    await world.start()
    anna = world.person()
    await walk(anna, DRILL)
    await world.bot.ask_to_end()
    lines = [json.loads(line) for line in world.bot.words_of_log.splitlines()]
    assert {"ready on Telegram (polling)"} <= {line["what"] for line in lines}
    for secret in secrets_of(anna):
        assert secret not in world.bot.words_of_log


async def test_the_port_that_telegram_calls_shows_neither(world: World, port: int) -> None:
    public = free_port()
    world.bot.settings["telegram"].update(
        {"mode": "webhook", "webhook_port": public, "webhook_url": f"http://127.0.0.1:{public}"}
    )
    await world.start()
    for path in ("/health", "/health/live", "/metrics"):
        assert (await asked(port, path)).status_code == 200
        assert (await asked(public, path)).status_code == 404
    async with httpx.AsyncClient(trust_env=False) as client:
        known = {SECRET_HEADER: SECRET}
        answer = await client.get(f"http://127.0.0.1:{public}/metrics", headers=known)
        assert answer.status_code == 404
    assert await world.bot.ask_to_end() < 10


async def test_a_port_in_use_is_named_before_anybody_is_served(world: World, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        assert await world.bot.run_to_end() == 2
    assert "health.port" in world.bot.words_of_log
    assert "Traceback" not in world.bot.words_of_log
