"""Reminders by the clock: rarely, by day, and only to people who are in the middle of nothing."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Final

from bot.conversation.conversation import Conversation
from bot.errors import StoreFailed, kind_and_place
from bot.ports import Clock, Store
from bot.presentation.days import ZONE

EVERY: Final = 900.0
"""Seconds between looks: nobody waits for a reminder to the minute."""

APART: Final = timedelta(days=7)
"""At least so long between two reminders, however much is due."""

WAKING: Final = range(9, 20)
"""Hours of the day in which a message disturbs nobody's sleep."""

log = logging.getLogger(__name__)


def by_day(now: datetime) -> bool:
    """Whether it is a time of day for reminders."""
    return now.astimezone(ZONE).hour in WAKING


async def look(store: Store, conversation: Conversation, clock: Clock) -> int:
    """Remind everybody for whom it is time; how many there were."""
    now = clock.now()
    if not by_day(now):
        return 0
    count = 0
    for address in await store.to_remind(now - APART):
        try:
            count += await conversation.remind(address)
        except StoreFailed:
            raise
        except Exception as error:  # the next person is reminded all the same
            log.error("somebody was not reminded: %s", kind_and_place(error))  # noqa: TRY400
    return count


async def watch(store: Store, conversation: Conversation, clock: Clock) -> None:
    """Look for refreshers that are due until cancelled."""
    while True:
        try:
            await look(store, conversation, clock)
        except StoreFailed as error:
            log.warning("nobody was reminded: %s", error)
        await asyncio.sleep(EVERY)
