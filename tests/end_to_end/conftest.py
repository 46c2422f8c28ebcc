"""A world for each test: Telegram, the NLU and the bot, all on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot_api import BotApi, Phone
from tests.end_to_end.fake_nlu import FakeNlu
from tests.end_to_end.journey import KNOWN
from tests.end_to_end.program import BotProgram


@dataclass(slots=True)
class World:
    """Telegram, the NLU, and the bot between them."""

    api: BotApi
    nlu: FakeNlu
    bot: BotProgram
    chats: "count[int]" = field(default_factory=lambda: count(71_000_001))

    def person(self, language: str | None = "ko") -> Phone:
        """Somebody new."""
        return Phone(self.api, next(self.chats), language)

    async def start(self) -> None:
        """Start the bot, and wait until it knows whether there is an NLU."""
        looks = self.nlu.looks
        await self.bot.start()
        if self.bot.settings["nlu"]["urls"] == [self.nlu.url]:
            assert await self.nlu.pulse.until(lambda: self.nlu.looks > looks, 30)

    async def crash(self) -> None:
        """kill -9 and a new start."""
        await self.bot.kill()
        await self.start()


@asynccontextmanager
async def made_in(folder: Path) -> AsyncIterator[World]:
    async with BotApi() as api, FakeNlu(KNOWN) as nlu:
        bot = BotProgram(folder, api, nlu.url)
        try:
            yield World(api, nlu, bot)
        finally:
            await bot.clean_up()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world of its own, in which the bot is not started yet."""
    async with made_in(tmp_path) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One world for a module, with the bot running."""
    async with made_in(tmp_path_factory.mktemp("world")) as made:
        await made.start()
        yield made
