"""One thread that owns one connection; foreign errors become StoreFailed on the way out."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.adapters.sqlite.faults import told
from bot.adapters.sqlite.holding import Hold
from bot.adapters.sqlite.tables import Tables
from bot.adapters.sqlite.vault import Vault

T = TypeVar("T")


class Worker:
    """Runs reads and writes of the file `path`, which is made and brought up to date when opened.

    A file that is not `durable` may be damaged by a power cut.
    Errors, of opening and of every call: StoreFailed, with nothing changed; of reading: Unreadable.
    """

    def __init__(self, path: Path, vault: Vault, *, durable: bool = True) -> None:
        self._path = path
        self._hold = Hold(path)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        opened = partial(Tables, path, vault, durable=durable)
        try:
            self.tables = self._thread.submit(self._guarded, opened).result()
        except Exception:
            self._thread.shutdown()
            self._hold.release()
            raise

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns, done in the thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._guarded, work)

    async def close(self) -> None:
        """Let go of the file."""
        await self.run(self.tables.close)
        self._thread.shutdown()
        self._hold.release()

    def _guarded(self, work: Callable[[], T]) -> T:
        with told(self._path):
            return work()
