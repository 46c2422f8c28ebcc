"""What is counted, and that it tells of nobody."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.memory import AbsentNlu, MemoryStore, ScriptedNlu
from bot.adapters.monitoring import Figures
from bot.errors import ChannelFailed, StoreFailed, Unreachable
from bot.ports import Address, Backlog, Message, Reply, Words
from tests.ports.test_store import AT, HELLO, HER, begin, save


def figure(figures: Figures, name: str) -> float:
    """The value of a figure on the page."""
    found = re.search(rf"^scamdrill_{name} (\S+)$", figures.page().decode(), re.MULTILINE)
    assert found, f"there is no figure {name}"
    return float(found.group(1))


class FullStore(MemoryStore):
    """A store that cannot write."""

    async def save(self, *given: Any) -> bool:
        raise StoreFailed("The disk is full.")

    async def unsent(self, address: Address) -> Sequence[Any]:
        raise StoreFailed("The disk is full.")


class Post:
    """A channel that takes some replies."""

    def __init__(self, *faults: Exception) -> None:
        self._faults = list(faults)

    async def send(self, address: Address, reply: Reply) -> None:
        if self._faults:
            raise self._faults.pop()


@pytest.fixture
def figures() -> Figures:
    return Figures()


async def test_a_message_counts_once_it_is_handled(figures: Figures) -> None:
    heard: list[Message] = []

    async def handle(message: Message) -> None:
        if heard:
            raise StoreFailed("The disk is full.")
        heard.append(message)

    counted = figures.handled(handle)
    message = Message("1", HER, Words("네"))
    await counted(message)
    with pytest.raises(StoreFailed):
        await counted(message)
    assert figure(figures, "updates_total") == 1
    assert figure(figures, "handling_seconds_count") == 1


async def test_turns_are_steps_of_drills_that_were_saved(figures: Figures) -> None:
    store = figures.store(MemoryStore())
    await save(store, "outside of a drill", replies=(HELLO,))
    events = await begin(store)
    assert figure(figures, "turns_total") == 1
    assert list(await store.events("drill-1")) == events
    known = await store.trainee(HER)
    again = {"key": "begin:drill-1", "session": "drill-1", "events": tuple(events)}
    assert not await save(store, trainee=replace(known), **again)  # type: ignore[arg-type]
    assert figure(figures, "turns_total") == 1
    assert figure(figures, "store_errors_total") == 0


async def test_every_call_of_a_store_that_fails_counts(figures: Figures) -> None:
    store = figures.store(FullStore())
    with pytest.raises(StoreFailed):
        await save(store, "1")
    with pytest.raises(StoreFailed):
        await store.unsent(HER)
    assert await store.waiting() == []
    assert figure(figures, "store_errors_total") == 2
    assert figure(figures, "turns_total") == 0


async def test_the_time_of_the_nlu_and_what_it_did_not_answer(figures: Figures) -> None:
    known = figures.nlu(ScriptedNlu({"네": ("agrees_to_pay",)}))
    assert known.ready
    await known.understand("네", "ko", None)
    await known.understand("what nobody knows", "ko", None)
    absent = figures.nlu(AbsentNlu())
    assert not absent.ready
    await absent.understand("네", "ko", None)
    assert figure(figures, "nlu_seconds_count") == 2
    assert figure(figures, "nlu_failures_total") == 1


async def test_replies_that_were_sent_and_tries_that_failed(figures: Figures) -> None:
    channel = figures.channel(Post(ChannelFailed("later"), Unreachable("blocked")))
    for fault in (Unreachable, ChannelFailed):
        with pytest.raises(fault):
            await channel.send(HER, HELLO)
    await channel.send(HER, HELLO)
    assert figure(figures, "replies_total") == 1
    assert figure(figures, "reply_failures_total") == 2


async def test_what_waits(figures: Figures) -> None:
    figures.look(Backlog(3, AT), 12.5, model=True)
    assert figure(figures, "unsent_replies") == 3
    assert figure(figures, "oldest_unsent_seconds") == 12.5
    assert figure(figures, "model_ready") == 1


async def test_background_work_that_failed(figures: Figures) -> None:
    figures.fell()
    assert figure(figures, "background_faults_total") == 1


async def test_no_figure_has_a_label_of_a_person_or_a_scenario(figures: Figures) -> None:
    store = figures.store(MemoryStore())
    await begin(store)
    page = figures.page().decode()
    labels = set(re.findall(r'[{,](\w+)="', page))
    assert labels <= {"le"}
    for word in (HER.id, "drill-1", "a-call"):
        assert word not in page
