"""Takes saved replies to people, in order, and again after a crash, until the channel has them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, TypeVar

from bot.errors import ChannelFailed, StoreFailed, Unreachable
from bot.ports import Address, Channel, Clock, Reply, Store

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 60.0
"""Seconds between tries: the first soon, since most faults pass, then ever longer."""

log = logging.getLogger(__name__)

T = TypeVar("T")

Sleep = Callable[[float], Awaitable[None]]


class Delivery:
    """Sends what waits in the store: one worker a person, so that their order is kept."""

    def __init__(
        self, store: Store, channel: Channel, clock: Clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._sleep = sleep
        self._workers: dict[Address, asyncio.Task[None]] = {}
        self._again: set[Address] = set()
        self._stopped = False

    def wake(self, address: Address) -> None:
        """Send what waits for this person, in the background."""
        running = self._workers.get(address)
        if running and not running.done():
            self._again.add(address)
            return
        if self._stopped:
            return
        worker = asyncio.create_task(self._work(address))
        self._workers[address] = worker
        worker.add_done_callback(lambda done: self._gone(address, done))

    def _gone(self, address: Address, worker: asyncio.Task[None]) -> None:
        if self._workers.get(address) is worker:
            del self._workers[address]

    async def resume(self) -> None:
        """Send what an earlier run saved and did not send."""
        for address in await self._store.waiting():
            self.wake(address)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        while self._workers:
            await asyncio.gather(*self._workers.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Let go of everything that is not sent yet, for good; the next start takes it up."""
        self._stopped = True
        for worker in self._workers.values():
            worker.cancel()
        await self.idle()

    async def send_unkept(self, address: Address, reply: Reply) -> None:
        """Send a reply that is kept nowhere, after /forget; a failure is not repeated.

        What still waited was erased with the rest and is sent no more.
        """
        if worker := self._workers.get(address):
            worker.cancel()
        await self.idle_for(address)
        try:
            await self._channel.send(address, reply)
        except ChannelFailed as error:
            log.warning("a reply that is kept nowhere was not sent: %s", error)

    async def idle_for(self, address: Address) -> None:
        """Wait until nothing is being sent to this person."""
        while worker := self._workers.get(address):
            await asyncio.gather(worker, return_exceptions=True)

    async def _work(self, address: Address) -> None:
        while True:
            self._again.discard(address)
            await self._drain(address)
            if address not in self._again:
                return

    async def _drain(self, address: Address) -> None:
        for unsent in await self._surely(lambda: self._store.unsent(address)):
            if unsent.reply is None:
                log.error("a reply cannot be read any more and is passed over")
            else:
                await self._send(address, unsent.reply)
            await self._surely(partial(self._mark, unsent.id))

    async def _mark(self, reply: int) -> None:
        await self._store.mark_sent(reply, self._clock.now())

    async def _surely(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What the store answers, as soon as it can: a reply that was sent is not sent twice."""
        wait = FIRST_WAIT
        while True:
            try:
                return await ask()
            except StoreFailed as error:
                log.warning("replies wait: %s", error)
                await self._sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    async def _send(self, address: Address, reply: Reply) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                await self._channel.send(address, reply)
            except Unreachable:
                return
            except ChannelFailed as error:
                log.warning("a reply waits to be sent again: %s", error)
                await self._sleep(error.retry_after or wait)
                wait = min(LONGEST_WAIT, wait * 2)
            else:
                return
