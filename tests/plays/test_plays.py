"""Whole drills with the real scenarios: what came to pass yesterday comes to pass today."""

from pathlib import Path

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.core.scenario import Outcome
from bot.core.vocabulary import Kind
from tests.plays.play import plays, read, run, write

SCENARIOS = Path(__file__).parents[2] / "scenarios"

named = pytest.mark.parametrize("path", plays(), ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def library() -> FileLibrary:
    return FileLibrary(SCENARIOS)


@named
def test_it_comes_to_what_it_came_to_before(
    path: Path, library: FileLibrary, pytestconfig: pytest.Config
) -> None:
    play = read(path)
    scenario = library.scenario(play.scenario)
    assert scenario is not None, f"there is no scenario {play.scenario}"
    result = run(play, scenario, library.vocabulary)
    if pytestconfig.getoption("--rewrite-plays"):
        write(play, result)
    assert read(path).came_to == result, "pytest tests/plays --rewrite-plays takes this as right"


@named
def test_its_name_says_which_scenario_it_plays(path: Path) -> None:
    assert path.stem.startswith(f"{read(path).scenario}.")


def test_every_scenario_is_played_to_a_good_end_and_to_a_bad_one(library: FileLibrary) -> None:
    reached: dict[str, set[str]] = {one.id: set() for one in library.scenarios()}
    for path in plays():
        play = read(path)
        if play.came_to:
            reached.setdefault(play.scenario, set()).add(play.came_to["outcome"])
    for scenario in library.scenarios():
        bad = Outcome.HARMED if scenario.kind is Kind.SCAM else Outcome.MISSED
        assert {Outcome.SAFE.value, bad.value} <= reached[scenario.id], scenario.id
