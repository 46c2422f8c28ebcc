"""A scenario: the documented call as a graph of states, in every language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.language import Prose
from bot.core.vocabulary import Habit, Kind, Points


class Outcome(StrEnum):
    """How a call ended for the person who was called."""

    SAFE = "safe"
    OPEN = "open"
    """Nothing is lost yet, but the danger has not passed either."""
    HARMED = "harmed"
    MISSED = "missed"
    """A genuine caller was turned away for good."""


class Basis(StrEnum):
    """How firmly a scenario rests on its source."""

    DOCUMENTED = "documented"
    COMPOSITE = "composite"
    ALLEGED = "alleged"


class Medium(StrEnum):
    """Whether the drill stands for a phone call or for a chat."""

    CALL = "call"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance of the caller: its prose, the signs it carries, the chances it gives.

    Scam lines carry signs. Lines of genuine calls carry none; they say in `chances` which habits
    a reply to them can show.
    """

    prose: Prose
    signs: tuple[str, ...] = ()
    chances: tuple[Habit, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an act leads; `points` replaces the act's own points, and then `because` says why."""

    go: str
    points: Points | None = None
    because: Prose | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """After `seconds` without a reply the caller nudges once, if there are nudges, then goes on."""

    seconds: int
    go: str
    nudges: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class BetterReply:
    """A reply that would have served the trainee here, and the acts that it does."""

    prose: Prose
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A state in which the caller has said one of `lines` and waits for a reply.

    The first act in `answers` that a reply does decides; if none does, `otherwise`.
    """

    id: str
    lines: tuple[Line, ...]
    answers: Mapping[str, Answer]
    otherwise: str
    silence: Silence
    better: BetterReply | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What the person in the story lost."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A state in which the call is over; `what_happens` tells it, outside of the role."""

    id: str
    outcome: Outcome
    what_happens: Prose
    loss: Loss | None = None


State = Waiting | Ending


@dataclass(frozen=True, slots=True)
class Source:
    """Where the case is documented, and when somebody last looked."""

    what: str
    basis: Basis
    checked: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A call that can be played. `digest` is the hash of its text: the snapshot a session keeps."""

    id: str
    kind: Kind
    pair: str | None
    setting: str
    medium: Medium
    level: int
    content: tuple[str, ...]
    source: Source
    title: Prose
    you_are: Prose
    caller: Prose
    starts_at: str
    states: Mapping[str, State]
    unclear: tuple[Line, ...]
    debrief: Prose
    digest: str = ""
    covers: tuple[str, ...] = ()
    """The rows of the coverage table (bot/core/coverage.py) that this plays."""
    tests: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def waiting(self, state: str) -> Waiting:
        """The state of this id in which the caller waits; any other id is a programming error."""
        found = self.states[state]
        assert isinstance(found, Waiting), f"{state} is an ending"
        return found

    def exits(self, state: str) -> Iterator[str]:
        """The ids of all states that can follow `state`, repeated where several acts lead there."""
        match self.states[state]:
            case Waiting(answers=answers, otherwise=otherwise, silence=silence):
                yield from (answer.go for answer in answers.values())
                yield otherwise
                yield silence.go
            case Ending():
                return
