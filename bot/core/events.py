"""What happened in a drill. The list of these is the one truth; all else is derived from it.

Events carry no time: the store stamps them. Texts are redacted before they get here.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.understanding import Reading


class Role(StrEnum):
    """Who the trainee is in the drill: the person called, or the adviser at their side."""

    CALLED = "called"
    ADVISER = "adviser"


class By(StrEnum):
    """How a reply was given."""

    WORDS = "words"
    BUTTON = "button"


class Said(StrEnum):
    """Why the caller spoke: the line of a state, a nudge into silence, or not having understood."""

    LINE = "line"
    NUDGE = "nudge"
    UNCLEAR = "unclear"


class Doubt(StrEnum):
    """Why the trainee was asked what they meant."""

    UNSURE = "unsure"
    NOT_UNDERSTOOD = "not_understood"
    NLU_AWAY = "nlu_away"


class Feeling(StrEnum):
    """The answer to "how are you?" after a drill."""

    FINE = "fine"
    SHAKEN = "shaken"


class Verdict(StrEnum):
    """What a facilitator says of how a reply was read."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class DrillStarted:
    scenario: str
    digest: str
    role: Role
    language: str
    seed: int


@dataclass(frozen=True, slots=True)
class CallerSpoke:
    """The caller said variant `line` of the state's lines, nudges, or of the unclear lines."""

    state: str
    line: int
    said: Said = Said.LINE


@dataclass(frozen=True, slots=True)
class Replied:
    """The trainee's reply, with every act it did; `text` is None where only acts are kept."""

    state: str
    text: str | None
    readings: tuple[Reading, ...]
    by: By


@dataclass(frozen=True, slots=True)
class WasNotUnderstood:
    state: str
    text: str | None


@dataclass(frozen=True, slots=True)
class MeaningAsked:
    """The trainee is asked with buttons which of `options` (act ids) their reply was."""

    state: str
    text: str | None
    options: tuple[str, ...]
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class HelpAsked:
    state: str


@dataclass(frozen=True, slots=True)
class StayedSilent:
    state: str


@dataclass(frozen=True, slots=True)
class DrillEnded:
    """The call reached the ending `state`."""

    state: str


@dataclass(frozen=True, slots=True)
class DrillStopped:
    """The trainee left the exercise. Nothing of it is scored."""


@dataclass(frozen=True, slots=True)
class FeelingTold:
    feeling: Feeling


@dataclass(frozen=True, slots=True)
class RehearsalStarted:
    """The trainee takes one cited reply (its `turn`) once more."""

    turn: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The second try at a cited reply; `protects` tells whether it earns points and costs none."""

    turn: int
    text: str | None
    readings: tuple[Reading, ...]
    protects: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The debrief is over; the session takes no more messages."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A facilitator looked at the reading of reply `turn`; the last word on a turn counts.

    `acts` are the reply's acts in their judgement: as read where accepted, none where rejected.
    `by` is the facilitator's pseudonym, `reason` their own words, redacted.
    """

    turn: int
    verdict: Verdict
    acts: tuple[str, ...]
    by: str
    reason: str | None = None


Event = (
    DrillStarted
    | CallerSpoke
    | Replied
    | WasNotUnderstood
    | MeaningAsked
    | HelpAsked
    | StayedSilent
    | DrillEnded
    | DrillStopped
    | FeelingTold
    | RehearsalStarted
    | Rehearsed
    | Closed
    | Judged
)
