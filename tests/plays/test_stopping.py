"""Whoever wants to stop is let go at once: in every state of every scenario, unscored."""

from dataclasses import replace

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.config import ROOT
from bot.core.engine import Chose, Left, Spoke, Stimulus, advance, start
from bot.core.events import DrillStopped
from bot.core.scenario import Scenario, Waiting
from bot.core.scoring import score
from bot.core.session import Phase, after, replay
from bot.core.understanding import Reading, Understood
from bot.core.vocabulary import WANTS_TO_STOP

LIBRARY = FileLibrary(ROOT / "scenarios")
WAYS: dict[str, Stimulus] = {
    "word, command or button": Left(),
    "other words that the NLU reads so": Spoke(
        "I can't go on with this", Understood((Reading(WANTS_TO_STOP, 0.9),))
    ),
    "when asked what was meant": Chose(WANTS_TO_STOP),
}


@pytest.mark.parametrize("scenario", LIBRARY.scenarios(), ids=lambda one: one.id)
@pytest.mark.parametrize("way", WAYS)
def test_stopping_works_in_every_state(scenario: Scenario, way: str) -> None:
    opening = start(scenario, seed=1, language="ko")
    begun = replay(opening)
    for state in scenario.states.values():
        if isinstance(state, Waiting):
            here = replace(begun, state=state.id)
            events = advance(scenario, here, WAYS[way])
            assert events == [DrillStopped()], state.id
            assert after(here, events[0]).phase is Phase.CLOSED
            assert score(LIBRARY.vocabulary, scenario, [*opening, *events]) is None
