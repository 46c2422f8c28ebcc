"""Every broken file yields exactly its code at its place, in both languages."""

import re
from pathlib import Path

import pytest

from bot.adapters.scenario_files import CATALOGUE, check, message, remedy, render_fault
from bot.adapters.scenario_files.catalogue import Entry
from bot.adapters.scenario_files.reader import LARGEST
from bot.adapters.scenario_files.sheet import MOST_FAULTS
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import BROKEN, TODAY
from tests.adapters.scenario_files.writing import faults_of

CASES = sorted(BROKEN.glob("*.yaml"))
MADE_BELOW = {"E101", "E102", "E190", "W501"}
"""No file, a large file, a hundred faults, a model: not worth keeping on disk."""

MADE_BESIDE = {"W310", "W404", "W405", "W407", "W408", "E329", "E330", "E331", "W311"}
"""It takes many scenarios, or a form of the quiz: see test_together.py and test_quizzes.py."""


def expected(case: Path) -> tuple[str, int, int]:
    first = case.read_bytes().splitlines()[0].decode()
    code, line, column = first.removeprefix("# expect: ").split()
    return code, int(line), int(column)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_broken_file_yields_exactly_its_code_at_its_place(
    case: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    faults = faults_of(case.read_bytes(), tmp_path, vocabulary)
    found = [(fault.code, fault.span.line, fault.span.column) for fault in faults]
    assert found == [expected(case)]
    for language in ("ko", "en"):
        text = message(faults[0], language) + remedy(faults[0], language)
        assert language == "en" or any("가" <= letter <= "힣" for letter in text)
        assert not re.search(r"\{(?!name|after|ko|go)", text), "a word is not filled in"
        assert "\0" not in render_fault(faults[0], language)


def test_every_code_has_a_broken_file() -> None:
    assert {expected(case)[0] for case in CASES} | MADE_BELOW | MADE_BESIDE == set(CATALOGUE)


def test_a_missing_file_a_folder_for_a_file_and_a_large_file_are_refused(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST + 1))
    report = check([tmp_path / "none.yaml", large], vocabulary, today=TODAY)
    assert [fault.code for fault in report.faults] == ["E102", "E101"]


def test_a_hundred_faults_are_enough(tmp_path: Path, vocabulary: Vocabulary) -> None:
    many = tmp_path / "many.yaml"
    many.write_text("scenario: many\n" + "\n".join(f"key{n}: x" for n in range(5000)))
    faults = check([many], vocabulary, today=TODAY).faults
    assert len(faults) == MOST_FAULTS + 1
    assert faults[0].code == "E190"


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_both_languages_name_the_same_words(entry: Entry) -> None:
    words = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
    for templates in (entry.message, entry.remedy):
        named = {language: set(words.findall(text)) for language, text in templates.items()}
        assert named["ko"] <= named["en"] | {"word"}
