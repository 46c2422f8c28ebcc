"""What came of reading a reply: some acts, a doubt, nothing, or no reader at hand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One act seen in a reply, with the reader's confidence from 0 to 1."""

    act: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Understood:
    """The reply does these acts, surely enough to act on; never empty."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """The reply may do one of these acts; the trainee is asked which."""

    options: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing in the reply could be read, this surely. It is never scored."""

    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Nobody could read the reply: the NLU is starting, late or down."""


Understanding = Understood | Unsure | NotUnderstood | Unavailable
