"""Random plays by seed: which lines are heard how often, and whether the debriefs are true."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final

from bot.core.debrief import debrief
from bot.core.engine import Chose, Stimulus, Waited
from bot.core.events import CallerSpoke, Event, Replied, Said
from bot.core.scenario import Line, Scenario, Waiting
from bot.core.transcript import spoken_line
from bot.core.vocabulary import Vocabulary
from bot.core.walking.drill import MOST_STIMULI, UNREADABLE, Drill, saying
from bot.core.walking.moves import Moves, routes

QUIET: Final = 0.08
"""How often a random trainee says nothing; as often, nobody understands what they say."""

GOES_ON: Final = 4
"""So much likelier is a reply with which the call goes on: else few plays see the end of it."""

AIMED: Final = 60
"""Plays straight at a line that no random play met, before it counts as one nobody can hear."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One variant in the scenario; `state` is empty for the lines of not having understood."""

    state: str
    said: Said
    line: int


@dataclass(frozen=True, slots=True)
class Plays:
    """What `count` random plays met. `hits` has every spot of the scenario, in its order.

    `states` counts the plays that came through each state. `rare` were met only by plays that
    aimed at them, `never` not even by these. `unshown` are (state, sign): a debrief explained a
    sign that the trainee had not been shown. `endless` are seeds of plays that did not end.
    """

    count: int
    hits: dict[Spot, int]
    states: dict[str, int]
    rare: tuple[Spot, ...] = ()
    never: tuple[Spot, ...] = ()
    unshown: tuple[tuple[str, str], ...] = ()
    endless: tuple[int, ...] = ()


def spots(scenario: Scenario) -> Iterator[tuple[Spot, Line]]:
    """Every variant that the caller can say, in the order of the file."""
    yield from ((Spot("", Said.UNCLEAR, at), line) for at, line in enumerate(scenario.unclear))
    for name, state in scenario.states.items():
        if isinstance(state, Waiting):
            yield from ((Spot(name, Said.LINE, at), one) for at, one in enumerate(state.lines))
            nudges = enumerate(state.silence.nudges)
            yield from ((Spot(name, Said.NUDGE, at), one) for at, one in nudges)


def play_at_random(moves: Moves, count: int, seed: int) -> Plays:
    """`count` plays with replies drawn by chance, each place to go alike (but see `GOES_ON`)."""
    scenario = moves.scenario
    hits = {spot: 0 for spot, _ in spots(scenario)}
    states: Counter[str] = Counter()
    unshown: dict[tuple[str, str], None] = {}
    endless = []
    exits = {name: _exits(moves, name) for name in moves.waiting}
    for number in range(seed, seed + count):
        drill = _drawn(moves, exits, number)
        for spot in _met(drill.events):
            hits[spot] += 1
        states.update(set(_passed(drill.events)))
        unshown |= dict.fromkeys(unshown_signs(moves.vocabulary, drill))
        if not drill.over:
            endless.append(number)
    missed = [spot for spot, times in hits.items() if not times]
    rare = tuple(spot for spot in missed if _reachable(moves, spot))
    never = tuple(spot for spot in missed if spot not in rare)
    passed = {name: states[name] for name in scenario.states}
    return Plays(count, hits, passed, rare, never, tuple(unshown), tuple(endless))


def unshown_signs(vocabulary: Vocabulary, drill: Drill) -> Iterator[tuple[str, str]]:
    """(state, sign) for each sign that the debrief explains though the caller did not show it.

    Looks at the events alone: a sign counts as shown if it stood on a line between two replies.
    """
    card = drill.scorecard(vocabulary)
    if card is None:
        return
    shown: list[set[str]] = [set()]
    for event in drill.events:
        if isinstance(event, CallerSpoke):
            shown[-1].update(spoken_line(drill.scenario, event).signs)
        elif isinstance(event, Replied):
            shown.append(set())
    for moment in debrief(vocabulary, drill.scenario, card).moments:
        for sign in moment.heard.line.signs:
            if sign not in shown[moment.turn.number - 1]:
                yield moment.turn.state, sign


def _exits(moves: Moves, state: str) -> list[list[str]]:
    """The acts for each place to go; those where the call goes on count several times."""
    return [
        acts
        for goal, acts in moves.by_goal(state).items()
        for _ in range(GOES_ON if goal in moves.waiting else 1)
    ]


def _drawn(moves: Moves, exits: dict[str, list[list[str]]], seed: int) -> Drill:
    """A drill in which the trainee acts by chance."""
    chance, drill = Random(f"play:{seed}"), Drill.begin(moves.scenario, seed)
    for _ in range(MOST_STIMULI):
        if drill.over:
            break
        drill.take(_stimulus(drill, chance, exits[drill.session.state]))
    return drill


def _stimulus(drill: Drill, chance: Random, exits: list[list[str]]) -> Stimulus:
    drawn = chance.random()
    if drawn < QUIET:
        return Waited()
    if drawn < 2 * QUIET:
        return UNREADABLE
    act = chance.choice(chance.choice(exits))
    return Chose(act) if drill.session.asked else saying([act])


def _met(events: list[Event]) -> Iterator[Spot]:
    for event in events:
        if isinstance(event, CallerSpoke):
            unclear = event.said is Said.UNCLEAR
            yield Spot("" if unclear else event.state, event.said, event.line)


def _passed(events: list[Event]) -> Iterator[str]:
    for event in events:
        state = getattr(event, "state", None)
        if isinstance(state, str):
            yield state


def _reachable(moves: Moves, spot: Spot) -> bool:
    way = routes(moves).get(spot.state or moves.scenario.starts_at)
    return way is not None and any(_aimed(moves, way, spot, seed) for seed in range(AIMED))


def _aimed(moves: Moves, way: tuple[str, ...], spot: Spot, seed: int) -> bool:
    drill = go_to(moves, way, seed)
    match spot.said:
        case Said.NUDGE:
            drill.take(Waited())
        case Said.UNCLEAR:
            drill.take(UNREADABLE)
    return spot in _met(drill.events)


def go_to(moves: Moves, way: tuple[str, ...], seed: int) -> Drill:
    """A drill that has come along the states of `way`, by one act a turn or else by silence."""
    drill = Drill.begin(moves.scenario, seed)
    for here, goal in pairwise(way):
        acts = moves.by_goal(here).get(goal)
        if acts:
            drill.take(saying(acts[:1]))
        else:
            drill.fall_silent()
    return drill
