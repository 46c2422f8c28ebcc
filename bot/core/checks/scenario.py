"""All checks that a scenario can be put to by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.core.checks.finding import HOLE, Finding, Path, outside
from bot.core.checks.graph import check_graph
from bot.core.checks.prose import check_passage, check_words, passages
from bot.core.checks.speech import check_speech
from bot.core.checks.words import check_tests, check_waiting
from bot.core.scenario import Scenario, Waiting
from bot.core.vocabulary import Kind, Vocabulary

OLD: Final = 365
"""Days after which a source is looked at again: bodies and methods change within a year."""


def check_scenario(
    scenario: Scenario,
    vocabulary: Vocabulary,
    *,
    today: date,
    holes: frozenset[Path] = frozenset(),
) -> list[Finding]:
    """Everything wrong with the scenario, all at once, in no particular order.

    `holes` are the places of the file that could not be read: nothing at, beneath or because of
    them is reported.
    """
    whole = not any(hole[:1] == ("states",) for hole in holes) and ("kind",) not in holes
    found = [
        *check_graph(scenario, whole),
        *_words(scenario, vocabulary, ("kind",) not in holes),
        *_prose(scenario),
        *_head(scenario, vocabulary, today),
    ]
    no_states = HOLE in scenario.states
    return [one for one in outside(found, holes) if not (no_states and one.code == "E203")]


def _words(scenario: Scenario, vocabulary: Vocabulary, kind_known: bool) -> Iterator[Finding]:
    of_kind = {"E402", "E403", "E409", "W306"}
    for state in scenario.states.values():
        if isinstance(state, Waiting):
            for found in check_waiting(scenario, state, vocabulary):
                if kind_known or found.code not in of_kind:
                    yield found
            yield from check_speech(("states", state.id, "caller says"), state.lines)
    yield from check_tests(scenario, vocabulary)
    if scenario.kind is Kind.GENUINE and kind_known and not _chances(scenario):
        yield Finding("W304", ("states",), at_key=True)


def _chances(scenario: Scenario) -> bool:
    waiting = (state for state in scenario.states.values() if isinstance(state, Waiting))
    return any(line.chances for state in waiting for line in state.lines)


def _prose(scenario: Scenario) -> Iterator[Finding]:
    for passage in passages(scenario):
        yield from check_passage(passage)
    for state, replies in scenario.tests.items():
        for reply in replies:
            yield from check_words(("tests", state, reply), reply, at_key=True)


def _head(scenario: Scenario, vocabulary: Vocabulary, today: date) -> Iterator[Finding]:
    setting = scenario.setting
    if setting not in (*vocabulary.settings, HOLE):
        yield Finding("E207", ("setting",), {"word": setting}, tuple(vocabulary.settings))
    for number, note in enumerate(scenario.content):
        if note not in (*vocabulary.content, HOLE):
            known = tuple(vocabulary.content)
            yield Finding("E212", ("content", number), {"word": note}, known)
    if scenario.pair is None:
        yield Finding("W307", ("scenario",), at_key=True, lacks=("pair",))
    yield from check_age(("source", "checked"), scenario.source.checked, today)


def check_age(path: Path, checked: str, today: date) -> Iterator[Finding]:
    """A finding if a `checked` date (ISO) lies too far back, or ahead."""
    days = (today - date.fromisoformat(checked)).days
    if days > OLD:
        yield Finding("W401", path, {"word": checked, "days": str(days)})
    elif days < -1:
        yield Finding("W403", path, {"word": checked})
