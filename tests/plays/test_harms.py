"""In every scam that is shipped, a harmful reply costs something, however well the call ends."""

from pathlib import Path
from typing import Final

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.core.debrief import debrief
from bot.core.learning.refreshers import Grade, grade
from bot.core.scenario import Scenario
from bot.core.vocabulary import ENDS_CALL, Kind
from bot.core.walking.drill import Drill, saying

LIBRARY: Final = FileLibrary(Path(__file__).parents[2] / "scenarios")
SCAMS: Final = [one for one in LIBRARY.scenarios() if one.kind is Kind.SCAM]
HARMS: Final = (
    "agrees_to_pay",
    "discloses",
    "installs_app",
    "agrees_to_isolation",
    "accepts_offer",
)
SEEDS: Final = range(3)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("scam", SCAMS, ids=lambda one: one.id)
def test_it_is_never_full_marks_and_the_debrief_names_it(
    scam: Scenario, harm: str, times: int
) -> None:
    for seed in SEEDS:
        drill = Drill.begin(scam, seed)
        for _ in range(times):
            drill.take(saying([harm]))
        while not drill.over:
            drill.take(saying([ENDS_CALL]))
        card = drill.scorecard(LIBRARY.vocabulary)
        assert card
        assert card.total < 100
        assert grade(card.outcome, card.total, card.kind) is not Grade.EASY
        moments = debrief(LIBRARY.vocabulary, scam, card).moments
        assert moments[0].turn.acts == (harm,)
        assert moments[0].lost > 0
