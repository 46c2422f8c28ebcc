"""The drill as a conversation: who said what, in order, with what each reply did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.core.events import (
    By,
    CallerSpoke,
    DrillEnded,
    Event,
    HelpAsked,
    Judged,
    Replied,
    Said,
    StayedSilent,
    Verdict,
    WasNotUnderstood,
)
from bot.core.scenario import Line, Scenario
from bot.core.understanding import Reading


@dataclass(frozen=True, slots=True)
class Heard:
    """A caller's line as this trainee met it."""

    state: str
    line: Line


@dataclass(frozen=True, slots=True)
class Turn:
    """One scored reply: what had been heard since the last one, and what the reply did.

    `number` counts from 1; `goes_to` is the state to which it led. `readings` are those that count:
    where a facilitator has `judged` the reply, theirs, and `read` still tells what the bot saw.
    """

    number: int
    state: str
    heard: tuple[Heard, ...]
    text: str | None
    readings: tuple[Reading, ...]
    by: By
    goes_to: str
    judged: Judged | None = None
    read: tuple[Reading, ...] = ()

    @property
    def acts(self) -> tuple[str, ...]:
        return tuple(reading.act for reading in self.readings)

    @property
    def left_out(self) -> bool:
        """Whether a facilitator left this reply out of the score."""
        return self.judged is not None and self.judged.verdict is Verdict.REJECTED


@dataclass(frozen=True, slots=True)
class Transcript:
    """All turns of a drill, the lines that nobody answered, and how often help was asked."""

    turns: tuple[Turn, ...]
    unanswered: tuple[Heard, ...] = ()
    helped: int = 0
    silences: int = 0
    not_understood: int = 0


@dataclass(slots=True)
class _Writer:
    scenario: Scenario
    turns: list[Turn] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    waiting: Replied | None = None
    heard_before: tuple[Heard, ...] = ()
    helped: int = 0
    silences: int = 0
    not_understood: int = 0

    def reached(self, state: str) -> None:
        if self.waiting is None:
            return
        reply, self.waiting = self.waiting, None
        number = len(self.turns) + 1
        self.turns.append(
            Turn(
                number,
                reply.state,
                self.heard_before,
                reply.text,
                reply.readings,
                reply.by,
                state,
                read=reply.readings,
            )
        )

    def judge(self, judged: Judged) -> None:
        """Let a facilitator's word stand in the place of the bot's reading."""
        place = judged.turn - 1
        if not 0 <= place < len(self.turns):
            return
        turn = self.turns[place]
        confidence = {reading.act: reading.confidence for reading in turn.read}
        counted = tuple(Reading(act, confidence.get(act, 1.0)) for act in judged.acts)
        self.turns[place] = replace(turn, judged=judged, readings=counted)

    def note(self, event: Event) -> None:
        match event:
            case CallerSpoke(state=state, said=said):
                if said is Said.LINE:
                    self.reached(state)
                self.heard.append(Heard(state, spoken_line(self.scenario, event)))
            case Replied():
                self.waiting, self.heard_before = event, tuple(self.heard)
                self.heard.clear()
            case DrillEnded(state=state):
                self.reached(state)
            case HelpAsked():
                self.helped += 1
            case StayedSilent():
                self.silences += 1
            case WasNotUnderstood():
                self.not_understood += 1
            case Judged():
                self.judge(event)
            case _:
                pass


def transcribe(scenario: Scenario, events: Iterable[Event]) -> Transcript:
    """The transcript of a drill in this scenario; works at any point of it."""
    writer = _Writer(scenario)
    for event in events:
        writer.note(event)
    return Transcript(
        tuple(writer.turns),
        tuple(writer.heard),
        writer.helped,
        writer.silences,
        writer.not_understood,
    )


def spoken_line(scenario: Scenario, event: CallerSpoke) -> Line:
    """The line that a `CallerSpoke` of this scenario stands for."""
    if event.said is Said.UNCLEAR:
        return scenario.unclear[event.line]
    state = scenario.waiting(event.state)
    return state.silence.nudges[event.line] if event.said is Said.NUDGE else state.lines[event.line]


def ending_of(events: Iterable[Event]) -> str | None:
    """The ending that a drill reached, or None while it runs or where it was stopped."""
    return next((e.state for e in _ended(events)), None)


def _ended(events: Iterable[Event]) -> Iterator[DrillEnded]:
    return (event for event in events if isinstance(event, DrillEnded))
