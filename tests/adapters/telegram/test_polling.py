"""Nothing is acknowledged before it is saved, and nobody waits for anybody else."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Update

from bot.adapters.telegram import TelegramService
from bot.adapters.telegram.polling import Intake
from bot.ports import Message, Words
from tests.bot_api import TOKEN, BotApi, Phone
from tests.bot_api.pulse import Pulse


def update(number: int) -> Update:
    return Update(number)


class Desk:
    """Work that takes until it is `done`."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self._gates: dict[int, asyncio.Event] = {}
        self.intake = Intake(self._work)

    async def _work(self, update: Update) -> None:
        self.begun.append(update.update_id)
        await self._gates.setdefault(update.update_id, asyncio.Event()).wait()

    async def bring(self, *numbers: int) -> bool:
        new = self.intake.begin([update(number) for number in numbers])
        await self.intake.settle(0.01)
        return new

    async def finish(self, *numbers: int) -> None:
        for number in numbers:
            self._gates[number].set()
        await self.intake.settle(0.01)


class TestIntake:
    async def test_what_is_saved_may_be_forgotten(self) -> None:
        desk = Desk()
        await desk.bring(5, 6)
        await desk.finish(5, 6)
        assert desk.intake.offset == 7
        assert not desk.intake.busy

    async def test_the_oldest_that_is_not_saved_holds_back_those_behind_it(self) -> None:
        desk = Desk()
        await desk.bring(5, 6, 7)
        await desk.finish(6, 7)
        assert desk.intake.offset == 5
        await desk.finish(5)
        assert desk.intake.offset == 8

    async def test_what_comes_along_again_is_not_begun_again(self) -> None:
        desk = Desk()
        assert await desk.bring(5, 6)
        await desk.finish(6)
        assert not await desk.bring(5, 6)
        assert await desk.bring(5, 6, 7)
        assert desk.begun == [5, 6, 7]

    async def test_updates_are_begun_in_order_and_once(self) -> None:
        desk = Desk()
        await desk.bring(7, 5, 6, 5)
        assert desk.begun == [5, 6, 7]

    async def test_numbers_may_begin_anew(self) -> None:
        """After a week without updates Telegram counts from anywhere."""
        desk = Desk()
        await desk.bring(900)
        await desk.finish(900)
        await desk.bring(3)
        assert desk.begun == [900, 3]
        await desk.finish(3)
        assert desk.intake.offset == 4

    async def test_nothing_is_remembered_of_what_is_forgotten(self) -> None:
        desk = Desk()
        for number in range(1, 100):
            await desk.bring(number)
            await desk.finish(number)
        assert len(desk.intake._begun) == 0

    async def test_work_that_fails_holds_nobody_back(self) -> None:
        async def fail(update: Update) -> None:
            raise ValueError

        intake = Intake(fail)
        intake.begin([update(1)])
        await intake.settle(1)
        assert intake.offset == 2

    async def test_what_is_dropped_is_not_acknowledged_any_more(self) -> None:
        desk = Desk()
        await desk.bring(5, 6)
        await desk.intake.drop()
        assert not desk.intake.busy


class Slow:
    """Hears one person only once the gate is open, everybody else at once."""

    def __init__(self, slow: int) -> None:
        self.gate = asyncio.Event()
        self.heard: list[tuple[str, object]] = []
        self.pulse = Pulse()
        self._slow = str(slow)

    async def handle(self, message: Message) -> None:
        if message.sender.id == self._slow:
            await self.gate.wait()
        self.heard.append((message.sender.id, message.content))
        self.pulse.beat()


ANNA, BEN = 7, 8


@pytest.fixture
def slow() -> Slow:
    return Slow(ANNA)


@pytest.fixture
async def bot(api: BotApi, slow: Slow) -> AsyncIterator[TelegramService]:
    made = TelegramService(TOKEN, api.url, pace=0)
    await made.start(slow.handle)
    polling = asyncio.create_task(made.poll())
    yield made
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await made.stop()


async def test_a_reply_that_is_read_slowly_holds_back_nobody_else(
    api: BotApi, bot: TelegramService, slow: Slow
) -> None:
    await Phone(api, ANNA).says("하나")
    for number in range(120):
        await Phone(api, BEN).says(str(number))
        if number % 40 == 39:
            assert await slow.pulse.until(lambda: len(slow.heard) >= 40, 10)
    assert await slow.pulse.until(lambda: len(slow.heard) >= 99, 10)
    assert slow.heard[:99] == [(str(BEN), Words(str(number))) for number in range(99)]
    slow.gate.set()
    assert await slow.pulse.until(lambda: len(slow.heard) == 121, 10)
    assert [said for who, said in slow.heard if who == str(BEN)] == [
        Words(str(number)) for number in range(120)
    ]
