"""The Store port over SQLite: one thread owns the connection, every step is one transaction."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.adapters.sqlite.tables import Tables
from bot.adapters.sqlite.vault import Vault
from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.errors import StoreFailed
from bot.ports import Address, Candidate, Due, Duty, History, Holder, Step, Trainee, Unsent

T = TypeVar("T")


class SqliteStore:
    """A `bot.ports.Store` in the file `path`, which is made and brought up to date when opened.

    Errors, of opening and of every call: StoreFailed, with nothing changed.
    """

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            self._tables = self._thread.submit(self._guarded, lambda: Tables(path, vault)).result()
        except StoreFailed:
            self._thread.shutdown()
            raise

    async def trainee(self, address: Address) -> Trainee:
        return await self._run(lambda: self._tables.trainee(address))

    async def seen(self, key: str) -> bool:
        return await self._run(lambda: self._tables.seen(key))

    async def save(self, address: Address, step: Step) -> bool:
        return await self._run(lambda: self._tables.save(address, step))

    async def events(self, session: str) -> Sequence[Event]:
        return await self._run(lambda: self._tables.events(session))

    async def keep_snapshot(self, scenario: Scenario) -> None:
        await self._run(lambda: self._tables.keep_snapshot(scenario))

    async def snapshot(self, digest: str) -> Scenario | None:
        return await self._run(lambda: self._tables.snapshot(digest))

    async def unsent(self, address: Address) -> Sequence[Unsent]:
        return await self._run(lambda: self._tables.unsent(address))

    async def mark_sent(self, reply: int) -> None:
        await self._run(lambda: self._tables.mark_sent(reply))

    async def waiting(self) -> Sequence[Address]:
        return await self._run(self._tables.waiting)

    async def due(self, now: datetime) -> Sequence[Due]:
        return await self._run(lambda: self._tables.due(now))

    async def rearm(self, now: datetime) -> None:
        await self._run(lambda: self._tables.rearm(now))

    async def history(self, trainee: str) -> History:
        return await self._run(lambda: self._tables.history(trainee))

    async def duties(self, address: Address) -> frozenset[Duty]:
        return await self._run(lambda: self._tables.authors.duties(address))

    async def give_duty(self, address: Address, duty: Duty) -> bool:
        return await self._run(lambda: self._tables.authors.give_duty(address, duty))

    async def end_duty(self, address: Address, duty: Duty) -> bool:
        return await self._run(lambda: self._tables.authors.end_duty(address, duty))

    async def holders(self) -> Sequence[Holder]:
        return await self._run(self._tables.authors.holders)

    async def add_candidate(self, address: Address, candidate: Candidate) -> None:
        await self._run(lambda: self._tables.authors.add_candidate(address, candidate))

    async def candidates(self) -> Sequence[Candidate]:
        return await self._run(self._tables.authors.candidates)

    async def forget(self, address: Address) -> None:
        await self._run(lambda: self._tables.forget(address))

    async def purge(self, before: datetime) -> int:
        return await self._run(lambda: self._tables.purge(before))

    async def close(self) -> None:
        await self._run(self._tables.close)
        self._thread.shutdown()

    async def _run(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._guarded, work)

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            raise StoreFailed(_remedy(self._path, str(error))) from error


def _remedy(path: Path, reason: str) -> str:
    """What is wrong with the file, and what to do, in one or two sentences."""
    full = "The disk is full. Free some space; nothing was lost, the program goes on."
    no_way = f"{path} cannot be opened. Check that its folder exists and is writable."
    known = {
        "full": full,
        "No space": full,
        "readonly": f"{path} cannot be written. Give the program write access to it.",
        "unable to open": no_way,
        "Permission denied": no_way,
        "Not a directory": no_way,
        "File exists": no_way,
        "locked": f"{path} is used by another program. Close that one; this one goes on alone.",
        "not a database": f"{path} is no Scamdrill database. Move it away or restore a backup.",
        "malformed": f"{path} is damaged. Stop the program and restore the last backup.",
    }
    for mark, remedy in known.items():
        if mark in reason:
            return remedy
    return f"{path} could not be used ({reason}). Nothing was changed."
