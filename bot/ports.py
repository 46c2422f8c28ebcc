"""What the conversation needs from outside, and the plain values that cross.

Every Protocol has its contract test, which runs over all its adapters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol

from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard
from bot.core.understanding import Understanding

LARGEST_DOCUMENT: Final = 256 * 1024
"""Bytes. Eight times the longest scenario; nothing larger is taken in."""

# --- what comes in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached: a channel's name and its id of them. Never logged."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Something typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed; `data` is what `Button.data` was."""

    data: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as /drill, without its slash, and the rest of its line."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo, sticker, voice message or file: something that the drill cannot read."""

    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that an author sends to be checked; channels bring nobody else's.

    `data` is None where it has more bytes than `LARGEST_DOCUMENT` or could not be read. `name` is
    only for showing: it is never a path to anything.
    """

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The silence timer of a drill ran out; void if the drill has moved on since."""

    session: str
    seq: int


Content = Words | Tap | Command | Attachment | Document | TimeUp


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one person. A `key` that was seen before changes nothing."""

    key: str
    sender: Address
    content: Content
    language: str | None = None
    """The language that the person's app is set to, where the channel knows it."""


# --- what goes out ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply; `data` is at most 64 bytes (Telegram's limit)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person. `html` uses only b, i, u, code, blockquote and escaped text.

    `spoken` is true for the caller's lines: channels show them at a human pace.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that waits to be sent."""

    id: int
    reply: Reply


# --- what is kept ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person by their pseudonym. `consented` is when they agreed, None before."""

    id: str
    language: str | None = None
    consented: datetime | None = None
    drill: str | None = None
    """The id of the session that takes their messages now."""


@dataclass(frozen=True, slots=True)
class Step:
    """All that one message changes, saved whole or not at all.

    `events` are appended to the session `session` of the trainee; `first_seq` is how many it had
    before, so that two writers cannot both continue it. `silence` is when the drill's silence
    timer runs out (None: it does not run). `scorecard` is saved with the session that ended.
    """

    key: str
    at: datetime
    trainee: Trainee
    session: str | None = None
    first_seq: int = 0
    events: tuple[Event, ...] = ()
    silence: datetime | None = None
    scorecard: Scorecard | None = None
    replies: tuple[Reply, ...] = ()


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


class Store(Protocol):
    """Keeps people, drills and unsent replies. Every call is durable when it returns.

    Errors: `bot.errors.StoreFailed` (full disk, locked or damaged file), with nothing changed.
    """

    async def trainee(self, address: Address) -> Trainee:
        """The person at this address; a new one is not kept before their first step is saved."""

    async def seen(self, key: str) -> bool:
        """Whether a step with this message key was saved."""

    async def save(self, address: Address, step: Step) -> bool:
        """Save a step in one transaction; False, and nothing changed, if its key was seen."""

    async def events(self, session: str) -> Sequence[Event]:
        """The events of a session in order; empty if there is no such session."""

    async def keep_snapshot(self, scenario: Scenario) -> None:
        """Keep a scenario under its digest, so that running drills can finish on it."""

    async def snapshot(self, digest: str) -> Scenario | None:
        """The scenario of this digest, or None."""

    async def unsent(self, address: Address) -> Sequence[Unsent]:
        """The replies that still wait for this person, in order."""

    async def mark_sent(self, reply: int) -> None:
        """Note that a reply has reached the channel; its text is erased."""

    async def waiting(self) -> Sequence[Address]:
        """Everybody for whom replies wait, for the start after a crash."""

    async def due(self, now: datetime) -> Sequence[Due]:
        """The drills whose silence timer has run out."""

    async def rearm(self, now: datetime) -> None:
        """At start: overdue timers get a full wait again, for it was the bot that was away."""

    async def history(self, trainee: str) -> History:
        """The finished drills of a person."""

    async def duties(self, address: Address) -> frozenset[Duty]:
        """What this person may do besides practising."""

    async def give_duty(self, address: Address, duty: Duty) -> bool:
        """Give a person a duty, even one who never wrote; False if they had it already."""

    async def end_duty(self, address: Address, duty: Duty) -> bool:
        """Take a duty from a person; False if they did not have it."""

    async def holders(self) -> Sequence[Holder]:
        """Everybody who has a duty, by pseudonym; nothing tells who they are."""

    async def add_candidate(self, address: Address, candidate: Candidate) -> None:
        """Keep a candidate of this person, in the place of one with the same key."""

    async def candidates(self) -> Sequence[Candidate]:
        """The candidates of everybody, oldest first; nothing tells whose they are."""

    async def forget(self, address: Address) -> None:
        """Erase the person and everything kept about them, so that no page of the file holds it."""

    async def purge(self, before: datetime) -> int:
        """Erase every drill that ended, or was left, before this time; how many there were.

        Candidates of before this time are erased with them; duties stay.
        """

    async def close(self) -> None:
        """Let go of the file."""


class Nlu(Protocol):
    """Reads what a reply does. It never raises: what fails is `Unavailable`."""

    @property
    def ready(self) -> bool:
        """Whether an answer can be expected now."""

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        """What `text` does in answer to the caller's line `context`."""


class Channel(Protocol):
    """Sends replies to people."""

    async def send(self, address: Address, reply: Reply) -> None:
        """Send one reply.

        Errors: `bot.errors.ChannelFailed`, to be tried again; `bot.errors.Unreachable`, when the
        person cannot be reached any more.
        """


class Library(Protocol):
    """The scenarios that can be played."""

    def scenarios(self) -> Sequence[Scenario]:
        """All of them, in the order of the menu: by setting, level and id."""

    def scenario(self, id: str) -> Scenario | None:
        """The scenario of this id, or None.

        Errors: `bot.errors.ScenarioError` if it cannot be played as it is written.
        """


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault in an author's file, in their language; `where` reads `line:column`.

    `excerpt` is the source line around it (empty where there is none), and `passage` the place in
    it, as two offsets. A complaint that only `warns` does not keep a scenario from being played.
    """

    code: str
    where: str
    excerpt: str
    passage: tuple[int, int]
    message: str
    remedy: str
    warns: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of checking a text; `scenario` is None where it cannot be played."""

    complaints: tuple[Complaint, ...]
    scenario: Scenario | None


class Examiner(Protocol):
    """Checks the text of a scenario that is in no folder yet."""

    async def examine(self, data: bytes, language: str, today: date) -> Examined:
        """Everything wrong with this text, errors first; whatever it holds, it never raises."""


class Clock(Protocol):
    """Tells the time, so that tests can."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
