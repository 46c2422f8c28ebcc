"""Silence as a message: looks for drills whose timer ran out and tells the conversation."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from bot.conversation.conversation import Conversation
from bot.errors import StoreFailed, kind_and_place
from bot.ports import Clock, Message, Store, TimeUp

EVERY: Final = 1.0
"""Seconds between looks; silence timers run for tens of seconds."""

AWAY: Final = timedelta(seconds=10)
"""Between two looks: whoever looks so late was not there to hear anybody."""

log = logging.getLogger(__name__)


async def look(store: Store, conversation: Conversation, clock: Clock) -> int:
    """Tell the conversation of every silence that is over now; how many there were.

    One that makes trouble keeps back none of the others, and gets its full time again.
    """
    found = await store.due(clock.now())
    for due in found:
        key = f"silence:{due.session}:{due.seq}"
        try:
            await conversation.handle(Message(key, due.sender, TimeUp(due.session, due.seq)))
        except StoreFailed:
            raise
        except Exception as error:
            log.error("a silence was passed over: %s", kind_and_place(error))  # noqa: TRY400
            await store.rearm(clock.now(), due.session)
    return len(found)


async def watch(
    store: Store,
    conversation: Conversation,
    clock: Clock,
    hears: Callable[[], bool] = lambda: True,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Look for silence until cancelled.

    Where people may have written and nobody heard them, every timer starts anew: at the start,
    after the store failed, after the channel brought nothing (`hears`), and after the program, the
    computer or its clock stood still.
    """
    last: datetime | None = None
    while True:
        now, heard = clock.now(), hears()
        try:
            if heard and (last is None or abs(now - last) > AWAY):
                await store.rearm(now)
            if heard:
                await look(store, conversation, clock)
        except StoreFailed as error:
            log.warning("silence was not noticed: %s", error)
            heard = False
        last = now if heard else None
        await sleep(EVERY)
