"""The forms of the quiz: those of the project, and what is said about faulty ones."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.adapters.scenario_files import (
    FaultyFile,
    FileLibrary,
    as_text,
    check,
    load_forms,
    quiz_schema,
)
from bot.adapters.scenario_files.quizzes import quiz_sheet
from bot.core.checks.leaks import cues
from bot.core.language import LANGUAGES
from bot.core.learning.forms import PARALLEL, Form, Item
from bot.core.learning.schemes import families
from bot.core.scenario import Waiting
from bot.core.vocabulary import Kind, Vocabulary
from tests.adapters.scenario_files.conftest import SCENARIOS, TODAY
from tests.adapters.scenario_files.test_schema import load

FILES = sorted((SCENARIOS / "quizzes").glob("*.yaml"))


@pytest.fixture(scope="module")
def forms(vocabulary: Vocabulary) -> tuple[Form, ...]:
    return load_forms(SCENARIOS, vocabulary)


@pytest.fixture(scope="module")
def items(forms: tuple[Form, ...]) -> list[Item]:
    return [item for form in forms for item in form.items]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
class TestTheFormsOfTheProject:
    def test_they_have_no_faults_and_no_advice(self, file: Path, vocabulary: Vocabulary) -> None:
        assert quiz_sheet(file, vocabulary, TODAY).faults() == []

    def test_the_schema_of_editors_accepts_them(self, file: Path, vocabulary: Vocabulary) -> None:
        assert list(Draft7Validator(quiz_schema(vocabulary)).iter_errors(load(file))) == []

    def test_half_of_the_items_are_scams(self, file: Path, forms: tuple[Form, ...]) -> None:
        (form,) = [one for one in forms if one.id == file.stem]
        kinds = Counter(item.kind for item in form.items)
        assert kinds[Kind.SCAM] == kinds[Kind.GENUINE] >= 10

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_word_gives_a_kind_away(
        self, file: Path, language: str, forms: tuple[Form, ...]
    ) -> None:
        (form,) = [one for one in forms if one.id == file.stem]
        said = {kind: [cues(one.says[language]) for one in form.items if one.kind is kind] for kind
                in Kind}  # fmt: skip
        for kind, other in ((Kind.SCAM, Kind.GENUINE), (Kind.GENUINE, Kind.SCAM)):
            foreign = set().union(*said[other])
            counts = Counter(word for words in said[kind] for word in words - foreign)
            assert [word for word, count in counts.items() if count > 4] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_length_gives_no_kind_away(
        self, file: Path, language: str, forms: tuple[Form, ...]
    ) -> None:
        (form,) = [one for one in forms if one.id == file.stem]
        scams, genuine = (
            [len(one.says[language]) for one in form.items if one.kind is kind] for kind in Kind
        )
        longer = sum(a > b for a in scams for b in genuine) / (len(scams) * len(genuine))
        assert 0.25 < longer < 0.75


def test_there_are_two_and_they_are_parallel(forms: tuple[Form, ...]) -> None:
    one, other = forms
    for name in PARALLEL:
        assert [getattr(item, name) for item in one.items] == [
            getattr(item, name) for item in other.items
        ]


def test_every_setting_medium_and_difficulty_is_there(
    items: list[Item], vocabulary: Vocabulary
) -> None:
    assert {item.setting for item in items} == set(vocabulary.settings)
    assert {item.medium for item in items} == {"call", "chat"}
    assert {item.difficulty for item in items} == {1, 2, 3}


def test_most_families_of_items_can_be_practised(items: list[Item], vocabulary: Vocabulary) -> None:
    practised = set(families(FileLibrary(SCENARIOS, vocabulary).scenarios()).values())
    known = [item.family in practised for item in items]
    assert sum(known) >= 0.8 * len(known)


def test_no_item_is_a_line_of_a_drill_or_another_item(
    items: list[Item], vocabulary: Vocabulary
) -> None:
    states = [
        state
        for scenario in FileLibrary(SCENARIOS, vocabulary).scenarios()
        for state in scenario.states.values()
        if isinstance(state, Waiting)
    ]
    for language in LANGUAGES:
        drilled = [shingles(line.prose[language]) for state in states for line in state.lines]
        asked = [shingles(item.says[language]) for item in items]
        for number, mine in enumerate(asked):
            for other in (*drilled, *asked[:number]):
                assert alike(mine, other) < 0.5, items[number].id


def test_likeness_tells_a_copy_from_another_text() -> None:
    text = "검찰 수사관입니다. 선생님 계좌가 범죄에 이용됐습니다."
    assert alike(shingles(text), shingles(f"네, {text.replace('.', '!')}")) > 0.9
    assert alike(shingles(text), shingles("내일 저녁에 회관에서 모임이 있습니다.")) < 0.1


def shingles(text: str) -> frozenset[str]:
    """Every four letters in a row, without spaces, marks and capitals."""
    plain = re.sub(r"[\W_]+", "", text.lower())
    return frozenset(plain[at : at + 4] for at in range(max(1, len(plain) - 3)))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text stands in the longer one."""
    return len(one & other) / min(len(one), len(other))


