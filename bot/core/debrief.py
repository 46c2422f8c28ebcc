"""What to talk about after a drill: one strength, at most two moments, and nothing that blames."""

from dataclasses import dataclass
from typing import Final

from bot.core.scenario import BetterReply, Scenario
from bot.core.scoring import Evidence, Scorecard, opportunities, points_in
from bot.core.transcript import Heard, Turn
from bot.core.vocabulary import ENDS_CALL, Habit, Vocabulary

MOST_MOMENTS: Final = 2
"""More than two cannot be taken in after a frightening call."""


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that the trainee did well; without a turn: they took the call and finished it."""

    turn: Turn | None
    habit: Habit | None
    act: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One reply worth another try: what was heard, what it cost or left out, a better one."""

    turn: Turn
    heard: Heard
    habits: tuple[Habit, ...]
    lost: int
    better: BetterReply


@dataclass(frozen=True, slots=True)
class Debrief:
    """The scorecard, read for a person."""

    scorecard: Scorecard
    strength: Strength
    moments: tuple[Moment, ...]


def debrief(vocabulary: Vocabulary, scenario: Scenario, scorecard: Scorecard) -> Debrief:
    """What the debrief of this drill speaks of: harm first, then chances that were left."""
    moments = _harms(vocabulary, scenario, scorecard) or _missed(vocabulary, scenario, scorecard)
    return Debrief(scorecard, _strength(scorecard), tuple(moments[:MOST_MOMENTS]))


def tried(scenario: Scenario, scorecard: Scorecard, number: int) -> Moment:
    """The moment of a turn that was chosen for another try.

    The debrief need not name it any more: a facilitator's verdict may have come between.
    """
    moment = _moment(scenario, scorecard.transcript.turns[number - 1], (), 0)
    assert moment is not None, "only a turn with a better reply is tried again"
    return moment


def protects(vocabulary: Vocabulary, scenario: Scenario, state: str, acts: tuple[str, ...]) -> bool:
    """Whether these acts earn something in this state and cost nothing."""
    points = [
        value for act in acts for value in points_in(vocabulary, scenario, state, act).values()
    ]
    return max(points, default=0) > 0 and min(points) >= 0


def _evidence(scorecard: Scorecard) -> list[tuple[Habit, Evidence]]:
    return [(score.habit, one) for score in scorecard.habits for one in score.evidence]


def _strength(scorecard: Scorecard) -> Strength:
    """The reply that earned most; of two as good one that did it by an act, then the earlier."""
    turns = scorecard.transcript.turns
    earned = [
        (habit, one)
        for habit, one in _evidence(scorecard)
        if one.points > 0 and not turns[one.turn - 1].left_out
    ]
    if not earned:
        return Strength(None, None, None)
    habit, best = max(
        earned, key=lambda pair: (pair[1].points, pair[1].act is not None, -pair[1].turn)
    )
    turn = turns[best.turn - 1]
    return Strength(turn, habit, best.act) if best.act else Strength(turn, Habit.END, ENDS_CALL)


def _harms(vocabulary: Vocabulary, scenario: Scenario, scorecard: Scorecard) -> list[Moment]:
    costs: dict[int, list[tuple[Habit, int]]] = {}
    for habit, one in _evidence(scorecard):
        if one.points < 0:
            costs.setdefault(one.turn, []).append((habit, one.points))
    worst = sorted(costs, key=lambda turn: (sum(p for _, p in costs[turn]), turn))
    found = []
    for number in worst:
        turn = scorecard.transcript.turns[number - 1]
        habits = tuple(dict.fromkeys(habit for habit, _ in costs[number]))
        lost = -sum(points for _, points in costs[number])
        moment = _moment(scenario, turn, habits, lost)
        if moment:
            found.append(moment)
    return sorted(found[:MOST_MOMENTS], key=lambda moment: moment.turn.number)


def _missed(vocabulary: Vocabulary, scenario: Scenario, scorecard: Scorecard) -> list[Moment]:
    """Turns that met an opportunity of a habit that never earned a point in the whole drill."""
    earned = {habit for habit, one in _evidence(scorecard) if one.points > 0}
    found = []
    for turn in (one for one in scorecard.transcript.turns if not one.left_out):
        chances = {
            habit for heard in turn.heard for habit in opportunities(vocabulary, scenario, heard)
        }
        missed = tuple(habit for habit in Habit if habit in chances - earned)
        moment = _moment(scenario, turn, missed, 0) if missed else None
        if moment:
            found.append(moment)
            earned.update(missed)
    return found


def _moment(scenario: Scenario, turn: Turn, habits: tuple[Habit, ...], lost: int) -> Moment | None:
    better = scenario.waiting(turn.state).better
    lines = [heard for heard in turn.heard if heard.line.signs or heard.line.chances]
    if better is None or not lines:
        return None
    return Moment(turn, lines[-1], habits, lost, better)
