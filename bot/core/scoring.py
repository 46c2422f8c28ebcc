"""The scorecard of a drill: deterministic, and every point cites the reply that earned it.

How a total comes about:

1. Each act of a reply gives habit points (`Vocabulary.points`), unless the state has its own.
2. A habit counts where the call gave an opportunity for it: a line with a sign whose `answer` it
   is, or, on genuine calls, a chance that the line names. Who told a neighbour before the caller
   demanded secrecy has shown that habit too. A loss is an opportunity in itself: who offers money
   that nobody asked for has put it at stake. Without one a habit has no score at all; nor has a
   habit that nothing can earn in this setting.
3. A habit's net is what was earned, at most +2, less what was lost, at least -2; +2 is full marks.
4. Where the caller cannot be a dangerous official, leaving the call safely answers every sign
   there was: each habit that had an opportunity is filled up to +2, less what was lost.
5. The mean of the habits is laid into the band of the ending, so that no harmed call ever
   stands above a safe one.

Silence, slowness and replies that were not understood neither earn nor cost. Nor does a reply that
a facilitator left out, and what was heard before it is no opportunity; only that it left the call
stays as it happened.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.events import Event
from bot.core.language import Prose
from bot.core.scenario import Answer, Ending, Outcome, Scenario, Waiting
from bot.core.transcript import Heard, Transcript, Turn, ending_of, transcribe
from bot.core.vocabulary import (
    DANGEROUS_SETTING,
    ENDS_CALL,
    Habit,
    Kind,
    Points,
    Vocabulary,
)

FULL: Final = 2
"""Net habit points that are full marks: one strong reply or two mild ones show a habit."""

BANDS: Final[Mapping[Outcome, tuple[int, int]]] = {
    Outcome.SAFE: (50, 100),
    Outcome.OPEN: (25, 75),
    Outcome.MISSED: (10, 49),
    Outcome.HARMED: (0, 49),
}
"""The lowest and highest total of each outcome; harmed and missed never reach the upper half."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points that one act in one turn gave to a habit, and the author's reason where there is one.

    `act` is None for what leaving the call safely answers.
    """

    turn: int
    act: str | None
    points: int
    because: Prose | None = None


@dataclass(frozen=True, slots=True)
class HabitScore:
    """A habit with its opportunities and evidence; `percent` is None without an opportunity."""

    habit: Habit
    opportunities: int
    evidence: tuple[Evidence, ...]
    points: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a finished drill showed. Only scorecards of the same `digest` compare."""

    scenario: str
    digest: str
    setting: str
    kind: Kind
    ending: str
    outcome: Outcome
    total: int
    habits: tuple[HabitScore, ...]
    transcript: Transcript


def score(vocabulary: Vocabulary, scenario: Scenario, events: Sequence[Event]) -> Scorecard | None:
    """The scorecard of a finished drill; None while it runs, and for one that was stopped."""
    ending_id = ending_of(events)
    if ending_id is None:
        return None
    ending = scenario.states[ending_id]
    assert isinstance(ending, Ending), f"{ending_id} is no ending"
    transcript = transcribe(scenario, events)
    habits = tuple(_habits(vocabulary, scenario, ending, transcript))
    return Scorecard(
        scenario.id,
        scenario.digest,
        scenario.setting,
        scenario.kind,
        ending.id,
        ending.outcome,
        _total(ending.outcome, habits),
        habits,
        transcript,
    )


def opportunities(vocabulary: Vocabulary, scenario: Scenario, heard: Heard) -> frozenset[Habit]:
    """The habits that a reply to this line can show, as far as they earn anything in this call.

    Hanging up earns nothing in the North, so a line that isolates gives no opportunity there.
    """
    answers = (vocabulary.signs[sign].answer for sign in heard.line.signs)
    return frozenset((*answers, *heard.line.chances)) & earnable(vocabulary, scenario)


