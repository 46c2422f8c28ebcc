"""The other parts that the conversation works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.core.scenario import Scenario
from bot.core.understanding import Understanding
from bot.ports.messages import Address, Picture, Reply


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


class Painter(Protocol):
    """Draws the pictures that go with replies. Errors: `bot.errors.CannotDraw`."""

    def paint(self, picture: Picture) -> bytes:
        """A PNG file."""


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
