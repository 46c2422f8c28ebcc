from datetime import date
from pathlib import Path

import pytest

from bot.adapters.scenario_files import load_vocabulary
from bot.core.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3]
SCENARIOS = ROOT / "scenarios"
BROKEN = ROOT / "tests" / "broken"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(SCENARIOS)
