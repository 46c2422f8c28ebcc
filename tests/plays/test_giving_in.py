"""Whoever gives a scammer everything, line after line, is never told that nothing happened."""

from collections.abc import Iterator

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.config import ROOT
from bot.core.engine import Spoke, advance, start
from bot.core.overview import offered
from bot.core.scenario import Ending, Outcome, Scenario, Waiting
from bot.core.session import Phase, after, replay
from bot.core.understanding import Reading, Understood
from bot.core.vocabulary import Habit, Kind

LIBRARY = FileLibrary(ROOT / "scenarios")
SCAMS = [one for one in LIBRARY.scenarios() if one.kind is Kind.SCAM]
ASKED_FOR = {Habit.PAY: "agrees_to_pay", Habit.DISCLOSE: "discloses"}
"""What a call with an opportunity for the habit gets from somebody who gives in."""

GIVING = (*ASKED_FOR.values(), "installs_app", "accepts_offer", "agrees_to_isolation")


def given(scenario: Scenario) -> Iterator[str]:
    """The acts by which one can give in to this call."""
    states = [one for one in scenario.states.values() if isinstance(one, Waiting)]
    told = {act for state in states for act in state.answers}
    tested = offered(LIBRARY.vocabulary, scenario)
    asked = {act for habit, act in ASKED_FOR.items() if habit in tested}
    yield from (act for act in GIVING if act in told | asked)


def outcome(scenario: Scenario, act: str) -> Outcome:
    """How the call ends for somebody whose every reply does this."""
    session = replay(start(scenario, seed=1, language="ko"))
    while session.phase is Phase.CALLING:
        for event in advance(scenario, session, Spoke(None, Understood((Reading(act, 1.0),)))):
            session = after(session, event)
    ending = scenario.states[session.state]
    assert isinstance(ending, Ending)
    return ending.outcome


@pytest.mark.parametrize("scenario", SCAMS, ids=lambda one: one.id)
def test_giving_in_throughout_does_not_end_safely(scenario: Scenario) -> None:
    ends = {act: outcome(scenario, act) for act in given(scenario)}
    assert Outcome.HARMED in ends.values()
    assert [act for act, end in ends.items() if end is Outcome.SAFE] == []
