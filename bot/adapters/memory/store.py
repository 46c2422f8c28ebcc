"""A store that lives as long as the process: for tests, `scamdrill play`, and simulations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.consent import Keeps, wordless
from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.errors import StoreFailed
from bot.ports import (
    Address,
    Backlog,
    Candidate,
    Due,
    Duty,
    History,
    Holder,
    Past,
    QuizStep,
    Sitting,
    Step,
    Trainee,
    Unsent,
)


@dataclass(slots=True)
class _Session:
    trainee: str
    updated: datetime
    events: list[Event] = field(default_factory=list)
    silence: datetime | None = None
    patience: timedelta = timedelta()


class MemoryStore:
    """A `bot.ports.Store` that forgets everything when the process ends.

    It has no cohorts: nobody joins one in a practice call at the terminal.
    """

    def __init__(self) -> None:
        self._trainees: dict[Address, Trainee] = {}
        self._sessions: dict[str, _Session] = {}
        self._snapshots: dict[str, Scenario] = {}
        self._past: dict[str, list[Past]] = {}
        self._sittings: dict[str, tuple[str, Sitting]] = {}
        self._outbox: dict[int, tuple[Address, Unsent, datetime]] = {}
        self._duties: set[tuple[str, Duty]] = set()
        self._candidates: dict[tuple[str, str], Candidate] = {}
        self._seen: set[str] = set()
        self._next_reply = 1

    async def trainee(self, address: Address) -> Trainee:
        return self._trainees.get(address) or Trainee(f"{address.channel}-{address.id}")

    async def seen(self, key: str) -> bool:
        return key in self._seen

    async def note(self, key: str, at: datetime) -> None:
        self._seen.add(key)

    async def save(self, address: Address, step: Step) -> bool:
        if step.key in self._seen:
            return False
        if step.session is not None:
            self._save_session(step, step.session)
        if step.snapshot is not None:
            self._snapshots.setdefault(step.snapshot.digest, step.snapshot)
        if step.quiz is not None:
            self._save_sitting(step.trainee.id, step.quiz, step.at)
        self._seen.add(step.key)
        self._trainees[address] = step.trainee
        if step.trainee.keeps is Keeps.ACTS:
            self._take_words(step.trainee.id)
        for reply in step.replies:
            self._outbox[self._next_reply] = (address, Unsent(self._next_reply, reply), step.at)
            self._next_reply += 1
        return True

    def _save_session(self, step: Step, session: str) -> None:
        kept = self._sessions.get(session)
        if (len(kept.events) if kept else 0) != step.first_seq:
            raise StoreFailed("This drill was continued elsewhere; nothing was changed.")
        if kept is None:
            kept = self._sessions[session] = _Session(step.trainee.id, step.at)
        kept.events.extend(step.events)
        kept.updated, kept.silence = step.at, step.silence
        kept.patience = step.silence - step.at if step.silence else timedelta()
        card = step.scorecard
        if card:
            past = Past(
                session,
                card.scenario,
                card.digest,
                card.kind.value,
                card.outcome.value,
                card.total,
                step.at,
            )
            self._past.setdefault(step.trainee.id, []).append(past)

    def _take_words(self, trainee: str) -> None:
        self._candidates = {
            place: one for place, one in self._candidates.items() if place[0] != trainee
        }
        for kept in self._sessions.values():
            if kept.trainee == trainee:
                kept.events = [wordless(event) for event in kept.events]

    def _save_sitting(self, trainee: str, step: QuizStep, at: datetime) -> None:
        _, kept = self._sittings.get(step.sitting, (trainee, Sitting(step.sitting, (), at, at)))
        if len(kept.events) != step.first_seq:
            raise StoreFailed("This quiz was continued elsewhere; nothing was changed.")
        events = (*kept.events, *step.events)
        self._sittings[step.sitting] = (trainee, replace(kept, events=events, at=at))

    async def events(self, session: str) -> Sequence[Event]:
        kept = self._sessions.get(session)
        return tuple(kept.events) if kept else ()

    async def snapshot(self, digest: str) -> Scenario | None:
        return self._snapshots.get(digest)

    async def unsent(self, address: Address) -> Sequence[Unsent]:
        return [unsent for to, unsent, _ in self._outbox.values() if to == address]

    async def mark_sent(self, reply: int, now: datetime) -> None:
        if reply not in self._outbox:
            return
        address, *_ = self._outbox.pop(reply)
        drill = (await self.trainee(address)).drill
        if drill:
            await self.rearm(now, drill)

    async def backlog(self) -> Backlog:
        times = [at for _, _, at in self._outbox.values()]
        return Backlog(len(times), min(times, default=None))

    async def waiting(self) -> Sequence[Address]:
        return list(dict.fromkeys(address for address, _, _ in self._outbox.values()))

    async def due(self, now: datetime) -> Sequence[Due]:
        unheard = await self.waiting()
        return [
            Due(address, trainee.drill, len(session.events))
            for address, trainee in self._trainees.items()
            if trainee.drill and (session := self._sessions.get(trainee.drill))
            if session.silence and session.silence <= now
            if address not in unheard
        ]

    async def rearm(self, now: datetime, session: str | None = None) -> None:
        for id_, kept in self._sessions.items():
            if kept.silence and session in (None, id_):
                kept.silence = now + kept.patience

    async def history(self, trainee: str) -> History:
        return History(tuple(self._past.get(trainee, ())))

    async def sittings(self, trainee: str) -> Sequence[Sitting]:
        return [sitting for whose, sitting in self._sittings.values() if whose == trainee]

    async def to_remind(self, before: datetime) -> Sequence[Address]:
        return [
            address
            for address, one in self._trainees.items()
            if one.consented and one.reminders
            if one.reminded is None or one.reminded < before
            if self._past.get(one.id)
        ]

    async def duties(self, address: Address) -> frozenset[Duty]:
        id_ = (await self.trainee(address)).id
        return frozenset(duty for holder, duty in self._duties if holder == id_)

    async def give_duty(self, address: Address, duty: Duty) -> bool:
        given = ((await self.trainee(address)).id, duty)
        new = given not in self._duties
        self._duties.add(given)
        return new

    async def end_duty(self, address: Address, duty: Duty) -> bool:
        ended = ((await self.trainee(address)).id, duty)
        held = ended in self._duties
        self._duties.discard(ended)
        return held

    async def holders(self) -> Sequence[Holder]:
        return [Holder(id_, duty) for id_, duty in sorted(self._duties)]

    async def add_candidate(self, trainee: str, session: str, candidate: Candidate) -> bool:
        kept = self._sessions.get(session)
        known = (one for one in self._trainees.values() if one.id == trainee)
        wanted = any(one.keeps is Keeps.REPLIES for one in known)
        if kept is None or kept.trainee != trainee or not wanted:
            return False
        self._candidates[trainee, candidate.key] = candidate
        return True

    async def candidates(self) -> Sequence[Candidate]:
        return sorted(self._candidates.values(), key=lambda one: (one.at, one.key))

    async def drop_candidate(self, candidate: Candidate) -> None:
        self._candidates = {
            place: one for place, one in self._candidates.items() if one != candidate
        }

    async def forget(self, address: Address) -> None:
        trainee = await self.trainee(address)
        self._duties = {one for one in self._duties if one[0] != trainee.id}
        self._candidates = {
            place: one for place, one in self._candidates.items() if place[0] != trainee.id
        }
        self._trainees.pop(address, None)
        self._past.pop(trainee.id, None)
        self._sittings = {
            id_: kept for id_, kept in self._sittings.items() if kept[0] != trainee.id
        }
        self._erase([id_ for id_, kept in self._sessions.items() if kept.trainee == trainee.id])
        self._outbox = {id_: kept for id_, kept in self._outbox.items() if kept[0] != address}

    async def purge(self, before: datetime) -> int:
        old = [id_ for id_, kept in self._sessions.items() if kept.updated < before]
        self._erase(old)
        self._candidates = {
            place: one for place, one in self._candidates.items() if one.at >= before
        }
        self._sittings = {id_: kept for id_, kept in self._sittings.items() if kept[1].at >= before}
        for address, trainee in self._trainees.items():
            if trainee.quiz not in self._sittings:
                self._trainees[address] = replace(trainee, quiz=None)
        return len(old)

    def _erase(self, sessions: Sequence[str]) -> None:
        for id_ in sessions:
            kept = self._sessions.pop(id_)
            past = self._past.get(kept.trainee, [])
            self._past[kept.trainee] = [one for one in past if one.session != id_]
        for address, trainee in self._trainees.items():
            if trainee.drill in sessions:
                self._trainees[address] = replace(trainee, drill=None)

    async def close(self) -> None:
        """Nothing to let go of."""
