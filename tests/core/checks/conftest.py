from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from bot.core.checks import Finding, check_scenario
from bot.core.language import Prose
from bot.core.scenario import (
    Answer,
    Basis,
    BetterReply,
    Ending,
    Line,
    Medium,
    Outcome,
    Scenario,
    Silence,
    Source,
    State,
    Waiting,
)
from bot.core.vocabulary import Act, Habit, Kind, Sign, Vocabulary

TODAY = date(2026, 11, 23)


def prose(text: str = "말") -> Prose:
    return Prose({"ko": text, "en": "words"})


def act(name: str, **effects: int) -> Act:
    points = {Habit(habit): value for habit, value in effects.items()}
    return Act(name, prose(), prose(), "", "", points, {}, {})


VOCABULARY = Vocabulary(
    acts={one.id: one for one in (act("delays", slow=2), act("pays", pay=-2), act("nods"))},
    controls={"wants_to_stop": prose()},
    signs={"urgency": Sign("urgency", prose(), prose(), prose(), Habit.SLOW)},
    habits={habit: prose() for habit in Habit},
    settings={"north": prose(), "south": prose()},
    content={"shouting": prose()},
)


def line(text: str = "말", *signs: str) -> Line:
    return Line(prose(text), signs or ("urgency",))


def waiting(
    name: str,
    answers: Mapping[str, str] | None = None,
    otherwise: str = "safe",
    silence: str = "safe",
    lines: Iterable[Line] = (line("하나"), line("둘")),
) -> Waiting:
    """A state that leads where `answers` (act -> state) say."""
    led = {name: Answer(go) for name, go in (answers or {}).items()}
    better = BetterReply(prose(), ("delays",))
    return Waiting(name, tuple(lines), led, otherwise, Silence(30, silence), better)


def ending(name: str, outcome: Outcome = Outcome.SAFE) -> Ending:
    return Ending(name, outcome, prose())


def scenario(*states: State, kind: Kind = Kind.SCAM) -> Scenario:
    """A scam that begins with the first of `states`; a safe and a harmful ending are there."""
    bad = ending("lost", Outcome.HARMED if kind is Kind.SCAM else Outcome.MISSED)
    first = waiting("start", {"pays": "lost"}, states[0].id if states else "safe")
    found = [first, *states, ending("safe"), bad]
    return Scenario(
        id="case",
        kind=kind,
        pair="twin",
        setting="south",
        medium=Medium.CALL,
        level=1,
        content=(),
        source=Source("a report", Basis.DOCUMENTED, "2026-11-22"),
        title=prose(),
        you_are=prose(),
        caller=prose(),
        starts_at="start",
        states={state.id: state for state in found},
        unclear=(line(),),
        debrief=prose(),
    )


def genuine() -> Scenario:
    """A genuine call without faults."""
    lines = tuple(Line(prose(text), chances=(Habit.VERIFY,)) for text in ("하나", "둘"))
    made = scenario(waiting("more", lines=lines), kind=Kind.GENUINE)
    first = waiting("start", {"pays": "lost"}, "more", lines=lines)
    return replace(made, states={**made.states, "start": first})


def found(case: Scenario, holes: frozenset[tuple[str | int, ...]] = frozenset()) -> list[Finding]:
    """The findings, but for W302: the cases here are small."""
    all_ = check_scenario(case, VOCABULARY, today=TODAY, holes=holes)
    return [one for one in all_ if one.code != "W302"]


def codes(case: Scenario) -> list[str]:
    return [one.code for one in found(case)]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return VOCABULARY
