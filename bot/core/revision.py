"""What changed between two versions of a scenario, and whether their scores compare.

Pure: two scenarios give the same changes, in the order in which an author meets them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.language import Prose
from bot.core.scenario import Answer, Ending, Line, Scenario, State, Waiting


class What(StrEnum):
    """The part of a scenario that a change is about."""

    HEAD = "head"
    STATE = "state"
    LINE = "line"
    SIGNS = "signs"
    ANSWER = "answer"
    OTHERWISE = "otherwise"
    SILENCE = "silence"
    BETTER = "better"
    ENDING = "ending"
    WORDING = "wording"


class How(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `where` is a state's id (or a key of the head), `name` the part within it.

    `before` and `after` are ids or key words, never prose, but for lines, whose prose is `words`.
    `scored` tells that a reply could now score otherwise than before.
    """

    what: What
    how: How
    where: str
    name: str = ""
    before: str = ""
    after: str = ""
    words: Prose | None = None
    scored: bool = True


def changes(old: Scenario, new: Scenario) -> tuple[Change, ...]:
    """Everything that differs, the head first, then state by state; wording alone is not scored."""
    return (*_head(old, new), *_states(old, new))


def comparable(found: tuple[Change, ...]) -> bool:
    """Whether scores of before and after may be laid side by side."""
    return not any(change.scored for change in found)


def _head(old: Scenario, new: Scenario) -> Iterator[Change]:
    for key in ("kind", "setting", "medium", "starts_at"):
        before, after = str(getattr(old, key)), str(getattr(new, key))
        if before != after:
            scored = key != "medium"
            name = key.replace("_", " ")
            yield Change(What.HEAD, How.CHANGED, name, "", before, after, scored=scored)
    if old.level != new.level:
        pair = str(old.level), str(new.level)
        yield Change(What.HEAD, How.CHANGED, "level", "", *pair, scored=False)
    for key in ("title", "you_are", "caller", "debrief", "unclear", "content", "source", "pair"):
        if getattr(old, key) != getattr(new, key):
            yield Change(What.WORDING, How.CHANGED, key.replace("_", " "), scored=False)


def _states(old: Scenario, new: Scenario) -> Iterator[Change]:
    for name, state in old.states.items():
        if name not in new.states:
            yield Change(_kind(state), How.REMOVED, name)
    for name, state in new.states.items():
        before = old.states.get(name)
        match before, state:
            case None, _:
                yield Change(_kind(state), How.ADDED, name)
            case Waiting(), Waiting():
                yield from _waiting(before, state)
            case Ending(), Ending():
                yield from _ending(before, state)
            case _:
                yield Change(_kind(before), How.REMOVED, name)
                yield Change(_kind(state), How.ADDED, name)


def _kind(state: State) -> What:
    return What.ENDING if isinstance(state, Ending) else What.STATE


def _ending(old: Ending, new: Ending) -> Iterator[Change]:
    if old.outcome is not new.outcome:
        yield Change(What.ENDING, How.CHANGED, new.id, "", old.outcome, new.outcome)
    if (old.what_happens, old.loss) != (new.what_happens, new.loss):
        yield Change(What.WORDING, How.CHANGED, new.id, scored=False)


def _waiting(old: Waiting, new: Waiting) -> Iterator[Change]:
    yield from _lines(new.id, old.lines, new.lines)
    yield from _answers(new.id, old.answers, new.answers)
    if old.otherwise != new.otherwise:
        yield Change(What.OTHERWISE, How.CHANGED, new.id, "", old.otherwise, new.otherwise)
    if old.silence.go != new.silence.go:
        yield Change(What.SILENCE, How.CHANGED, new.id, "", old.silence.go, new.silence.go)
    elif old.silence != new.silence:
        yield Change(What.WORDING, How.CHANGED, new.id, "silence", scored=False)
    if old.better != new.better:
        yield Change(What.BETTER, How.CHANGED, new.id, scored=False)


def _lines(state: str, old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Change]:
    """Lines by their words; as many gone as are new count as reworded."""
    before, after = {_key(line): line for line in old}, {_key(line): line for line in new}
    gone = [line for line in old if _key(line) not in after]
    fresh = [line for line in new if _key(line) not in before]
    for key in (key for key in before if key in after):
        yield from _signs(state, before[key], after[key])
    if len(gone) == len(fresh):
        for one, other in zip(gone, fresh, strict=True):
            yield Change(What.LINE, How.CHANGED, state, words=other.prose, scored=False)
            yield from _signs(state, one, other)
        return
    for line in gone:
        yield Change(What.LINE, How.REMOVED, state, words=line.prose, scored=_alone(line, new))
    for line in fresh:
        yield Change(What.LINE, How.ADDED, state, words=line.prose, scored=_alone(line, old))


def _alone(line: Line, others: tuple[Line, ...]) -> bool:
    """Whether no other line gives exactly the same to answer to."""
    return all(_gives(line) != _gives(other) for other in others)


def _signs(state: str, old: Line, new: Line) -> Iterator[Change]:
    if _gives(old) != _gives(new):
        before, after = (", ".join((*line.signs, *line.chances)) for line in (old, new))
        yield Change(What.SIGNS, How.CHANGED, state, "", before, after, new.prose)


def _gives(line: Line) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(line.signs), frozenset(line.chances)


def _key(line: Line) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(line.prose.words.items()))


def _answers(state: str, old: Mapping[str, Answer], new: Mapping[str, Answer]) -> Iterator[Change]:
    for act, answer in old.items():
        if act not in new:
            yield Change(What.ANSWER, How.REMOVED, state, act, answer.go)
    for act, answer in new.items():
        before = old.get(act)
        if before is None:
            yield Change(What.ANSWER, How.ADDED, state, act, "", answer.go)
        elif (before.go, before.points) != (answer.go, answer.points):
            yield Change(What.ANSWER, How.CHANGED, state, act, before.go, answer.go)
        elif before.because != answer.because:
            yield Change(What.WORDING, How.CHANGED, state, act, scored=False)
    shared = [act for act in old if act in new]
    if shared != [act for act in new if act in old]:
        yield Change(What.ANSWER, How.CHANGED, state, "order")
