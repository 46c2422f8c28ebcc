"""The Store port over SQLite: one thread owns the connection, every step is one transaction."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.adapters.sqlite.vault import Vault
from bot.adapters.sqlite.worker import Worker
from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.ports import (
    Address,
    Backlog,
    Candidate,
    Due,
    Duty,
    History,
    Holder,
    Sitting,
    Step,
    Trainee,
    Unsent,
)


class SqliteStore:
    """A `bot.ports.Store` in the file `path`, which is made and brought up to date when opened.

    Errors, of opening and of every call: StoreFailed, with nothing changed; of reading: Unreadable.
    """

    def __init__(self, path: Path, vault: Vault, *, durable: bool = True) -> None:
        self._worker = Worker(path, vault, durable=durable)
        self._run = self._worker.run
        self._tables = self._worker.tables

    async def trainee(self, address: Address) -> Trainee:
        return await self._run(lambda: self._tables.trainee(address))

    async def seen(self, key: str) -> bool:
        return await self._run(lambda: self._tables.seen(key))

    async def note(self, key: str, at: datetime) -> None:
        await self._run(lambda: self._tables.note(key, at))

    async def save(self, address: Address, step: Step) -> bool:
        return await self._run(lambda: self._tables.save(address, step))

    async def events(self, session: str) -> Sequence[Event]:
        return await self._run(lambda: self._tables.drills.events(session))

    async def snapshot(self, digest: str) -> Scenario | None:
        return await self._run(lambda: self._tables.drills.snapshot(digest))

    async def unsent(self, address: Address) -> Sequence[Unsent]:
        return await self._run(lambda: self._tables.unsent(address))

    async def mark_sent(self, reply: int, now: datetime) -> None:
        await self._run(lambda: self._tables.mark_sent(reply, now))

    async def backlog(self) -> Backlog:
        return await self._run(self._tables.backlog)

    async def waiting(self) -> Sequence[Address]:
        return await self._run(self._tables.waiting)

    async def due(self, now: datetime) -> Sequence[Due]:
        return await self._run(lambda: self._tables.drills.due(now))

    async def rearm(self, now: datetime, session: str | None = None) -> None:
        await self._run(lambda: self._tables.drills.rearm(now, session))

    async def history(self, trainee: str) -> History:
        return await self._run(lambda: self._tables.drills.history(trainee))

    async def sittings(self, trainee: str) -> Sequence[Sitting]:
        return await self._run(lambda: self._tables.sittings.of(trainee))

    async def to_remind(self, before: datetime) -> Sequence[Address]:
        return await self._run(lambda: self._tables.to_remind(before))

    async def duties(self, address: Address) -> frozenset[Duty]:
        return await self._run(lambda: self._tables.authors.duties(address))

    async def give_duty(self, address: Address, duty: Duty) -> bool:
        return await self._run(lambda: self._tables.authors.give_duty(address, duty))

    async def end_duty(self, address: Address, duty: Duty) -> bool:
        return await self._run(lambda: self._tables.authors.end_duty(address, duty))

    async def holders(self) -> Sequence[Holder]:
        return await self._run(self._tables.authors.holders)

    async def add_candidate(self, trainee: str, session: str, candidate: Candidate) -> bool:
        return await self._run(
            lambda: self._tables.authors.add_candidate(trainee, session, candidate)
        )

    async def candidates(self) -> Sequence[Candidate]:
        return await self._run(self._tables.authors.candidates)

    async def drop_candidate(self, candidate: Candidate) -> None:
        await self._run(lambda: self._tables.authors.drop_candidate(candidate))

    async def forget(self, address: Address) -> None:
        await self._run(lambda: self._tables.forget(address))

    async def purge(self, before: datetime) -> int:
        return await self._run(lambda: self._tables.purge(before))

    async def close(self) -> None:
        await self._worker.close()
