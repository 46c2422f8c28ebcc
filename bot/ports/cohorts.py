"""What facilitators work with: groups, who is in them, what was practised, and who looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.events import Judged
from bot.core.practice import Practised, ScoredReply
from bot.core.scoring import Scorecard
from bot.ports.records import Duty, Sitting


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group that one facilitator trains. `synthetic`: its people are simulated, not real."""

    id: str
    name: str
    facilitator: str
    created: datetime
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A trainee in a cohort, known there by a made-up name that stands for `number`.

    Their facilitator sees drills that began at or after `joined`, and no earlier ones.
    """

    cohort: str
    trainee: str
    number: int
    joined: datetime


@dataclass(frozen=True, slots=True)
class CohortOffer:
    """What a link offers: to join this cohort."""

    cohort: str


@dataclass(frozen=True, slots=True)
class DutyOffer:
    """What a link offers: to take this duty; the first who opens it takes it."""

    duty: Duty


Offer = CohortOffer | DutyOffer


class Looked(StrEnum):
    """What a facilitator opened or took out."""

    TRAINEE = "trainee"
    DRILL = "drill"
    REPLY = "reply"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a trainee's drills; the trainee can see that. `session` where it was one.

    `cohort` is the group as whose facilitator they looked.
    """

    facilitator: str
    cohort: str
    trainee: str
    what: Looked
    at: datetime
    session: str | None = None


class Records(Protocol):
    """Keeps cohorts and what facilitators do. Every call is durable when it returns.

    Errors: `bot.errors.StoreFailed`, with nothing changed. Who may do what is decided outside.
    """

    async def add_cohort(self, cohort: Cohort) -> None:
        """Keep a cohort; one with the same id is kept as it was."""

    async def end_cohort(self, id: str) -> None:
        """Erase a cohort with its links and memberships; the drills stay with the trainees."""

    async def cohorts(self, facilitator: str) -> Sequence[Cohort]:
        """The cohorts of a facilitator, newest first."""

    async def cohort(self, id: str) -> Cohort | None:
        """The cohort of this id, or None."""

    async def offer(self, token: str, offer: Offer, until: datetime) -> None:
        """Keep an offer that `token` opens until then; the token itself is not kept."""

    async def offered(self, token: str, now: datetime) -> Offer | None:
        """What the token offers now: None once it has run out, was revoked or was taken up."""

    async def take_duty(self, token: str, trainee: str, now: datetime) -> Duty | None:
        """Give the trainee the duty that the token offers; the second to come gets None.

        Whoever took it up and still has it is told so again: a step can be taken a second time.
        """

    async def revoke(self, cohort: str) -> int:
        """Make all links into this cohort void; how many there were."""

    async def members(self, cohort: str) -> Sequence[Member]:
        """Who is in a cohort, in the order of joining."""

    async def memberships(self, trainee: str) -> Sequence[Member]:
        """The cohorts that a trainee is in."""

    async def practised(self, cohort: str) -> Sequence[Practised]:
        """The finished drills that the facilitator of a cohort may see, oldest first."""

    async def practised_by(self, cohort: str, trainee: str) -> Sequence[Practised]:
        """Those of one member."""

    async def scored(self, cohort: str) -> Sequence[ScoredReply]:
        """The scored replies of these drills, the least sure first."""

    async def sittings(self, cohort: str) -> Mapping[str, Sequence[Sitting]]:
        """The quizzes that each member began since joining, oldest first, finished or not."""

    async def state(self, cohort: str) -> str:
        """A text that is another one once the figures of this cohort have changed."""

    async def unjudged(
        self, facilitator: str, skip: int, most: int
    ) -> Sequence[tuple[Member, ScoredReply]]:
        """Replies by words that wait for a verdict, in all cohorts of a facilitator.

        At most `most`, the least sure first; that of somebody in two of the cohorts stands twice.
        """

    async def judge(self, session: str, judged: Judged, card: Scorecard, at: datetime) -> None:
        """Append a verdict to a session that has ended, with the scorecard that it makes."""

    async def add_look(self, look: Look) -> None:
        """Note that somebody looked; nothing is noted of a trainee whom nobody knows any more."""

    async def looks(self, trainee: str) -> Sequence[Look]:
        """Who looked at this trainee's drills, newest first."""

    async def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class WebSession:
    """A facilitator who is logged in; `form_key` must come back with every form they send."""

    facilitator: str
    form_key: str
    until: datetime


class Logins(Protocol):
    """Keeps who may enter the facilitators' page; tokens themselves are never kept.

    Errors: as of `Records`.
    """

    async def add_login(self, token: str, facilitator: str, until: datetime) -> None:
        """Let this token log its facilitator in, once, until then."""

    async def take_login(self, token: str, now: datetime) -> str | None:
        """Use up a login token: whose it was, or None if it is unknown, used or too old."""

    async def open_session(self, token: str, session: WebSession) -> None:
        """Keep a session that `token` opens."""

    async def session(self, token: str, now: datetime) -> WebSession | None:
        """The running session of this token, or None; one of somebody who lost the duty is none."""

    async def end_session(self, token: str) -> None:
        """End a session."""
