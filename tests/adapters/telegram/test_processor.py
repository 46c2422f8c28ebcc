"""Updates of one chat keep their order; chats do not wait for each other."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Update

from bot.adapters.telegram.processor import ChatByChat
from tests.bot_api import updates


def update(chat: int) -> Update:
    said = updates.text(updates.private(chat), updates.user(chat), "네")
    found = Update.de_json({"update_id": 1, "message": said}, None)
    assert found is not None
    return found


@pytest.fixture
async def processor() -> AsyncIterator[ChatByChat]:
    async with ChatByChat(100) as made:
        yield made


async def test_updates_of_one_chat_come_one_after_the_other(processor: ChatByChat) -> None:
    seen: list[str] = []

    async def work(number: int) -> None:
        seen.append(f"{number} begins")
        for _ in range(10 - number):
            await asyncio.sleep(0)
        seen.append(f"{number} ends")

    await asyncio.gather(*(processor.process_update(update(7), work(n)) for n in range(5)))
    assert seen == [f"{n} {what}" for n in range(5) for what in ("begins", "ends")]


async def test_a_chat_does_not_wait_for_another(processor: ChatByChat) -> None:
    other_done = asyncio.Event()

    async def other() -> None:
        other_done.set()

    async with asyncio.timeout(5):
        await asyncio.gather(
            processor.process_update(update(7), other_done.wait()),
            processor.process_update(update(8), other()),
        )


async def test_a_failed_update_does_not_block_its_chat(processor: ChatByChat) -> None:
    async def fail() -> None:
        raise ValueError

    async with asyncio.timeout(5):
        with pytest.raises(ValueError):
            await processor.process_update(update(7), fail())
        await processor.process_update(update(7), asyncio.sleep(0))


async def test_what_belongs_to_no_chat_is_worked_on_too(processor: ChatByChat) -> None:
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    await processor.process_update(object(), work())
    assert done.is_set()


async def test_chats_that_are_done_leave_nothing_behind(processor: ChatByChat) -> None:
    for chat in range(1, 100):
        await processor.process_update(update(chat), asyncio.sleep(0))
    assert len(processor._locks) == 0
