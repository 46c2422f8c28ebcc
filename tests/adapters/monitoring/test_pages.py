"""What a monitor gets to see."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.adapters.memory import FakeClock, MemoryStore, ScriptedNlu
from bot.adapters.monitoring import Figures, monitoring_app
from bot.errors import StoreFailed
from bot.ports import Backlog
from tests.ports.test_store import AT, BYE, HELLO, save


class Moody(MemoryStore):
    """A store that fails when it is told to."""

    fails = False

    async def backlog(self) -> Backlog:
        if self.fails:
            raise StoreFailed("The disk is full.")
        return await super().backlog()


@pytest.fixture
def store() -> Moody:
    return Moody()


@pytest.fixture
def nlu() -> ScriptedNlu:
    return ScriptedNlu({})


@pytest.fixture
async def monitor(store: Moody, nlu: ScriptedNlu) -> AsyncIterator[httpx.AsyncClient]:
    clock = FakeClock(AT + timedelta(seconds=90))
    line = httpx.ASGITransport(monitoring_app(Figures(), store, nlu, clock))
    async with httpx.AsyncClient(transport=line, base_url="http://bot") as client:
        yield client


async def test_all_is_well(monitor: httpx.AsyncClient) -> None:
    answer = await monitor.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "live": True,
        "ready": True,
        "model": True,
        "unsent": 0,
        "oldest_unsent_seconds": None,
    }


async def test_what_waits_and_how_long(monitor: httpx.AsyncClient, store: Moody) -> None:
    await save(store, "1", replies=(HELLO, BYE))
    found = (await monitor.get("/health")).json()
    assert (found["unsent"], found["oldest_unsent_seconds"]) == (2, 90.0)
    page = (await monitor.get("/metrics")).text
    assert "scamdrill_unsent_replies 2.0" in page
    assert "scamdrill_oldest_unsent_seconds 90.0" in page


async def test_without_a_model_it_is_ready_all_the_same(
    monitor: httpx.AsyncClient, nlu: ScriptedNlu
) -> None:
    nlu.ready = False
    answer = await monitor.get("/health")
    assert answer.status_code == 200
    assert answer.json()["model"] is False


async def test_with_a_store_that_fails_it_is_live_but_not_ready(
    monitor: httpx.AsyncClient, store: Moody
) -> None:
    store.fails = True
    answer = await monitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert (await monitor.get("/health/live")).status_code == 200
    assert (await monitor.get("/metrics")).status_code == 200
    store.fails = False
    assert (await monitor.get("/health")).status_code == 200


async def test_prometheus_understands_the_figures(monitor: httpx.AsyncClient) -> None:
    answer = await monitor.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "# TYPE scamdrill_nlu_seconds histogram" in answer.text
    assert "process_resident_memory_bytes" in answer.text
