"""What is kept: people, steps, finished drills, duties, candidates."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.consent import Keeps
from bot.core.events import Event
from bot.core.learning.quiz import QuizEvent
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard
from bot.ports.messages import Address, Reply


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person by their pseudonym. `consented` is when they agreed, None before."""

    id: str
    language: str | None = None
    consented: datetime | None = None
    drill: str | None = None
    """The id of the session that takes their messages now."""
    keeps: Keeps = Keeps.REPLIES
    """What they agreed may be kept of their replies."""
    quiz: str | None = None
    """The id of the sitting that is open; a drill goes before it."""
    reminders: bool = True
    reminded: datetime | None = None
    """When they were last reminded of a refresher."""


@dataclass(frozen=True, slots=True)
class Joins:
    """The trainee enters a cohort; one who is in it already stays as they are."""

    cohort: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """The trainee leaves a cohort: its facilitator sees nothing of them any more."""

    cohort: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One taking of the quiz by one person; `at` is when its last event was saved."""

    id: str
    events: tuple[QuizEvent, ...]
    started: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class QuizStep:
    """What a step appends to a sitting, which had `first_seq` events before."""

    sitting: str
    first_seq: int
    events: tuple[QuizEvent, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """All that one message changes, saved whole or not at all.

    `events` are appended to the session `session` of the trainee; `first_seq` is how many it had
    before, so that two writers cannot both continue it. `silence` is when the drill's silence
    timer runs out (None: it does not run). `scorecard` is saved with the session that ended,
    `snapshot` with the one that begins, so that it can finish on the scenario as it was; or it is
    what lies on an author's desk.
    """

    key: str
    at: datetime
    trainee: Trainee
    session: str | None = None
    first_seq: int = 0
    events: tuple[Event, ...] = ()
    silence: datetime | None = None
    snapshot: Scenario | None = None
    scorecard: Scorecard | None = None
    replies: tuple[Reply, ...] = ()
    membership: Joins | Leaves | None = None
    quiz: QuizStep | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """The replies that wait to be sent; `oldest` is when the first of them was saved, if known."""

    unsent: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A drill whose silence timer has run out."""

    sender: Address
    session: str
    seq: int


@dataclass(frozen=True, slots=True)
class Past:
    """A finished drill in a trainee's history."""

    session: str
    scenario: str
    digest: str
    kind: str
    outcome: str
    total: int
    at: datetime
    judged: bool = False
    """Whether a facilitator has looked at how its replies were read."""


@dataclass(frozen=True, slots=True)
class History:
    """A trainee's finished drills, oldest first."""

    drills: tuple[Past, ...] = field(default=())


class Duty(StrEnum):
    """What a person may do besides practising, which everybody may."""

    AUTHOR = "author"
    FACILITATOR = "facilitator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Holder:
    """A duty and the pseudonym of a person who has it."""

    trainee: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reply that the NLU read wrongly: what an author would write under `tests:`.

    `text` is redacted. `read` are the acts that the NLU saw in it or wavered between, `acts` those
    that are there: none where nobody could tell. `key` is one reply's own: the author's last word
    on it counts.
    """

    key: str
    scenario: str
    state: str
    language: str
    text: str
    read: tuple[str, ...]
    acts: tuple[str, ...]
    at: datetime
