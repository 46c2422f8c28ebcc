"""The ports of the facilitators over SQLite, on a connection of their own.

A long page is read without holding up anybody's drill: the log lets readers and the writer be.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.adapters.sqlite.vault import Vault
from bot.adapters.sqlite.worker import Worker
from bot.core.events import Judged
from bot.core.practice import Practised, ScoredReply
from bot.core.scoring import Scorecard
from bot.ports import (
    Cohort,
    Duty,
    Look,
    Member,
    Offer,
    Sitting,
    WebSession,
)


class SqliteRecords:
    """A `bot.ports.Records` and `bot.ports.Logins` in the file of `SqliteStore`."""

    def __init__(self, path: Path, vault: Vault, *, durable: bool = True) -> None:
        self._worker = Worker(path, vault, durable=durable)
        self._run = self._worker.run
        self._cohorts = self._worker.tables.cohorts
        self._drills = self._worker.tables.drills
        self._logins = self._worker.tables.logins
        self._sittings = self._worker.tables.sittings

    async def add_cohort(self, cohort: Cohort) -> None:
        await self._run(lambda: self._cohorts.add(cohort))

    async def end_cohort(self, id: str) -> None:
        await self._run(lambda: self._cohorts.end(id))

    async def cohorts(self, facilitator: str) -> Sequence[Cohort]:
        return await self._run(lambda: self._cohorts.cohorts(facilitator))

    async def cohort(self, id: str) -> Cohort | None:
        return await self._run(lambda: self._cohorts.cohort(id))

    async def offer(self, token: str, offer: Offer, until: datetime) -> None:
        await self._run(lambda: self._cohorts.offer(token, offer, until))

    async def offered(self, token: str, now: datetime) -> Offer | None:
        return await self._run(lambda: self._cohorts.offered(token, now))

    async def take_duty(self, token: str, trainee: str, now: datetime) -> Duty | None:
        return await self._run(lambda: self._cohorts.take_duty(token, trainee, now))

    async def revoke(self, cohort: str) -> int:
        return await self._run(lambda: self._cohorts.revoke(cohort))

    async def members(self, cohort: str) -> Sequence[Member]:
        return await self._run(lambda: self._cohorts.members(cohort))

    async def memberships(self, trainee: str) -> Sequence[Member]:
        return await self._run(lambda: self._cohorts.memberships(trainee))

    async def practised(self, cohort: str) -> Sequence[Practised]:
        return await self._run(lambda: self._drills.practised(cohort))

    async def practised_by(self, cohort: str, trainee: str) -> Sequence[Practised]:
        return await self._run(lambda: self._drills.practised(cohort, trainee))

    async def scored(self, cohort: str) -> Sequence[ScoredReply]:
        return await self._run(lambda: self._drills.scored(cohort))

    async def sittings(self, cohort: str) -> Mapping[str, Sequence[Sitting]]:
        return await self._run(lambda: self._sittings.in_cohort(cohort))

    async def state(self, cohort: str) -> str:
        return await self._run(lambda: self._drills.state(cohort))

    async def unjudged(
        self, facilitator: str, skip: int, most: int
    ) -> Sequence[tuple[Member, ScoredReply]]:
        return await self._run(lambda: self._drills.unjudged(facilitator, skip, most))

    async def judge(self, session: str, judged: Judged, card: Scorecard, at: datetime) -> None:
        await self._run(lambda: self._drills.judge(session, judged, card, at))

    async def add_look(self, look: Look) -> None:
        await self._run(lambda: self._cohorts.add_look(look))

    async def looks(self, trainee: str) -> Sequence[Look]:
        return await self._run(lambda: self._cohorts.looks(trainee))

    async def add_login(self, token: str, facilitator: str, until: datetime) -> None:
        await self._run(lambda: self._logins.add(token, facilitator, until))

    async def take_login(self, token: str, now: datetime) -> str | None:
        return await self._run(lambda: self._logins.take(token, now))

    async def open_session(self, token: str, session: WebSession) -> None:
        await self._run(lambda: self._logins.open_session(token, session))

    async def session(self, token: str, now: datetime) -> WebSession | None:
        return await self._run(lambda: self._logins.session(token, now))

    async def end_session(self, token: str) -> None:
        await self._run(lambda: self._logins.end_session(token))

    async def close(self) -> None:
        await self._worker.close()
