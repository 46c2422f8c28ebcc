"""What shows only with many scenarios side by side: leaking cues, signs that nothing teaches."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.scenario_files import Fault, check, message
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import BROKEN, SCENARIOS, TODAY

TWIN = (BROKEN / "around" / "twin.yaml").read_text(encoding="utf-8")
SCAM = (BROKEN / "around" / "same-kind.yaml").read_text(encoding="utf-8")
SAME = ("This is State Security.", "I am an officer.", "여기 보위부요.", "나 지도원이오.")
CALLS = 5


def library(folder: Path, *, scam: str = "", genuine: str = "", calls: int = CALLS) -> Path:
    """Pairs of the same calls, but that one kind says these words more in its first line."""
    folder.mkdir(exist_ok=True)
    shutil.copy(BROKEN / "around" / "common.yaml", folder)
    for number in range(calls):
        for name, other, words, text in (
            ("scam", "twin", scam, SCAM.replace("scenario: same-kind", "scenario: ID")),
            ("twin", "scam", genuine, TWIN.replace("scenario: twin", "scenario: ID")),
        ):
            told = text.replace("scenario: ID", f"scenario: {name}-{number}")
            told = told.replace("pair: case", f"pair: {other}-{number}")
            told = told.replace("State Security.", f"State Security.{words}")
            (folder / f"{name}-{number}.yaml").write_text(told, encoding="utf-8")
    return folder


def faults(folder: Path, vocabulary: Vocabulary) -> list[Fault]:
    return list(check([folder], vocabulary, today=TODAY).faults)


def codes(folder: Path, vocabulary: Vocabulary) -> list[str]:
    return [fault.code for fault in faults(folder, vocabulary)]


def test_calls_that_say_the_same_leak_nothing(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert codes(library(tmp_path), vocabulary) == []


@pytest.mark.parametrize(("kind", "code"), [("scam", "W404"), ("genuine", "W407")])
def test_a_word_of_one_kind_is_told_once_where_it_is_first_said(
    kind: str, code: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = library(tmp_path, **{kind: " Hearken"})  # type: ignore[arg-type]
    (fault,) = [one for one in faults(folder, vocabulary) if one.code == code]
    assert fault.params["word"] == "hearken"
    assert (fault.params["count"], fault.params["others"]) == ("5", "5")
    assert "hearken" in message(fault, "ko")
    assert Path(fault.file).stem == ("scam-0" if kind == "scam" else "twin-0")
    assert "State Security." in fault.line


@pytest.mark.parametrize(("kind", "code"), [("scam", "W405"), ("genuine", "W408")])
def test_longer_lines_of_one_kind_are_told(
    kind: str, code: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = library(tmp_path, **{kind: " Security" * 4})  # type: ignore[arg-type]
    assert codes(folder, vocabulary) == [code]


def test_few_calls_tell_nothing(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert codes(library(tmp_path, scam=" Hearken", calls=3), vocabulary) == []


def test_the_demand_itself_is_no_leak(tmp_path: Path, vocabulary: Vocabulary) -> None:
    folder = library(tmp_path)
    for file in folder.glob("scam-*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("Pay up.", "Bring the gold."))
    assert "W404" not in codes(folder, vocabulary)


def test_a_sign_that_no_scenario_shows_is_told_in_the_catalogue_of_signs(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    shutil.copy(SCENARIOS / "signs.yaml", tmp_path)
    found = faults(library(tmp_path), vocabulary)
    told = [fault.params["word"] for fault in found if fault.code == "W310"]
    taught = {"authority_claim", "money_demand", "urgency"}
    assert told == [sign for sign in vocabulary.signs if sign not in taught]
    assert {Path(fault.file).name for fault in found} == {"signs.yaml"}
