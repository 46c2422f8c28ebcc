"""What happens next: a scenario, a session and one stimulus give the events that follow.

Pure: the same three always give the same events. Variants are chosen by the session's seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.core.events import (
    By,
    CallerSpoke,
    Doubt,
    DrillEnded,
    DrillStarted,
    DrillStopped,
    Event,
    HelpAsked,
    MeaningAsked,
    Replied,
    Role,
    Said,
    StayedSilent,
    WasNotUnderstood,
)
from bot.core.scenario import Ending, Scenario, Waiting
from bot.core.session import Phase, Session, after, begun
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.core.vocabulary import ASKS_FOR_HELP, ENDS_CALL, VERIFIES, WANTS_TO_STOP

MISSES_BEFORE_BUTTONS: Final = 2
"""A caller who does not understand once is natural; twice would punish the trainee for the NLU."""

GUIDED_OPTIONS: Final = 6
"""As many as fit on an old phone's screen without scrolling."""

MOST_SILENCES: Final = 12
"""Whoever says nothing this often has put the phone down; the exercise ends, unscored."""

MOST_TURNS: Final = 60
"""No documented call is this long; a drill that gets here is ended kindly as silence would."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """The trainee answered in words."""

    text: str | None
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class Chose:
    """The trainee pressed the button of an act; None is "none of these"."""

    act: str | None


@dataclass(frozen=True, slots=True)
class Waited:
    """The time for a reply ran out."""


@dataclass(frozen=True, slots=True)
class Left:
    """The trainee stops the exercise."""


Stimulus = Spoke | Chose | Waited | Left


def start(scenario: Scenario, *, seed: int, language: str, role: Role = Role.CALLED) -> list[Event]:
    """The events that open a drill: it starts and the caller speaks."""
    started = DrillStarted(scenario.id, scenario.digest, role, language, seed)
    return [started, *_enter(scenario, begun(started), scenario.starts_at)]


def advance(scenario: Scenario, session: Session, stimulus: Stimulus) -> list[Event]:
    """The events that `stimulus` brings about; none where the call is already over."""
    if session.phase is not Phase.CALLING:
        return []
    match stimulus:
        case Left():
            return [DrillStopped()]
        case Waited():
            return _silent(scenario, session)
        case Chose(act=None):
            text = session.asked.text if session.asked else None
            return _missed(scenario, session, text)
        case Chose(act=str(act)):
            text = session.asked.text if session.asked else None
            return _done(scenario, session, text, (Reading(act, 1.0),), By.BUTTON)
        case Spoke(text=text, understanding=Understood(readings=readings)):
            return _done(scenario, session, text, readings, By.WORDS)
        case Spoke(text=text, understanding=Unsure(options=doubtful)):
            acts = tuple(option.act for option in doubtful)
            return [MeaningAsked(session.state, text, acts, Doubt.UNSURE)]
        case Spoke(text=text, understanding=NotUnderstood()):
            return _missed(scenario, session, text)
        case Spoke(text=text, understanding=Unavailable()):
            options = guided(scenario, session)
            return [MeaningAsked(session.state, text, options, Doubt.NLU_AWAY)]
    raise AssertionError(stimulus)


def guided(scenario: Scenario, session: Session) -> tuple[str, ...]:
    """The acts offered as buttons in this state, in an order that does not give the best away.

    Checking elsewhere and ending the call are not among them: they have buttons of their own
    under every line.
    """
    own = scenario.waiting(session.state).answers
    extra = ("delays", "asks_identity", "acknowledges", "pleads", "discloses")
    acts = [act for act in dict.fromkeys([*own, *extra]) if act not in (VERIFIES, ENDS_CALL)]
    acts = acts[:GUIDED_OPTIONS]
    Random(f"{session.seed}:{session.state}").shuffle(acts)
    return tuple(acts)


def _done(
    scenario: Scenario,
    session: Session,
    text: str | None,
    readings: tuple[Reading, ...],
    by: By,
) -> list[Event]:
    acts = {reading.act for reading in readings}
    if WANTS_TO_STOP in acts:
        return [DrillStopped()]
    if ASKS_FOR_HELP in acts:
        return [HelpAsked(session.state)]
    replied = Replied(session.state, text, readings, by)
    return [replied, *_enter(scenario, after(session, replied), _goal(scenario, session, acts))]


def _goal(scenario: Scenario, session: Session, acts: set[str]) -> str:
    state = scenario.waiting(session.state)
    if session.turn + 1 >= MOST_TURNS:
        return state.silence.go
    for act, answer in state.answers.items():
        if act in acts:
            return answer.go
    return state.otherwise


def _missed(scenario: Scenario, session: Session, text: str | None) -> list[Event]:
    missed = WasNotUnderstood(session.state, text)
    if session.misses + 1 < MISSES_BEFORE_BUTTONS:
        return [missed, _speak(session, session.state, scenario.unclear, Said.UNCLEAR)]
    options = guided(scenario, session)
    return [missed, MeaningAsked(session.state, text, options, Doubt.NOT_UNDERSTOOD)]


def _silent(scenario: Scenario, session: Session) -> list[Event]:
    silent = StayedSilent(session.state)
    if session.quiet + 1 >= MOST_SILENCES:
        return [silent, DrillStopped()]
    rule = scenario.waiting(session.state).silence
    if rule.nudges and session.silences == 0:
        return [silent, _speak(session, session.state, rule.nudges, Said.NUDGE)]
    return [silent, *_enter(scenario, after(session, silent), rule.go)]


def _enter(scenario: Scenario, session: Session, state: str) -> list[Event]:
    match scenario.states[state]:
        case Ending():
            return [DrillEnded(state)]
        case Waiting(lines=lines):
            return [_speak(session, state, lines, Said.LINE)]


def _speak(session: Session, state: str, lines: Sequence[object], said: Said) -> CallerSpoke:
    """One of `lines`: by seed the first time, then the next, so that none repeats early."""
    times = session.spoken.get(state, 0)
    offset = Random(f"{session.seed}:{state}:{said}").randrange(len(lines))
    return CallerSpoke(state, (offset + times) % len(lines), said)
