"""How updates reach a webhook: in order for each chat, different chats side by side."""

import asyncio
import random
from functools import partial
from typing import Any, Final

import aiohttp
from lo_bot_api_emulator import updates as emulated  # type: ignore[import-untyped]

from tests.bot_api.updates import Json

CONNECTIONS: Final = 100
PATIENCE: Final = 60.0
"""Seconds until Telegram lets go of a call that is not answered."""


class Queues(emulated.UpdateQueues):  # type: ignore[misc]  # the package has no types
    """The package's queues, with a webhook that is called as Telegram calls it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.again = 0.0
        self.chance = random.Random()
        self._client: aiohttp.ClientSession | None = None
        self._calls: dict[int, asyncio.Task[None]] = {}

    async def deliver(self, token: str) -> int:
        """Begin calls for every chat that has something waiting and no call under way."""
        state = self._state(token)
        if state.url:
            for chat in {_chat(update) for update in state.updates} - self._calls.keys():
                call = asyncio.create_task(self._call(state, chat))
                self._calls[chat] = call
                call.add_done_callback(partial(self._gone, chat))
        return 0

    def _gone(self, chat: int, call: asyncio.Task[None]) -> None:
        self._calls.pop(chat, None)

    async def close(self) -> None:
        for call in list(self._calls.values()):
            call.cancel()
        await asyncio.gather(*self._calls.values(), return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def _call(self, state: Any, chat: int) -> None:
        """Bring what waits for this chat until something is not taken."""
        while state.url:
            waiting = (
                one
                for one in state.updates
                if _chat(one) == chat
                and (not state.allowed or any(kind in one for kind in state.allowed))
            )
            update = next(waiting, None)
            if update is None or not await self._post(state, update):
                return
            state.updates.remove(update)
            if self.chance.random() < self.again:
                await self._post(state, update)

    async def _post(self, state: Any, update: Json) -> bool:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                timeout=aiohttp.ClientTimeout(total=PATIENCE),
            )
        secret = {"X-Telegram-Bot-Api-Secret-Token": state.secret} if state.secret else {}
        try:
            async with self._client.post(state.url, json=update, headers=secret) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError):
            return False


def _chat(update: Json) -> int:
    """The chat that an update belongs to."""
    what = next(value for name, value in update.items() if name != "update_id")
    return int(what.get("chat", what.get("message", {}).get("chat", {})).get("id", 0))
