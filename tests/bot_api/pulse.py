"""Waiting until something is so, without looking again and again."""

import asyncio
from collections.abc import Callable


class Pulse:
    """Whoever changes something beats; whoever waits looks again at every beat."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def beat(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, check: Callable[[], bool], seconds: float) -> bool:
        """Wait this long for `check` to become true; whether it did."""
        try:
            async with asyncio.timeout(seconds):
                while not check():
                    await self._event.wait()
        except TimeoutError:
            return False
        return True
