"""The store that the conversation writes to and reads from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.ports.messages import Address, Unsent
from bot.ports.records import Backlog, Candidate, Due, Duty, History, Holder, Sitting, Step, Trainee


class Store(Protocol):
    """Keeps people, drills and unsent replies. Every call is durable when it returns.

    Errors: `bot.errors.StoreFailed` (full disk, locked or damaged file), with nothing changed;
    `bot.errors.Unreadable` where what is asked for is kept and makes no sense. Lists of people pass
    over whoever's address cannot be read.
    """

    async def trainee(self, address: Address) -> Trainee:
        """The person at this address; a new one is not kept before their first step is saved."""

    async def seen(self, key: str) -> bool:
        """Whether a step with this message key was saved, or the key was noted."""

    async def note(self, key: str, at: datetime) -> None:
        """Remember a message key of which nothing else is kept."""

    async def save(self, address: Address, step: Step) -> bool:
        """Save a step in one transaction; False, and nothing changed, if its key was seen.

        Of a trainee who keeps only acts from now on, what they wrote before is erased with it: the
        text of their events, and their candidates.
        """

    async def events(self, session: str) -> Sequence[Event]:
        """The events of a session in order; empty if there is no such session."""

    async def snapshot(self, digest: str) -> Scenario | None:
        """The scenario of this digest as a step kept it, or None."""

    async def unsent(self, address: Address) -> Sequence[Unsent]:
        """What still waits for this person, in order; a reply that cannot be read is None."""

    async def mark_sent(self, reply: int, now: datetime) -> None:
        """Note that a reply has reached the channel; its text is erased.

        The silence timer of the person's drill starts anew.
        """

    async def backlog(self) -> Backlog:
        """How much waits to be sent to all people, and since when."""

    async def waiting(self) -> Sequence[Address]:
        """Everybody for whom replies wait, for the start after a crash."""

    async def due(self, now: datetime) -> Sequence[Due]:
        """The drills whose silence timer has run out, but for those of whom replies still wait."""

    async def rearm(self, now: datetime, session: str | None = None) -> None:
        """Start every silence timer that runs anew, or only that of this session."""

    async def history(self, trainee: str) -> History:
        """The finished drills of a person."""

    async def sittings(self, trainee: str) -> Sequence[Sitting]:
        """Every sitting of a person, the open one and those that were left too, oldest first."""

    async def to_remind(self, before: datetime) -> Sequence[Address]:
        """Who agreed, finished a drill, wants reminders and had none since this time.

        Whether anything is due for them is not looked at.
        """

    async def duties(self, address: Address) -> frozenset[Duty]:
        """What this person may do besides practising."""

    async def give_duty(self, address: Address, duty: Duty) -> bool:
        """Give a person a duty, even one who never wrote; False if they had it already."""

    async def end_duty(self, address: Address, duty: Duty) -> bool:
        """Take a duty from a person; False if they did not have it."""

    async def holders(self) -> Sequence[Holder]:
        """Everybody who has a duty, by pseudonym; nothing tells who they are."""

    async def add_candidate(self, trainee: str, session: str, candidate: Candidate) -> bool:
        """Keep a reply of this session, which goes when this person or their words go.

        It stands in the place of one with its key. False, and nothing kept, where the session is
        not kept any more or its trainee keeps no words.
        """

    async def candidates(self) -> Sequence[Candidate]:
        """The candidates of everybody, oldest first; nothing tells whose they are."""

    async def drop_candidate(self, candidate: Candidate) -> None:
        """Erase this candidate, whoever filed it; nothing happens if it is not kept any more."""

    async def forget(self, address: Address) -> None:
        """Erase the person and everything kept about them, so that no page of the file holds it."""

    async def purge(self, before: datetime) -> int:
        """Erase every drill that ended, or was left, before this time; how many there were.

        Candidates of before this time are erased with them, and so are people of whom nothing is
        left, those in a group too, and groups in which nobody is left. Duties stay, and so does
        the group that nobody has joined yet, as long as it or a link into it is younger.
        """

    async def close(self) -> None:
        """Let go of the file."""
