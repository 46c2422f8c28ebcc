"""A world for each test: Telegram, the NLU and the bot, all on this machine."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from bot.adapters.telegram.webhook import PATH, SECRET_HEADER
from bot.bootstrap import running
from tests.bot_api import BotApi, Phone, faults
from tests.end_to_end.fake_nlu import FakeNlu
from tests.end_to_end.journey import KNOWN
from tests.end_to_end.program import SECRET, BotProgram


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

    def have_telegram_call(self) -> None:
        """Set the bot up for a webhook."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        by = {"mode": "webhook", "webhook_port": port, "webhook_url": url}
        self.bot.settings["telegram"].update(by)

    @asynccontextmanager
    async def updates_again(self, last: int) -> AsyncIterator[None]:
        """Telegram brings the last updates again and again, until the end of the block."""
        url = self.bot.settings["telegram"].get("webhook_url")
        if url is None:
            with self.api.broken("getUpdates", faults.repeat(self.api.updates, last)):
                yield
            return
        async with running(partial(self._call_again, f"{url}{PATH}", last)):
            yield

    async def _call_again(self, url: str, last: int) -> None:
        async with httpx.AsyncClient(trust_env=False, headers={SECRET_HEADER: SECRET}) as client:
            while True:
                for update in self.api.updates[-last:]:
                    answer = await client.post(url, json=update)
                    assert answer.status_code == 200
                await asyncio.sleep(0.02)

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


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """One world for a module, with the bot running: it asks Telegram, or Telegram calls it."""
    async with made_in(tmp_path_factory.mktemp("world")) as made:
        if request.param == "webhook":
            made.have_telegram_call()
        await made.start()
        yield made