def test_the_committed_schema_is_the_generated_one(vocabulary: Vocabulary) -> None:
    committed = (SCENARIOS / "quiz.schema.json").read_text(encoding="utf-8")
    assert committed == as_text(quiz_schema(vocabulary))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(SCENARIOS / "quizzes", tmp_path / "quizzes")
    yield tmp_path


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("setting: north", "setting: nroth", {"E207", "E330", "W311"}),
        ("quiz: form-b", "quiz: form-c", {"E206"}),
        ("kind: scam", "kind: scamm", {"E206"}),
        ("kind: scam", "kind: genuine", {"E329", "E330", "W311"}),
        ("scheme: authority", "scheme: power", {"E206"}),
        ("medium: call", "medium: chat", {"E330", "W311"}),
        ("difficulty: 1", "difficulty: 2", {"E330", "W311"}),
        ("difficulty: 1", "difficulty: 7", {"E317"}),
        ("item: complaint-about-goods", "item: unit-meeting", {"E308"}),
        ("item: complaint-about-goods", "item: aunts-birthday", {"E308"}),
        ("right: [put_off, check]", "right: [comply, check]", {"E331"}),
        ("right: [put_off, check]", "right: []", {"E311"}),
        ("right: [put_off, check]", "right: [flee]", {"E206"}),
        ("right: [comply, check]", "right: [break_off]", {"E331"}),
        ("We've had a complaint", "Ring 010-1234-5678 about it", {"E405"}),
        ("Police. We've had", "Police. " + "We have had " * 30, {"E404"}),
        ("    tell:", "    tells:", {"E201"}),
        ("checked: 2026-11-22", "checked: 2020-01-01", {"W401"}),
        ("checked: 2026-11-22", "checked: yesterday", {"E309"}),
    ],
)
def test_a_fault_is_told_with_its_code(
    old: str, new: str, codes: set[str], folder: Path, vocabulary: Vocabulary
) -> None:
    file = folder / "quizzes" / "form-b.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    report = check([folder], vocabulary, today=TODAY)
    assert {fault.code for fault in report.faults} == codes
    assert {Path(fault.file).name for fault in report.faults} == {"form-b.yaml"}


def test_a_fault_is_told_at_its_place(folder: Path, vocabulary: Vocabulary) -> None:
    file = folder / "quizzes" / "form-b.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "difficulty: 3" in line)
    lines[at] = lines[at].replace("3", "2")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = [one for one in check([file], vocabulary, today=TODAY).faults if one.code == "E330"]
    assert [(one.span.line, one.span.column) for one in found] == [(at + 1, 17)]


def test_a_form_that_lacks_items_is_told(folder: Path, vocabulary: Vocabulary) -> None:
    file = folder / "quizzes" / "form-b.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: whole.index("  - item: declined-payment")], encoding="utf-8")
    codes = {fault.code for fault in check([file], vocabulary, today=TODAY).faults}
    assert codes == {"E329", "E330", "W311"}


def test_a_missing_translation_is_told(folder: Path, vocabulary: Vocabulary) -> None:
    file = folder / "quizzes" / "form-a.yaml"
    text = file.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("      en:"))
    file.write_text(text.replace(first + "\n", "", 1), encoding="utf-8")
    assert [one.code for one in check([file], vocabulary, today=TODAY).faults] == ["E401"]


def test_a_faulty_form_cannot_be_given(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "x.yaml").write_text("quiz: x\n", encoding="utf-8")
    with pytest.raises(FaultyFile):
        load_forms(tmp_path, vocabulary)


def test_a_folder_without_quizzes_has_none(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert load_forms(tmp_path, vocabulary) == ()


def test_what_people_read_and_what_is_right_make_the_digest(
    folder: Path, vocabulary: Vocabulary
) -> None:
    file = folder / "quizzes" / "form-a.yaml"
    text = file.read_text(encoding="utf-8")
    before = load_forms(folder, vocabulary)[0].digest
    file.write_text(text.replace("basis: documented", "basis: composite"), encoding="utf-8")
    assert load_forms(folder, vocabulary)[0].digest == before
    file.write_text(text.replace("have dollars ready", "have yuan ready"), encoding="utf-8")
    assert load_forms(folder, vocabulary)[0].digest != before


def test_forms_are_no_scenarios(vocabulary: Vocabulary) -> None:
    library = FileLibrary(SCENARIOS, vocabulary)
    assert not library.faulty
    assert {one.id for one in library.scenarios()}.isdisjoint({"form-a", "form-b"})
