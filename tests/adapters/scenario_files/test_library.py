"""The scenarios of a folder: whole ones play, faulty ones say why, and only themselves suffer."""

from pathlib import Path

import pytest

from bot.adapters.scenario_files import FaultyFile, FileLibrary
from bot.core.scenario import Ending, Outcome, Silence, Waiting
from bot.core.snapshot import from_json, to_json
from bot.core.vocabulary import Habit, Vocabulary
from bot.errors import ScenarioError
from tests.adapters.scenario_files.conftest import SCENARIOS
from tests.adapters.scenario_files.writing import case, surroundings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return surroundings(tmp_path)


def library(folder: Path, vocabulary: Vocabulary) -> FileLibrary:
    return FileLibrary(folder, vocabulary)


def add(folder: Path, text: str, name: str = "case.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_every_scenario_of_the_project_can_be_played(vocabulary: Vocabulary) -> None:
    found = FileLibrary(SCENARIOS, vocabulary)
    assert found.faulty == {}
    assert found.scenarios()


def test_scenarios_come_by_setting_level_and_id(folder: Path, vocabulary: Vocabulary) -> None:
    add(folder, case(("level: 2", "level: 1")))
    found = [one.id for one in library(folder, vocabulary).scenarios()]
    assert found == ["case", "same-kind", "stranger", "twin", "elsewhere"]


def test_a_faulty_scenario_says_why_and_the_others_play(
    folder: Path, vocabulary: Vocabulary
) -> None:
    add(folder, case(("urgency]", "urgencey]")), "some-name.yaml")
    found = library(folder, vocabulary)
    assert found.scenario("twin")
    for name in ("case", "some-name"):
        with pytest.raises(ScenarioError, match="E202") as raised:
            found.scenario(name)
        assert isinstance(raised.value, FaultyFile)
        assert [fault.code for fault in raised.value.faults] == ["E202"]
    assert "case" not in [one.id for one in found.scenarios()]


def test_advice_does_not_keep_a_scenario_from_being_played(
    folder: Path, vocabulary: Vocabulary
) -> None:
    add(folder, case(("checked: 2026-11-22", "checked: 2001-01-01")))
    assert library(folder, vocabulary).scenario("case")


def test_nobody_plays_what_is_not_there(folder: Path, vocabulary: Vocabulary) -> None:
    assert library(folder, vocabulary).scenario("nothing") is None


def test_shared_replies_stand_behind_the_own_words(folder: Path, vocabulary: Vocabulary) -> None:
    add(folder, case(("      delays: {go: put_off}", "      ends_call: {go: put_off}")))
    scenario = library(folder, vocabulary).scenario("case")
    assert scenario
    opening, demand = scenario.waiting("opening"), scenario.waiting("demand")
    assert opening.answers["ends_call"].go == "put_off"
    assert demand.answers["ends_call"].go == "hung_up"
    assert list(demand.answers)[-1] == "ends_call"
    assert demand.silence == Silence(45, "line_dead")
    assert len(scenario.unclear) == 2
    assert isinstance(scenario.states["hung_up"], Ending)


def test_a_state_can_have_its_own_silence(folder: Path, vocabulary: Vocabulary) -> None:
    own = "    silence: {after: 2m, go: paid, caller says: [{ko: 여보?, en: Hello?}]}\n"
    add(folder, case(("    otherwise: {go: put_off}\n", "    otherwise: {go: put_off}\n" + own)))
    scenario = library(folder, vocabulary).scenario("case")
    assert scenario
    silence = scenario.waiting("demand").silence
    assert (silence.seconds, silence.go) == (120, "paid")
    assert silence.nudges[0].prose["en"] == "Hello?"


def test_a_state_can_have_points_of_its_own_with_a_reason(
    folder: Path, vocabulary: Vocabulary
) -> None:
    answer = "asks_identity: {go: demand, points: {verify: 2}, because: {ko: 까닭, en: Why}}"
    add(folder, case(("asks_identity: {go: demand}", answer)))
    scenario = library(folder, vocabulary).scenario("case")
    assert scenario
    found = scenario.waiting("opening").answers["asks_identity"]
    assert found.points == {Habit.VERIFY: 2}
    assert found.because
    assert found.because["ko"] == "까닭"


def test_lines_of_genuine_calls_give_chances(folder: Path, vocabulary: Vocabulary) -> None:
    twin = library(folder, vocabulary).scenario("twin")
    assert twin
    assert twin.waiting("opening").lines[0].chances == (Habit.VERIFY,)
    paid = twin.states["paid"]
    assert isinstance(paid, Ending)
    assert paid.outcome is Outcome.MISSED


def test_prose_may_stand_in_further_languages(folder: Path, vocabulary: Vocabulary) -> None:
    add(folder, case(('en: "Pay up."', 'en: "Pay up.", ja: "払え。"')))
    scenario = library(folder, vocabulary).scenario("case")
    assert scenario
    assert scenario.waiting("demand").lines[0].prose["ja"] == "払え。"


def test_cards_and_other_files_are_no_scenarios(folder: Path, vocabulary: Vocabulary) -> None:
    (folder / "cards").mkdir()
    add(folder, "anything: at all", "cards/one.yaml")
    add(folder, "text", "notes.txt")
    assert library(folder, vocabulary).faulty == {}


def digest(text: str, folder: Path, vocabulary: Vocabulary) -> str:
    add(folder, text)
    scenario = library(folder, vocabulary).scenario("case")
    assert scenario
    return scenario.digest


def test_the_digest_is_that_of_what_is_played(folder: Path, vocabulary: Vocabulary) -> None:
    first = digest(case(), folder, vocabulary)
    assert len(first) == 64
    same = case(("level: 2", "level:    2   # mild\n\n")).replace("\n", "\r\n")
    assert digest(same, folder, vocabulary) == first
    asked = case(('    "누구십니까": [asks_identity]', '    "누구요": [asks_identity]'))
    assert digest(asked, folder, vocabulary) == first
    assert digest(case(("Pay up.", "Pay now.")), folder, vocabulary) != first
    order = case(("      asks_identity: {go: demand}\n      delays: {go: put_off}",
                  "      delays: {go: put_off}\n      asks_identity: {go: demand}"))  # fmt: skip
    assert digest(order, folder, vocabulary) != first
    common = folder / "common.yaml"
    common.write_text(common.read_text().replace("45s", "50s"))
    assert digest(case(), folder, vocabulary) != first


def test_a_scenario_survives_its_snapshot(vocabulary: Vocabulary) -> None:
    for scenario in FileLibrary(SCENARIOS, vocabulary).scenarios():
        again = from_json(to_json(scenario))
        assert again == scenario
        for name, state in scenario.states.items():
            if isinstance(state, Waiting):
                assert list(again.waiting(name).answers) == list(state.answers)


def test_nothing_plays_on_shared_replies_that_are_faulty(
    folder: Path, vocabulary: Vocabulary
) -> None:
    common = folder / "common.yaml"
    common.write_text(common.read_text().replace("go: hung_up", "go: hung_upp"))
    found = library(folder, vocabulary)
    assert found.scenarios() == ()
    with pytest.raises(FaultyFile, match=r"common\.yaml:\d+:\d+: error E203"):
        found.scenario("twin")


def test_a_file_that_builds_on_itself_is_refused(folder: Path, vocabulary: Vocabulary) -> None:
    add(folder, case(("replies from: common", "replies from: case")))
    add(folder, case(("scenario: case", "scenario: b"), ("from: common", "from: case")), "b.yaml")
    with pytest.raises(FaultyFile, match="E208"):
        library(folder, vocabulary).scenario("case")


def test_a_scenario_without_its_twin_plays(folder: Path, vocabulary: Vocabulary) -> None:
    add(folder, case(("pair: twin", "pair: nobody")))
    assert library(folder, vocabulary).scenario("case")
