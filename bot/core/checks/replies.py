"""The replies that all scenarios of a folder share, and what can be wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.checks.finding import HOLE, Finding, Path, outside
from bot.core.checks.graph import unknown_state, unknown_targets
from bot.core.checks.prose import check_passage, lines, state_passages
from bot.core.checks.words import check_answers, check_signs
from bot.core.scenario import Answer, Line, Silence, State, Waiting
from bot.core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Replies:
    """What stands behind a scenario's own words: answers, silence, unclear lines and states."""

    answers: Mapping[str, Answer]
    silence: Silence | None
    unclear: tuple[Line, ...]
    states: Mapping[str, State]


def check_replies(
    replies: Replies, vocabulary: Vocabulary, holes: frozenset[Path] = frozenset()
) -> list[Finding]:
    """Everything wrong with shared replies; they may lead only to states of their own."""
    found = [*_targets(replies), *_words(replies, vocabulary), *_prose(replies)]
    return list(outside(found, holes))


def _targets(replies: Replies) -> Iterator[Finding]:
    yield from unknown_targets(replies.states)
    named: list[tuple[Path, str]] = [
        (("if trainee", act, "go"), answer.go) for act, answer in replies.answers.items()
    ]
    if replies.silence:
        named.append((("silence", "go"), replies.silence.go))
    for path, goal in named:
        if goal not in replies.states and goal != HOLE:
            yield unknown_state(path, goal, replies.states)


def _words(replies: Replies, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from check_answers(("if trainee",), replies.answers, vocabulary)
    yield from check_signs(("unclear",), replies.unclear, vocabulary)
    if replies.silence:
        yield from check_signs(("silence", "caller says"), replies.silence.nudges, vocabulary)
    for name, state in replies.states.items():
        if isinstance(state, Waiting):
            here: Path = ("states", name)
            yield from check_signs((*here, "caller says"), state.lines, vocabulary)
            yield from check_answers((*here, "if trainee"), state.answers, vocabulary)


def _prose(replies: Replies) -> Iterator[Finding]:
    for passage in lines(("unclear",), replies.unclear):
        yield from check_passage(passage)
    if replies.silence:
        for passage in lines(("silence", "caller says"), replies.silence.nudges):
            yield from check_passage(passage)
    for name, state in replies.states.items():
        for passage in state_passages(name, state):
            yield from check_passage(passage)
