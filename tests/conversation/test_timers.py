"""Silence is noticed where somebody is silent, and only there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.adapters.memory import MemoryStore
from bot.adapters.sqlite import SqliteStore, Vault
from bot.conversation import Conversation, timers
from bot.core.events import StayedSilent
from bot.errors import ChannelFailed, StoreFailed, Unreachable
from bot.ports import Address, Due, Message, Step, TimeUp, Words
from tests.conversation.stage import HER, HIM, Stage

PATIENCE = 45
"""Seconds that the calls of these tests wait for an answer."""


class Failing(MemoryStore):
    """A store that cannot write while it is `full`, nor read while it is `away`."""

    full = away = False

    async def save(self, address: Address, step: Step) -> bool:
        if self.full:
            raise StoreFailed("The disk is full.")
        return await super().save(address, step)

    async def due(self, now: datetime) -> list[Due]:
        if self.away:
            raise StoreFailed("The file is locked.")
        return list(await super().due(now))


class End(Exception):
    """The test has seen enough."""


async def watch(
    stage: Stage, *naps: Callable[[], object] | float, hears: Callable[[], bool] = lambda: True
) -> None:
    """The watch goes on through these naps: seconds that pass, or what happens meanwhile."""
    left = iter(naps)

    async def sleep(_: float) -> None:
        await stage.delivery.idle()
        nap = next(left, None)
        if nap is None:
            raise End
        if callable(nap):
            nap()
        else:
            stage.clock.pass_(nap)

    with pytest.raises(End):
        await timers.watch(stage.store, stage.conversation, stage.clock, hears, sleep)


async def silences(stage: Stage, session: str = "drill-1") -> int:
    return sum(isinstance(one, StayedSilent) for one in await stage.events(session))


class TestWhoIsSilent:
    async def test_whoever_says_nothing_until_the_time_is_over(self) -> None:
        stage = Stage()
        await stage.take()
        await watch(stage, *[1] * (PATIENCE - 1))
        assert await silences(stage) == 0
        await watch(stage, *[1] * PATIENCE)
        assert await silences(stage) == 1

    async def test_nobody_whom_the_line_has_not_reached(self) -> None:
        stage = Stage()
        await stage.take()
        gate = asyncio.Event()

        async def until_open(seconds: float) -> None:
            await gate.wait()

        stage.delivery._sleep = until_open
        stage.channel.faults.append(ChannelFailed("too many", retry_after=600))
        message = Message("reply", HER, Words("I have money at home."))
        await stage.conversation.handle(message)
        stage.clock.pass_(600)
        assert await timers.look(stage.store, stage.conversation, stage.clock) == 0
        gate.set()
        await stage.delivery.idle()
        assert await stage.keep_silent(PATIENCE - 1) == 0
        assert await stage.keep_silent(1) == 1

    async def test_whoever_can_never_be_reached_again(self) -> None:
        """They have left: the call comes to its end without them."""
        stage = Stage()
        await stage.take()
        stage.channel.faults.append(Unreachable("blocked"))
        await stage.say("I have money at home.")
        assert await stage.keep_silent(PATIENCE) == 1

    async def test_nobody_whose_message_waits_for_the_disk(self) -> None:
        store = Failing()
        stage = Stage(store=store)
        await stage.take()
        store.full = True
        with pytest.raises(StoreFailed):
            await stage.do(Words("I have money at home."), key="again")
        store.full = False
        await stage.keep_silent(10 * PATIENCE)
        assert await silences(stage) == 0
        await stage.do(Words("I have money at home."), key="again")
        assert (await stage.session()).state == "demand"
        assert await stage.keep_silent(PATIENCE) == 1
        assert await silences(stage) == 1


class TestWhereNobodyWasHeard:
    """Every timer starts anew, run out or not."""

    @pytest.fixture
    async def stage(self) -> Stage:
        made = Stage(store=Failing())
        await made.take()
        return made

    async def test_before_the_start(self, stage: Stage) -> None:
        stage.clock.pass_(PATIENCE)
        await watch(stage, *[1] * (PATIENCE - 1))
        assert await silences(stage) == 0

    @pytest.mark.parametrize("pause", [PATIENCE, 3600, -3600])
    async def test_while_the_program_slept_or_its_clock_was_set(
        self, stage: Stage, pause: float
    ) -> None:
        await watch(stage, 1, pause, *[1] * (PATIENCE - 1))
        assert await silences(stage) == 0
        await watch(stage, 1, pause, *[1] * PATIENCE)
        assert await silences(stage) == 1

    async def test_while_the_store_failed(self, stage: Stage) -> None:
        store = stage.store
        assert isinstance(store, Failing)

        def toggle() -> None:
            store.away = not store.away

        nearly = [1] * (PATIENCE - 2)
        await watch(stage, *nearly, toggle, 1, 1, 1, toggle, *nearly)
        assert await silences(stage) == 0

    async def test_while_the_channel_brought_nothing(self, stage: Stage) -> None:
        ears = {"open": True}

        def toggle() -> None:
            ears["open"] = not ears["open"]

        nearly = [1] * (PATIENCE - 2)
        hears = lambda: ears["open"]  # noqa: E731 - it is one
        await watch(stage, *nearly, toggle, *nearly, toggle, *nearly, hears=hears)
        assert await silences(stage) == 0
        await watch(stage, *[1] * PATIENCE, hears=hears)
        assert await silences(stage) == 1


class Stumbling(Conversation):
    """Fails for one person in a way that nobody expected."""

    async def handle(self, message: Message) -> None:
        if message.sender == HER and isinstance(message.content, TimeUp):
            raise ValueError("내 돈은 장롱에 있소")
        await super().handle(message)


class TestTrouble:
    async def test_with_one_silence_keeps_back_no_other(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        stage = Stage()
        for who in (HER, HIM):
            await stage.agree(who)
            await stage.tap("take:called:a-call", who)
            stage.clock.pass_(1)
        stage.conversation = Stumbling(stage.tools, stage.delivery)
        await watch(stage, *[1] * (PATIENCE + 5))
        assert (await silences(stage, "drill-1"), await silences(stage, "drill-2")) == (0, 1)
        assert caplog.text.count("ValueError in test_timers.py") == 1, "and not every second"
        assert "장롱" not in caplog.text


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    found = SqliteStore(tmp_path / "store.db", Vault(b"k" * 32))
    yield found
    await found.close()


class TestARecordThatCannotBeRead:
    """It locks nobody out, and is put aside with a kind word."""

    SORRY = "It was nothing that you did."

    @pytest.fixture(params=["event", "scenario"])
    async def stage(self, request: pytest.FixtureRequest, store: SqliteStore) -> Stage:
        """She is in a drill of which something is damaged."""
        made = Stage(store=store)
        await made.take()
        made.conversation._snapshots.clear()
        damage = (
            "UPDATE events SET event_sealed = X'00' WHERE seq = 1"
            if request.param == "event"
            else "UPDATE snapshots SET body = '{}'"
        )

        def write() -> None:
            with store._tables._db.atomic():
                store._tables._db.execute(damage)

        await store._run(write)
        return made

    @pytest.mark.parametrize("words", ["I have money at home.", "stop"])
    async def test_it_is_told_of_once_and_the_next_drill_runs(
        self, stage: Stage, words: str
    ) -> None:
        await stage.say(words)
        assert self.SORRY in stage.text
        await stage.tap("take:called:a-call")
        await stage.say("I have money at home.")
        assert self.SORRY not in stage.text
        assert (await stage.session("drill-2")).state == "demand"

    async def test_a_silence_in_it_is_the_last(self, stage: Stage) -> None:
        assert await stage.keep_silent(PATIENCE) == 1
        assert self.SORRY in stage.text
        assert await stage.keep_silent(PATIENCE) == 0

    async def test_forgetting_goes_on_at_once(self, stage: Stage) -> None:
        await stage.tap("forget:yes")
        assert "is erased" in stage.text
        assert (await stage.store.trainee(HER)).drill is None

    async def test_what_else_goes_wrong_in_it_keeps_nobody_from_forgetting(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(session: str) -> None:
            raise ValueError

        monkeypatch.setattr(stage.store, "events", fail)
        await stage.tap("forget:yes")
        assert "is erased" in stage.text