def points_in(vocabulary: Vocabulary, scenario: Scenario, state: str, act: str) -> Points:
    """The points of an act in a state, whose own points replace those of the act."""
    own = scenario.waiting(state).answers.get(act, Answer(go="")).points
    return vocabulary.points(act, scenario.kind, scenario.setting) if own is None else own


def earnable(vocabulary: Vocabulary, scenario: Scenario) -> frozenset[Habit]:
    """The habits that some reply earns in this call; only these have a score."""
    by_acts = [vocabulary.points(act, scenario.kind, scenario.setting) for act in vocabulary.acts]
    by_states = [
        answer.points
        for state in scenario.states.values()
        if isinstance(state, Waiting)
        for answer in state.answers.values()
        if answer.points
    ]
    return frozenset(
        habit for points in (*by_acts, *by_states) for habit, value in points.items() if value > 0
    )


def _habits(
    vocabulary: Vocabulary, scenario: Scenario, ending: Ending, transcript: Transcript
) -> list[HabitScore]:
    left = _left_safely(scenario, ending, transcript)
    found = [given for turn in transcript.turns for given in _points_of(vocabulary, scenario, turn)]
    counts = _opportunities(vocabulary, scenario, transcript.turns, left=left)
    lost = {habit for habit, one in found if one.points < 0}
    for habit in lost & earnable(vocabulary, scenario):
        counts[habit] = max(counts[habit], 1)
    evidence = {habit: [one for met, one in found if met is habit] for habit in counts}
    if left:
        last = transcript.turns[-1].number
        for given in evidence.values():
            missing = FULL - _earned(given)
            if missing:
                given.append(Evidence(last, None, missing))
    return [_habit_score(habit, counts[habit], evidence.get(habit, ())) for habit in Habit]


def _opportunities(
    vocabulary: Vocabulary, scenario: Scenario, turns: Sequence[Turn], *, left: bool
) -> Counter[Habit]:
    """How often each habit was met; a reply that left the call safely answers what it had met."""
    counted = [turn for turn in turns if not turn.left_out or (left and turn is turns[-1])]
    return Counter(
        habit
        for turn in counted
        for heard in turn.heard
        for habit in opportunities(vocabulary, scenario, heard)
    )


def _points_of(
    vocabulary: Vocabulary, scenario: Scenario, turn: Turn
) -> list[tuple[Habit, Evidence]]:
    """The points of each act of a turn; a state's own points replace those of the act."""
    answers = scenario.waiting(turn.state).answers
    found = []
    for act in turn.acts:
        points = points_in(vocabulary, scenario, turn.state, act)
        answer = answers.get(act, Answer(go=""))
        because = answer.because if answer.points is not None else None
        found += [
            (habit, Evidence(turn.number, act, value, because)) for habit, value in points.items()
        ]
    return found


def _left_safely(scenario: Scenario, ending: Ending, transcript: Transcript) -> bool:
    if not transcript.turns:
        return False
    last = transcript.turns[-1]
    readings = last.read if last.left_out else last.readings
    return (
        scenario.kind is Kind.SCAM
        and scenario.setting != DANGEROUS_SETTING
        and ending.outcome is Outcome.SAFE
        and any(reading.act == ENDS_CALL for reading in readings)
    )


def _earned(evidence: Sequence[Evidence]) -> int:
    return min(FULL, sum(one.points for one in evidence if one.points > 0))


def _habit_score(habit: Habit, count: int, evidence: Sequence[Evidence]) -> HabitScore:
    lost = sum(one.points for one in evidence if one.points < 0)
    points = max(-FULL, min(FULL, _earned(evidence) + lost))
    percent = round(100 * (points + FULL) / (2 * FULL)) if count else None
    return HabitScore(habit, count, tuple(evidence), points, percent)


def _total(outcome: Outcome, habits: Sequence[HabitScore]) -> int:
    low, high = BANDS[outcome]
    shown = [habit.percent for habit in habits if habit.percent is not None]
    mean = sum(shown) / len(shown) if shown else 50
    return round(low + (high - low) * mean / 100)
