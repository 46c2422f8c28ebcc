"""A person with Telegram on their phone."""

from collections.abc import Callable
from typing import Any

from tests.bot_api import updates
from tests.bot_api.server import BotApi, Sent

PATIENCE = 60.0
"""Seconds until a test gives up waiting; a loaded machine is slow, a right bot is not."""


class Phone:
    """Writes to the bot, presses its buttons, and reads what it says, in order."""

    def __init__(self, api: BotApi, chat: int, language: str | None = "ko", **names: str) -> None:
        """`names` are what Telegram knows of the person: first_name, last_name, username."""
        self.chat = chat
        self.read = 0
        """How many of the bot's messages have been read."""
        self._api = api
        self._who = {**updates.user(chat, language), **names}
        self._where = {**updates.private(chat), **names}

    @property
    def received(self) -> list[Sent]:
        """Everything that the bot ever sent here."""
        return self._api.inbox(self.chat).messages

    @property
    def newest(self) -> Sent:
        return self.received[-1]

    async def says(self, words: str) -> int:
        """Write a line, or a command."""
        return await self._api.bring(message=updates.text(self._where, self._who, words))

    async def sends(self, what: str, **more: Any) -> int:
        """Send a photo, voice, sticker, document …"""
        content = {**updates.ATTACHMENTS[what], **more}
        return await self._api.bring(message=updates.message(self._where, self._who, **content))

    async def sends_file(self, name: str, data: bytes, size: int | None = None) -> int:
        """Send a file; `size` is what Telegram says of it, the truth unless told otherwise."""
        file_id = f"file-{self.chat}-{len(self._api.updates)}"
        self._api.hold_file(file_id, data)
        known = {"file_id": file_id, "file_unique_id": file_id, "file_name": name}
        size = len(data) if size is None else size
        return await self.sends("document", document={**known, "file_size": size})

    async def taps(self, label: str) -> int:
        """Press the newest button that has this label, or a part of it."""
        for message in reversed(self.received):
            if data := message.data(label):
                return await self.presses(data, message.id)
        raise AssertionError(f"no button {label!r}; the newest are {self.newest.labels}")

    async def presses(self, data: str, under: int = 1) -> int:
        """Press a button by its data, which a forged client may make up."""
        return await self._api.bring(
            callback_query=updates.tap(self._where, self._who, data, under)
        )

    async def hears(self, *words: str, seconds: float = PATIENCE) -> Sent:
        """Read on until a message that holds all these words, and return it."""
        return await self._reads(
            lambda one: all(word in one.text for word in words), " + ".join(words), seconds
        )

    async def hears_something(self, seconds: float = PATIENCE) -> Sent:
        """Read the next message."""
        return await self._reads(lambda one: True, "anything", seconds)

    async def _reads(self, right: Callable[[Sent], bool], what: str, seconds: float) -> Sent:
        inbox = self._api.inbox(self.chat)
        found: list[Sent] = []

        def look() -> bool:
            for place, message in enumerate(inbox.messages[self.read :], start=self.read + 1):
                if right(message):
                    self.read = place
                    found.append(message)
                    return True
            return False

        if await inbox.pulse.until(look, seconds):
            return found[0]
        unread = "\n---\n".join(one.text for one in inbox.messages[self.read :]) or "nothing"
        raise AssertionError(f"waited {seconds} s for {what!r} and heard:\n{unread}")
