"""Where the states of a call lead: unknown targets, dead ends, places nobody can reach."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.checks.finding import HOLE, Finding, Path
from bot.core.checks.nearest import closest
from bot.core.scenario import Ending, Outcome, Scenario, State, Waiting
from bot.core.vocabulary import Kind

FEWEST_STATES: Final = 6
"""With fewer, a call has no room for an opening, pressure, a demand and two ways to end."""

NEEDED: Final[Mapping[Kind, Mapping[Outcome, str]]] = {
    Kind.SCAM: {Outcome.HARMED: "E323", Outcome.SAFE: "E324"},
    Kind.GENUINE: {Outcome.SAFE: "E324", Outcome.MISSED: "E325"},
}
"""The endings that each kind of call must have, and the code for the lack of one."""


def targets(name: str, state: State) -> Iterator[tuple[Path, str]]:
    """Every place in a state that names another state, with the name; silence comes last."""
    if isinstance(state, Waiting):
        here: Path = ("states", name)
        for act, answer in state.answers.items():
            yield (*here, "if trainee", act, "go"), answer.go
        yield (*here, "otherwise", "go"), state.otherwise
        yield (*here, "silence", "go"), state.silence.go


def unknown_targets(states: Mapping[str, State]) -> Iterator[Finding]:
    """A finding for every `go` that names no state."""
    for name, state in states.items():
        for path, target in targets(name, state):
            if target not in states and target != HOLE:
                yield unknown_state(path, target, states)


def unknown_state(path: Path, word: str, states: Iterable[str], at_key: bool = False) -> Finding:
    """The finding that `word`, at `path`, names no state."""
    return Finding("E203", path, {"word": word}, tuple(states), at_key)


@dataclass(frozen=True, slots=True)
class _Graph:
    """The ways by which replies lead on; a misspelt target counts as the state that was meant.

    `open` are the states with an exit that cannot be told: they may lead anywhere.
    """

    order: tuple[str, ...]
    ways: Mapping[str, frozenset[str]]
    open: frozenset[str]


def check_graph(scenario: Scenario, whole: bool) -> Iterator[Finding]:
    """All findings about the shape of the call; only the sure ones if the file is not `whole`."""
    states = scenario.states
    yield from unknown_targets(states)
    start = scenario.starts_at
    if start not in states and start != HOLE:
        yield unknown_state(("starts at",), start, states)
        start = closest(start, states) or HOLE
    if not whole:
        return
    if isinstance(states.get(start), Ending):
        yield Finding("E320", ("starts at",), {"word": start})
        return
    replies, every = _graph(scenario, silence=False), _graph(scenario, silence=True)
    dead = _dead(scenario, replies)
    yield from _dead_ends(replies, dead)
    yield from _circles(scenario, dead)
    if start in states:
        yield from _unreachable(every, start)
    yield from _endings(scenario)


def _endings(scenario: Scenario) -> Iterator[Finding]:
    outcomes = {state.outcome for state in scenario.states.values() if isinstance(state, Ending)}
    for outcome, code in NEEDED[scenario.kind].items():
        if outcome not in outcomes:
            yield Finding(code, ("states",), at_key=True)
    if len(scenario.states) < FEWEST_STATES:
        counts = {"count": str(len(scenario.states)), "least": str(FEWEST_STATES)}
        yield Finding("W302", ("states",), counts, at_key=True)


def _graph(scenario: Scenario, silence: bool) -> _Graph:
    ways: dict[str, frozenset[str]] = {}
    unsure = set()
    for name, state in scenario.states.items():
        named = [goal for path, goal in targets(name, state) if silence or path[2] != "silence"]
        meant = [
            goal if goal in scenario.states else closest(goal, scenario.states) for goal in named
        ]
        ways[name] = frozenset(goal for goal in meant if goal)
        if None in meant:
            unsure.add(name)
    return _Graph(tuple(scenario.states), ways, frozenset(unsure))


def _reach(graph: _Graph, start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        fresh = graph.ways[waiting.pop()] - seen
        seen |= fresh
        waiting += fresh
    return seen


def _dead(scenario: Scenario, graph: _Graph) -> frozenset[str]:
    """The states out of which no reply leads to an ending."""
    ends = {name for name in graph.order if isinstance(scenario.states[name], Ending)} | graph.open
    return frozenset(name for name in graph.order if not _reach(graph, name) & ends)


def _dead_ends(graph: _Graph, dead: frozenset[str]) -> Iterator[Finding]:
    """One finding for each group of dead states: the first of the file."""
    reported: set[str] = set()
    for name in graph.order:
        reached = _reach(graph, name)
        if name in dead and not reached & reported:
            yield Finding("E321", ("states", name), {"word": name}, at_key=True)
        reported |= reached if name in dead else set()


def _circles(scenario: Scenario, dead: frozenset[str]) -> Iterator[Finding]:
    """One finding for each circle of `otherwise`: whoever talks past the matter stays in it."""
    done: set[str] = set()
    for name in scenario.states:
        trail: list[str] = []
        here = name
        while here not in trail and here not in done:
            state = scenario.states.get(here)
            if not isinstance(state, Waiting):
                break
            trail.append(here)
            here = state.otherwise
        if here in trail and here not in dead:
            around = trail[trail.index(here) :]
            yield Finding(
                "W303", ("states", here), {"word": " → ".join([*around, here])}, at_key=True
            )
        done |= set(trail)


def _unreachable(graph: _Graph, start: str) -> Iterator[Finding]:
    """The states that nothing leads to; what only they lead to is not reported."""
    reached = _reach(graph, start)
    if reached & graph.open:
        return
    left = [name for name in graph.order if name not in reached]
    heads = [
        name
        for name in left
        if not any(name in graph.ways[other] for other in left if other != name)
    ]
    covered: set[str] = set()
    for name in [*heads, *left]:
        if name not in covered:
            yield Finding("E322", ("states", name), {"word": name}, at_key=True)
            covered |= _reach(graph, name)
