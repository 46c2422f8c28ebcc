"""Long polling in which one slow update holds back nobody else's.

Telegram forgets an update once a later one is asked for. So it is asked for updates from the
oldest on that is not saved yet: those behind it come along again and are passed over, new ones
are begun at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from itertools import count
from typing import Final, TypeVar

from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.adapters.telegram.incoming import ALLOWED_UPDATES, update_of

POLL_SECONDS: Final = 25
GET_UPDATES: Final = "get_Updates"
"""Spelt so, the library does not warn that it has a method of this name."""

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 30.0

FIRST_GLANCE: Final = 0.1
LONGEST_GLANCE: Final = 0.5
"""Seconds until Telegram is asked again while an update is still being worked on."""

log = logging.getLogger(__name__)

Work = Callable[[Update], Awaitable[None]]
Note = Callable[[bool], None]
T = TypeVar("T")


class Intake:
    """Updates that are being worked on, and which of them Telegram may forget.

    `work` returns once its update is saved. Updates are begun in the order of their ids.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._running: dict[int, asyncio.Task[None]] = {}
        self._begun: set[int] = set()
        """What may come again because something older is not saved yet."""
        self._next = 0

    @property
    def offset(self) -> int:
        """The oldest update that Telegram must not forget."""
        return min(self._running, default=self._next)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def begin(self, updates: Sequence[Update]) -> bool:
        """Begin work on those of these updates that are new; whether there are any."""
        new = {one.update_id: one for one in updates if one.update_id not in self._begun}
        for id_, update in sorted(new.items()):
            self._begun.add(id_)
            self._running[id_] = asyncio.create_task(self._through(update))
        self._next = max((one.update_id + 1 for one in updates), default=self._next)
        return bool(new)

    async def settle(self, seconds: float) -> None:
        """Wait until everything is saved, but no longer than this."""
        if self._running:
            await asyncio.wait(self._running.values(), timeout=seconds)
        self._begun = {id_ for id_ in self._begun if id_ >= self.offset}

    async def drop(self) -> None:
        """Let go of everything that is not saved; Telegram will bring it again."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _through(self, update: Update) -> None:
        try:
            await self._work(update)
        finally:
            del self._running[update.update_id]


async def poll(bot: Bot, work: Work, note: Note) -> None:
    """Take updates until cancelled; one is acknowledged after it and all before it are saved.

    `note` is told after each asking whether Telegram answered.
    """
    await insist(bot.delete_webhook)
    intake, glance = Intake(work), FIRST_GLANCE
    try:
        while True:
            ask = partial(_updates, bot, intake.offset, 0 if intake.busy else POLL_SECONDS)
            new = intake.begin(await insist(partial(_noted, ask, note)))
            glance = FIRST_GLANCE if new else min(LONGEST_GLANCE, glance * 2)
            await intake.settle(glance)
    finally:
        await intake.drop()


async def _updates(bot: Bot, offset: int, seconds: int) -> list[Update]:
    """Updates from `offset` on, as soon as there are any, at most after these seconds.

    `Bot.get_updates` raises where one of them cannot be read, and writes them all into the log.
    """
    asked = {"offset": offset, "timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
    try:
        return [update_of(one, bot) for one in await bot.do_api_request(GET_UPDATES, asked)]
    except (KeyError, TypeError, ValueError):
        raise TelegramError("This is no answer of the Bot API.") from None


async def _noted(ask: Callable[[], Awaitable[T]], note: Note) -> T:
    try:
        answer = await ask()
    except TelegramError:
        note(False)
        raise
    note(True)
    return answer


async def insist(call: Callable[[], Awaitable[T]], most: int | None = None) -> T:
    """Call Telegram until it answers; or at most so often, and only once with a wrong token.

    Errors: TelegramError of the last try, where their number is limited.
    """
    wait = FIRST_WAIT
    for tried in count(1):
        try:
            return await call()
        except TelegramError as error:
            if most and (tried == most or isinstance(error, InvalidToken)):
                raise
            log.warning("Telegram does not answer (%s)", _reason(error))
            await asyncio.sleep(_pause(error, wait))
            wait = min(LONGEST_WAIT, wait * 2)
    raise AssertionError("counting has no end")


def _reason(error: TelegramError) -> str:
    known = {
        "Conflict": "another program uses this bot's token; close it",
        "EndPointNotFound": "it does not accept TELEGRAM_BOT_TOKEN any more",
    }
    return known.get(type(error).__name__, type(error).__name__)


def _pause(error: TelegramError, wait: float) -> float:
    if isinstance(error, RetryAfter):
        seconds = error.retry_after
        return float(seconds) if isinstance(seconds, int) else seconds.total_seconds()
    return wait
