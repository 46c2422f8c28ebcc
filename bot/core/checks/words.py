"""The given words in a scenario: acts, signs, and what a caller's lines carry."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.core.checks.finding import Finding, Path
from bot.core.checks.graph import unknown_state
from bot.core.debrief import protects
from bot.core.scenario import Answer, Line, Scenario, Waiting
from bot.core.vocabulary import Kind, Vocabulary

FEWEST_VARIANTS: Final = 2
"""With one wording only, a second drill teaches the wording and not the sign."""

NOT_UNDERSTOOD: Final = "unclear"
"""What `tests:` says of a reply that nobody should be able to read."""


def check_acts(path: Path, acts: Iterable[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """A finding for every id in the list at `path` that is no act."""
    for number, act in enumerate(acts):
        if act not in vocabulary.acts:
            yield _unknown("E204", (*path, number), act, vocabulary.acts)


def check_answers(
    path: Path, answers: Mapping[str, Answer], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """A finding for every key of `if trainee` that is no act, or that is obeyed everywhere."""
    for act in answers:
        if act in vocabulary.controls:
            yield Finding("E209", (*path, act), {"word": act}, at_key=True)
        elif act not in vocabulary.acts:
            yield _unknown("E204", (*path, act), act, vocabulary.acts, at_key=True)


def check_signs(path: Path, said: Iterable[Line], vocabulary: Vocabulary) -> Iterator[Finding]:
    """A finding for every id among the signs of these lines that is no warning sign."""
    for number, line in enumerate(said):
        for place, sign in enumerate(line.signs):
            if sign not in vocabulary.signs:
                yield _unknown("E202", (*path, number, "signs", place), sign, vocabulary.signs)


def check_waiting(scenario: Scenario, state: Waiting, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything about the words of one state in which the caller waits."""
    here: Path = ("states", state.id)
    yield from check_signs((*here, "caller says"), state.lines, vocabulary)
    yield from check_signs((*here, "silence", "caller says"), state.silence.nudges, vocabulary)
    yield from check_answers((*here, "if trainee"), state.answers, vocabulary)
    yield from _variants((*here, "caller says"), state.lines)
    for number, line in enumerate(state.lines):
        yield from _carried((*here, "caller says", number), line, scenario.kind)
    if state.better is None:
        yield Finding("W305", here, {"word": state.id}, at_key=True, lacks=(*here, "better reply"))
        return
    acts = (*here, "better reply", "acts")
    unknown = list(check_acts(acts, state.better.acts, vocabulary))
    yield from unknown
    scam = scenario.kind is Kind.SCAM
    if scam and not unknown and not protects(vocabulary, scenario, state.id, state.better.acts):
        yield Finding("W306", acts, at_key=True)


def check_tests(scenario: Scenario, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A finding for every state and act under `tests:` that does not exist."""
    known = [*vocabulary.acts, *vocabulary.controls, NOT_UNDERSTOOD]
    for state, replies in scenario.tests.items():
        if state not in scenario.states:
            yield unknown_state(("tests", state), state, scenario.states, at_key=True)
        for reply, acts in replies.items():
            for number, act in enumerate(acts):
                if act not in known:
                    yield _unknown("E204", ("tests", state, reply, number), act, known)


def _unknown(
    code: str, path: Path, word: str, known: Iterable[str], at_key: bool = False
) -> Finding:
    return Finding(code, path, {"word": word}, tuple(known), at_key)


def _variants(path: Path, said: tuple[Line, ...]) -> Iterator[Finding]:
    if len(said) < FEWEST_VARIANTS:
        yield Finding("W301", path, {"least": str(FEWEST_VARIANTS)}, at_key=True)
    for number, line in enumerate(said):
        twins = [other for other in said[:number] if other.prose == line.prose]
        if twins:
            yield Finding("W308", (*path, number))


def _carried(path: Path, line: Line, kind: Kind) -> Iterator[Finding]:
    """Lines of a scam carry signs; lines of a genuine call carry chances."""
    match kind:
        case Kind.SCAM if not line.signs:
            yield Finding("E402", path, lacks=(*path, "signs"))
        case Kind.SCAM if line.chances:
            yield Finding("E409", (*path, "chance for"), at_key=True)
        case Kind.GENUINE if line.signs:
            yield Finding("E403", (*path, "signs"), at_key=True)
        case _:
            pass
