"""Somebody who drills as people do: in words, with buttons, with stickers, and impatiently."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Final

from tests.bot_api import BotApi, Phone, updates

PATIENCE: Final = 120.0
"""Seconds until somebody gives up waiting for an answer; a bot that loses nothing is sooner."""

THINKING: Final = (0.9, 1.6)
"""Seconds before each message, from and to."""

LIKELY: Final = {
    "consent": 8,
    "take": 6,
    "about": 4,
    "setting": 4,
    "feel": 4,
    "look": 4,
    "score": 4,
    "again": 1,
    "menu": 1,
}
"""How likely which button is pressed outside of a call; a button not named here is left alone."""

LEFT_ALONE: Final = ("consent:no", "forget:yes")

ODD: Final = ("sticker", "voice", "photo", "document", "location")


class Trainee:
    """One person with one phone; `says` are replies in words that the NLU may know."""

    def __init__(self, api: BotApi, chat: int, says: Sequence[str], seed: int) -> None:
        self.phone = Phone(api, chat)
        self.gave_up = False
        self.waits: list[float] = []
        """Seconds from a message to the next that came back."""
        self._api = api
        self._says = says
        self._chance = Random(seed)
        self._said = 0

    async def live(self, over: asyncio.Event) -> None:
        """Drill until it is over or no answer comes any more."""
        await self._asks(lambda: self.phone.says("/start"))
        while not over.is_set() and not self.gave_up:
            await self._turn()

    async def _turn(self) -> None:
        await asyncio.sleep(self._chance.uniform(*THINKING))
        if self._chance.random() < 0.03:
            await self._edits()
        if self._chance.random() < 0.05:
            await self._deed()()
        await self._asks(self._deed())

    async def _asks(self, deed: Callable[[], Awaitable[int]]) -> None:
        """Do something and wait for an answer."""
        inbox = self._api.inbox(self.phone.chat)
        before = len(inbox.messages)
        loop = asyncio.get_running_loop()
        began = loop.time()
        await deed()
        answered = await inbox.pulse.until(lambda: len(inbox.messages) > before, PATIENCE)
        self.gave_up = not answered
        self.waits.append(loop.time() - began)

    async def _edits(self) -> None:
        """Change what was said before, which must change nothing."""
        edited = updates.text(
            updates.private(self.phone.chat), updates.user(self.phone.chat), "아니, 그게 아니라"
        )
        await self._api.bring(edited_message=edited)

    def _deed(self) -> Callable[[], Awaitable[int]]:
        buttons = [data for row in self.phone.newest.buttons for _, data in row]
        if any(data.startswith("act:") for data in buttons) or buttons == ["score"]:
            return self._in_a_call(buttons)
        likely = [
            (data, LIKELY[data.partition(":")[0]])
            for data in buttons
            if data not in LEFT_ALONE and data.partition(":")[0] in LIKELY
        ]
        if not likely:
            return lambda: self.phone.says("/drill")
        known, weights = zip(*likely, strict=True)
        return self._presses(self._chance.choices(known, weights)[0])

    def _in_a_call(self, buttons: list[str]) -> Callable[[], Awaitable[int]]:
        dice = self._chance.random()
        if dice < 0.70:
            return lambda: self.phone.says(self._words())
        if dice < 0.86:
            return self._presses(self._chance.choice(buttons))
        if dice < 0.89:
            word = self._chance.choice(["그만", "/stop", "멈춤!"])
            return lambda: self.phone.says(word)
        if dice < 0.95:
            odd = self._chance.choice(ODD)
            return lambda: self.phone.sends(odd)
        command = self._chance.choice(["/help", "/start", "/privacy"])
        return lambda: self.phone.says(command)

    def _presses(self, data: str) -> Callable[[], Awaitable[int]]:
        under = self.phone.newest.id
        return lambda: self.phone.presses(data, under)

    def _words(self) -> str:
        """A reply that nobody else ever gives, so that no two can be mixed up unseen."""
        self._said += 1
        who = chr(ord("가") + self.phone.chat % 1000)
        return f"{self._chance.choice(self._says)}, {who}{self._said}"
