"""A file of an author: fetched up to its limit, and nobody else's at all."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from unittest.mock import patch

import pytest

from bot.adapters.telegram import TelegramService, files, service
from bot.errors import StoreFailed
from bot.ports import LARGEST_DOCUMENT, Address, Attachment, Document, Words
from tests.adapters.telegram.test_service import Notebook
from tests.bot_api import TOKEN, BotApi, Phone, faults

AUTHOR, OTHER = 7, 8


class Doorkeeper:
    """Knows the author, and fails as often as it is told."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []

    async def is_author(self, sender: Address) -> bool:
        if self.failures:
            raise self.failures.pop(0)
        return sender == Address("telegram", str(AUTHOR))


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def door() -> Doorkeeper:
    return Doorkeeper()


@pytest.fixture
async def bot(api: BotApi, notebook: Notebook, door: Doorkeeper) -> AsyncIterator[TelegramService]:
    made = TelegramService(TOKEN, api.url, pace=0)
    with patch.object(service, "FIRST_WAIT", 0.01), patch.object(files, "WAIT", 0.01):
        await made.start(notebook.handle, door.is_author)
        polling = asyncio.create_task(made.poll())
        yield made
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
        await made.stop()


@pytest.fixture
def author(api: BotApi, bot: TelegramService) -> Phone:
    return Phone(api, AUTHOR)


async def test_the_file_of_an_author_comes_whole(author: Phone, notebook: Notebook) -> None:
    await author.sends_file("시나리오.yaml", "제목: 전화\n".encode())
    await notebook.has(Document("시나리오.yaml", "제목: 전화\n".encode()))


async def test_that_of_anybody_else_is_not_even_asked_for(
    api: BotApi, author: Phone, notebook: Notebook
) -> None:
    await Phone(api, OTHER).sends_file("a.yaml", b"kind: scam")
    await notebook.has(Attachment("file"))
    assert api.count("getFile") == 0


async def test_one_of_the_largest_size_comes(author: Phone, notebook: Notebook) -> None:
    data = b"x" * LARGEST_DOCUMENT
    await author.sends_file("a.yaml", data)
    await notebook.has(Document("a.yaml", data))


async def test_a_larger_one_is_not_fetched(api: BotApi, author: Phone, notebook: Notebook) -> None:
    await author.sends_file("a.yaml", b"x" * (LARGEST_DOCUMENT + 1))
    await notebook.has(Document("a.yaml", None))
    assert api.count("getFile") == 0


async def test_one_that_is_larger_than_it_said_is_let_go(author: Phone, notebook: Notebook) -> None:
    await author.sends_file("a.yaml", b"x" * (LARGEST_DOCUMENT + 1), size=10)
    await notebook.has(Document("a.yaml", None))


async def test_a_name_is_only_a_name(author: Phone, notebook: Notebook) -> None:
    await author.sends_file("../../<b>.yaml", b"a")
    await notebook.has(Document("../../<b>.yaml", b"a"))


async def test_a_fault_that_passes_is_waited_out(
    api: BotApi, author: Phone, notebook: Notebook
) -> None:
    api.break_next("getFile", faults.refuse(500))
    await author.sends_file("a.yaml", b"a")
    await notebook.has(Document("a.yaml", b"a"))


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_one_that_stays_holds_nobody_up(
    api: BotApi, author: Phone, notebook: Notebook, status: int
) -> None:
    with api.broken("getFile", faults.refuse(status)):
        await author.sends_file("a.yaml", b"a")
        await author.says("네")
        await notebook.has(Document("a.yaml", None), Words("네"))


async def test_a_store_that_cannot_say_who_is_an_author_is_asked_again(
    author: Phone, notebook: Notebook, door: Doorkeeper
) -> None:
    door.failures.append(StoreFailed("busy"))
    await author.sends_file("a.yaml", b"a")
    await notebook.has(Document("a.yaml", b"a"))


async def test_a_picture_of_an_author_is_a_picture(author: Phone, notebook: Notebook) -> None:
    await author.sends("photo")
    await notebook.has(Attachment("picture"))
