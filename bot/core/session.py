"""Where a drill stands: a fold over its events, never stored as a second truth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.core.events import (
    CallerSpoke,
    Closed,
    DrillEnded,
    DrillStarted,
    DrillStopped,
    Event,
    FeelingTold,
    HelpAsked,
    MeaningAsked,
    RehearsalStarted,
    Rehearsed,
    Replied,
    Role,
    Said,
    StayedSilent,
    WasNotUnderstood,
)


class Phase(StrEnum):
    """What the next message of the trainee is taken for."""

    CALLING = "calling"
    FEELING = "feeling"
    DEBRIEFED = "debriefed"
    REHEARSING = "rehearsing"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Session:
    """One drill as it stands after its events. `turn` counts the trainee's scored replies."""

    scenario: str
    digest: str
    role: Role
    language: str
    seed: int
    phase: Phase = Phase.CALLING
    state: str = ""
    moves: int = 0
    """How often the call has gone on to another line, by a reply or by silence."""
    turn: int = 0
    spoken: Mapping[str, int] = field(default_factory=dict)
    """How often the caller has spoken in each state; with the seed it chooses the next variant."""
    silences: int = 0
    """Silences in a row, in this state."""
    quiet: int = 0
    """Silences in the whole call."""
    misses: int = 0
    """Replies in a row, in this state, that nobody understood."""
    asked: MeaningAsked | None = None
    rehearsing: int | None = None


def begun(started: DrillStarted) -> Session:
    """The session that a `DrillStarted` opens."""
    return Session(started.scenario, started.digest, started.role, started.language, started.seed)


def replay(events: Iterable[Event]) -> Session:
    """The session that these events, `DrillStarted` first, add up to."""
    rest = iter(events)
    first = next(rest)
    assert isinstance(first, DrillStarted), "a drill begins with DrillStarted"
    session = begun(first)
    for event in rest:
        session = after(session, event)
    return session


def after(session: Session, event: Event) -> Session:
    """The session once `event` has happened."""
    match event:
        case CallerSpoke():
            return _after_caller(session, event)
        case Replied():
            return replace(session, turn=session.turn + 1, silences=0, misses=0, asked=None)
        case WasNotUnderstood():
            return replace(session, misses=session.misses + 1, silences=0, asked=None)
        case MeaningAsked():
            return replace(session, asked=event, silences=0)
        case StayedSilent():
            return replace(session, silences=session.silences + 1, quiet=session.quiet + 1)
        case HelpAsked():
            return replace(session, silences=0)
        case DrillStarted():
            raise AssertionError("a drill starts once")
        case _:
            return _after_call(session, event)


def _after_call(session: Session, event: Event) -> Session:
    match event:
        case DrillEnded(state=state):
            return replace(session, state=state, phase=Phase.FEELING, asked=None)
        case FeelingTold():
            return replace(session, phase=Phase.DEBRIEFED)
        case RehearsalStarted(turn=turn):
            return replace(session, phase=Phase.REHEARSING, rehearsing=turn)
        case Rehearsed():
            return replace(session, phase=Phase.DEBRIEFED, rehearsing=None)
        case DrillStopped() | Closed():
            return replace(session, phase=Phase.CLOSED, asked=None)
        case _:  # what a facilitator says of a reading changes no place in the drill
            return session


def _after_caller(session: Session, event: CallerSpoke) -> Session:
    spoken = {**session.spoken, event.state: session.spoken.get(event.state, 0) + 1}
    if event.said is not Said.LINE:
        return replace(session, spoken=spoken)
    return replace(
        session,
        state=event.state,
        moves=session.moves + bool(session.state),
        spoken=spoken,
        silences=0,
        misses=0,
        asked=None,
    )
