"""Silence as a message: looks for drills whose timer ran out and tells the conversation."""

import asyncio
import logging
from typing import Final

from bot.conversation.conversation import Conversation
from bot.errors import StoreFailed
from bot.ports import Clock, Message, Store, TimeUp

EVERY: Final = 1.0
"""Seconds between looks; silence timers run for tens of seconds."""

log = logging.getLogger(__name__)


async def look(store: Store, conversation: Conversation, clock: Clock) -> int:
    """Tell the conversation of every silence that is over now; how many there were."""
    found = await store.due(clock.now())
    for due in found:
        key = f"silence:{due.session}:{due.seq}"
        await conversation.handle(Message(key, due.sender, TimeUp(due.session, due.seq)))
    return len(found)


async def watch(store: Store, conversation: Conversation, clock: Clock) -> None:
    """Look for silence until cancelled; timers that ran out while the bot was away start anew."""
    rearmed = False
    while True:
        try:
            if not rearmed:
                await store.rearm(clock.now())
                rearmed = True
            await look(store, conversation, clock)
        except StoreFailed as error:
            log.warning("silence was not noticed: %s", error)
        await asyncio.sleep(EVERY)
