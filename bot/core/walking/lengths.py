"""How long a call can last: in silence from every state, and by the longest way through."""

from dataclasses import dataclass
from typing import Final

from bot.core.scenario import Ending, Outcome, Scenario
from bot.core.walking.drill import MOST_STIMULI, Drill
from bot.core.walking.moves import Moves, routes
from bot.core.walking.plays import go_to

MOST_LOOKS: Final = 20_000
"""Steps in the search for the longest call; past these the length found is a lower bound."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What comes of saying nothing from `state` on: after how long, and where it ends."""

    state: str
    seconds: int
    ending: str | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest way that passes no state twice; `exact` unless the search was cut short.

    `circles` tells that some state can be come back to: such a call can be drawn out to the
    engine's own limit. `seconds` is how long the caller would wait if every reply came at the
    last moment.
    """

    states: tuple[str, ...]
    seconds: int
    exact: bool
    circles: bool


def silences(moves: Moves, seed: int) -> tuple[Silence, ...]:
    """What silence does in every state that can be reached, on a clock that only silence moves."""
    found = []
    for name, way in routes(moves).items():
        if name in moves.waiting:
            drill = go_to(moves, way, seed)
            before = drill.seconds
            ending = _wait(drill)
            outcome = ending.outcome if ending else None
            after = drill.seconds - before
            found.append(Silence(name, after, ending.id if ending else None, outcome))
    return tuple(found)


def longest(moves: Moves) -> Longest:
    """The longest call without a detour."""
    scenario = moves.scenario
    exits = {name: tuple(dict.fromkeys(scenario.exits(name))) for name in scenario.states}
    best: tuple[str, ...] = ()
    looks, circles = 0, False
    stack: list[tuple[str, ...]] = [(scenario.starts_at,)]
    while stack and looks < MOST_LOOKS:
        looks += 1
        way = stack.pop()
        if not exits[way[-1]] and len(way) > len(best):
            best = way
        circles = circles or any(goal in way for goal in exits[way[-1]])
        stack += [(*way, goal) for goal in exits[way[-1]] if goal not in way]
    waits = sum(_patience(scenario, name) for name in best if name in moves.waiting)
    return Longest(best, waits, not stack, circles)


def _patience(scenario: Scenario, state: str) -> int:
    rule = scenario.waiting(state).silence
    return rule.seconds * (2 if rule.nudges else 1)


def _wait(drill: Drill) -> Ending | None:
    for _ in range(MOST_STIMULI):
        if drill.over:
            break
        drill.fall_silent()
    ending = drill.scenario.states[drill.session.state]
    return ending if isinstance(ending, Ending) else None
