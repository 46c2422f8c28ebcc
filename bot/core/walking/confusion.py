"""What a misreading costs: how far a score moves if one reply is taken for another act.

For every state that can be reached and every act that a trainee may do there, the drill is played
on by the cautious person twice: once with the act understood, once misread. The difference of the
two totals, times how likely the misreading is, is its impact. Exact for that one way into the
state and that one person; other ways and persons differ in size, seldom in order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.vocabulary import ENDS_CALL
from bot.core.walking.drill import saying
from bot.core.walking.moves import Moves, routes
from bot.core.walking.persons import Person, play_on
from bot.core.walking.plays import go_to

Confusions = Mapping[str, Mapping[str, float]]
"""act -> act that was read instead -> how likely (0 to 1). What is missing never happens."""

ASSUMED_ERROR: Final = 0.1
"""How often a reply is misread where nobody has measured it: alike for every other act."""


@dataclass(frozen=True, slots=True)
class Impact:
    """In `state`, `act` read as `read` leads to `goal` and moves the total by `change` points.

    `asks_again` tells that the caller goes on, so that the trainee has another reply; else the
    call is over at once.
    """

    state: str
    act: str
    read: str
    probability: float
    change: int
    goal: str
    asks_again: bool

    @property
    def expected(self) -> float:
        """Points by which a score is off, on average, each time the act is done here."""
        return self.probability * abs(self.change)


def uniform(acts: Iterable[str]) -> Confusions:
    """Every act is misread with `ASSUMED_ERROR`, as each of the others alike."""
    known = list(acts)
    share = ASSUMED_ERROR / max(1, len(known) - 1)
    return {act: {other: share for other in known if other != act} for act in known}


def impacts(moves: Moves, confusions: Confusions, seed: int) -> tuple[Impact, ...]:
    """All misreadings that change a score, the one that is expected to cost most first."""
    found: list[Impact] = []
    for state, way in routes(moves).items():
        if state in moves.waiting:
            totals = _totals(moves, way, seed)
            found += _of_state(moves, state, confusions, totals)
    return tuple(sorted(found, key=lambda one: (-one.expected, one.state, one.act, one.read)))


def _of_state(
    moves: Moves, state: str, confusions: Confusions, totals: Mapping[str, int]
) -> list[Impact]:
    better = moves.waiting[state].better
    done = dict.fromkeys([*moves.waiting[state].answers, *(better.acts if better else ())])
    found = []
    for act in done:
        for read, probability in confusions.get(act, {}).items():
            if act in totals and read in totals and probability > 0 and read != act:
                change = totals[read] - totals[act]
                goal = moves.goal(state, [read])
                again = goal in moves.waiting
                if change:
                    found.append(Impact(state, act, read, probability, change, goal, again))
    return found


def _totals(moves: Moves, way: tuple[str, ...], seed: int) -> dict[str, int]:
    """The final total after each act in the last state of `way`; the cautious person goes on."""
    known: dict[object, int | None] = {}
    found = {}
    for act in moves.vocabulary.acts:
        points = tuple(sorted(moves.points(way[-1], act).items()))
        kind = (moves.goal(way[-1], [act]), points, act == ENDS_CALL)
        if kind not in known:
            drill = go_to(moves, way, seed)
            drill.take(saying([act]))
            card = play_on(moves, drill, Person.CAUTIOUS)
            known[kind] = card.total if card else None
        total = known[kind]
        if total is not None:
            found[act] = total
    return found
