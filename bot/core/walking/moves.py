"""What a reply can bring about in a state: where it leads and what it does to the score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from bot.core.scenario import Ending, Line, Scenario, Waiting
from bot.core.scoring import earnable, opportunities, points_in
from bot.core.transcript import Heard
from bot.core.vocabulary import DANGEROUS_SETTING, ENDS_CALL, Habit, Kind, Points, Vocabulary
from bot.core.walking.tally import Tally, add

ACTS: Final = 1
"""So many acts one reply does in the search for scores, as a button does; with more it takes long
and the examples read like no reply that anybody gives."""


@dataclass(frozen=True, slots=True)
class Move:
    """A reply that does `acts`: where it leads, its points, whether it leaves the call for good.

    `costs` are the habits in which it loses points, as bits: a loss is an opportunity in itself.
    """

    acts: tuple[str, ...]
    goal: str
    tally: Tally
    leaves: bool
    costs: int


class Moves:
    """The replies and lines of one scenario, in the terms in which its score is reckoned."""

    def __init__(self, vocabulary: Vocabulary, scenario: Scenario, acts: int = ACTS) -> None:
        self.vocabulary, self.scenario, self.acts = vocabulary, scenario, acts
        self._bits: dict[int, int] = {}

    @cached_property
    def waiting(self) -> Mapping[str, Waiting]:
        """The states in which the caller waits for a reply."""
        states = self.scenario.states.items()
        return {name: state for name, state in states if isinstance(state, Waiting)}

    @cached_property
    def habits(self) -> tuple[Habit, ...]:
        """The habits that any line of the scenario, or a loss, gives an opportunity for."""
        heard = (Heard(name, line) for name, line in self._lines())
        met = {
            habit for one in heard for habit in opportunities(self.vocabulary, self.scenario, one)
        }
        lost = {
            habit
            for name in self.waiting
            for act in self.vocabulary.acts
            for habit, points in self.points(name, act).items()
            if points < 0
        }
        met |= lost & earnable(self.vocabulary, self.scenario)
        return tuple(habit for habit in Habit if habit in met)

    @property
    def leaving_counts(self) -> bool:
        """Whether leaving this call safely answers every sign there was (`bot.core.scoring`, 4)."""
        scam = self.scenario.kind is Kind.SCAM
        return scam and self.scenario.setting != DANGEROUS_SETTING

    def chances(self, line: Line) -> int:
        """The habits for which this line gives an opportunity, as bits in the order of `habits`."""
        key = id(line)
        if key not in self._bits:
            met = opportunities(self.vocabulary, self.scenario, Heard("", line))
            self._bits[key] = sum(1 << at for at, habit in enumerate(self.habits) if habit in met)
        return self._bits[key]

    def points(self, state: str, act: str) -> Points:
        """The points of an act in a state, whose own points replace those of the act."""
        return points_in(self.vocabulary, self.scenario, state, act)

    def goal(self, state: str, acts: Iterable[str]) -> str:
        """Where a reply with these acts leads."""
        here, done = self.waiting[state], set(acts)
        return next((one.go for act, one in here.answers.items() if act in done), here.otherwise)

    def by_goal(self, state: str) -> dict[str, list[str]]:
        """The acts that lead to each state that a reply can lead to."""
        found: dict[str, list[str]] = {}
        for act in self.vocabulary.acts:
            found.setdefault(self.goal(state, [act]), []).append(act)
        return found

    def replies(self, state: str) -> list[Move]:
        """A reply of each kind that the score can tell apart, those with the fewest acts first."""
        found: dict[tuple[str, Tally, bool], Move] = {}
        nothing = (0,) * (2 * len(self.habits))
        single = {act: self._tally(self.points(state, act)) for act in self.vocabulary.acts}
        for count in range(1, self.acts + 1):
            for acts in combinations(self.vocabulary.acts, count):
                tally = nothing
                for act in acts:
                    tally = add(tally, single[act])
                leaves = ENDS_CALL in acts and self.leaving_counts
                move = Move(acts, self.goal(state, acts), tally, leaves, self._costs(tally))
                found.setdefault((move.goal, move.tally, move.leaves), move)
        return list(found.values())

    def _tally(self, points: Points) -> Tally:
        values = [points.get(habit, 0) for habit in self.habits]
        return (*(max(0, one) for one in values), *(min(0, one) for one in values))

    def _costs(self, tally: Tally) -> int:
        lost = tally[len(self.habits) :]
        return sum(1 << at for at, points in enumerate(lost) if points)

    def _lines(self) -> Iterator[tuple[str, Line]]:
        yield from (("", line) for line in self.scenario.unclear)
        for name, state in self.waiting.items():
            yield from ((name, line) for line in (*state.lines, *state.silence.nudges))


def routes(moves: Moves) -> dict[str, tuple[str, ...]]:
    """For every state that replies or silence reach, the states passed on a shortest way there."""
    start = moves.scenario.starts_at
    found: dict[str, tuple[str, ...]] = {start: (start,)}
    queue = [start]
    for here in queue:
        if isinstance(moves.scenario.states[here], Ending):
            continue
        silent = moves.waiting[here].silence.go
        for goal in (*moves.by_goal(here), silent):
            if goal not in found:
                found[goal] = (*found[here], goal)
                queue.append(goal)
    return found
