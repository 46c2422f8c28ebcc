"""A scenario as boxes and arrows: what a picture of it says, before anything has a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.adapters.drawing.wording import word
from bot.core.scenario import Ending, Outcome, Scenario, Waiting
from bot.core.vocabulary import Vocabulary
from bot.core.walking import Plays, Range

MOST_ARROWS: Final = 3
"""An ending that more states than this lead to is named in their rows: arrows would only tangle."""


@dataclass(frozen=True, slots=True)
class Row:
    """Everything that leads from a state to `goal`, as words; `drawn` tells that an arrow does."""

    labels: tuple[str, ...]
    goal: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A state: what is written in it. `outcome` is None where the call goes on from here.

    `heard` is the share of plays that came through, from 0 to 1; None without plays.
    """

    id: str
    text: str
    rows: tuple[Row, ...]
    outcome: Outcome | None = None
    note: str = ""
    heard: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The picture of one scenario: its boxes, the first of them its beginning."""

    title: str
    language: str
    boxes: tuple[Box, ...]

    def box(self, id: str) -> Box:
        """The box of this state."""
        return next(box for box in self.boxes if box.id == id)


def plan(
    vocabulary: Vocabulary,
    scenario: Scenario,
    language: str,
    scores: tuple[Range, ...] = (),
    plays: Plays | None = None,
) -> Plan:
    """What the picture of this scenario says, with scores and coverage where these are given."""
    order = _order(scenario)
    merged = {name: _merged(vocabulary, scenario, name, language) for name in order}
    drawn = _drawn(scenario, order, merged)
    boxes = tuple(
        _box(scenario, name, language, merged[name], drawn, scores, plays) for name in order
    )
    kind = word(language, scenario.kind.value)
    return Plan(f"{scenario.title[language]} · {scenario.id} ({kind})", language, boxes)


def _order(scenario: Scenario) -> list[str]:
    """The states that can be reached, breadth first."""
    found = [scenario.starts_at]
    for name in found:
        found += [goal for goal in dict.fromkeys(scenario.exits(name)) if goal not in found]
    return found


def _merged(
    vocabulary: Vocabulary, scenario: Scenario, name: str, language: str
) -> dict[str, list[str]]:
    """The words of everything that leads to each state, in the order of the file."""
    state = scenario.states[name]
    if isinstance(state, Ending):
        return {}
    found: dict[str, list[str]] = {}
    for act, answer in state.answers.items():
        found.setdefault(answer.go, []).append(vocabulary.acts[act].title[language])
    found.setdefault(state.otherwise, []).append(word(language, "otherwise"))
    silent = word(language, "silence", seconds=state.silence.seconds)
    found.setdefault(state.silence.go, []).append(silent)
    return found


def _drawn(
    scenario: Scenario, order: list[str], merged: Mapping[str, Mapping[str, list[str]]]
) -> set[tuple[str, str]]:
    """The pairs that get an arrow: those that lead on, but not the many to one ending."""
    into: dict[str, list[str]] = {}
    for name in order:
        for goal in merged[name]:
            into.setdefault(goal, []).append(name)
    crowded = {
        goal
        for goal, names in into.items()
        if isinstance(scenario.states[goal], Ending) and len(names) > MOST_ARROWS
    }
    back = _back(scenario.starts_at, merged)
    pairs = {(name, goal) for name in order for goal in merged[name]}
    return {pair for pair in pairs if pair[1] not in crowded and pair not in back}


def _back(start: str, exits: Mapping[str, Mapping[str, list[str]]]) -> set[tuple[str, str]]:
    """The pairs that lead back to a state on the way: without them nothing goes in a circle."""
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    trail: list[tuple[str, list[str]]] = [(start, list(exits[start]))]
    while trail:
        here, left = trail[-1]
        if not left:
            done.add(here)
            trail.pop()
            continue
        goal = left.pop(0)
        if any(goal == name for name, _ in trail):
            found.add((here, goal))
        elif goal not in done:
            trail.append((goal, list(exits[goal])))
    return found


def _box(
    scenario: Scenario,
    name: str,
    language: str,
    merged: Mapping[str, list[str]],
    drawn: set[tuple[str, str]],
    scores: tuple[Range, ...],
    plays: Plays | None,
) -> Box:
    state = scenario.states[name]
    heard = plays.states[name] / plays.count if plays and plays.count else None
    notes = [_coverage(scenario, name, language, plays)] if plays else []
    match state:
        case Ending(outcome=outcome, what_happens=what):
            notes.insert(0, _scores(name, language, scores))
            note = " · ".join(one for one in notes if one)
            return Box(name, what[language], (), outcome, note, heard)
        case Waiting(lines=lines):
            rows = tuple(
                Row(tuple(labels), goal, (name, goal) in drawn) for goal, labels in merged.items()
            )
            note = " · ".join(one for one in notes if one)
            return Box(name, lines[0].prose[language], rows, None, note, heard)


def _scores(name: str, language: str, scores: tuple[Range, ...]) -> str:
    found = next((one for one in scores if one.ending.id == name), None)
    if found is None:
        return ""
    if found.lowest is None or found.highest is None:
        return word(language, "not reached")
    return word(language, "scores", scores=f"{found.lowest.total}–{found.highest.total}")


def _coverage(scenario: Scenario, name: str, language: str, plays: Plays) -> str:
    text = word(language, "heard", times=plays.states[name], plays=plays.count)
    state = scenario.states[name]
    if isinstance(state, Waiting):
        hits = [times for spot, times in plays.hits.items() if spot.state == name]
        if not all(hits):
            text += f" ({sum(map(bool, hits))}/{len(hits)})"
    return text
