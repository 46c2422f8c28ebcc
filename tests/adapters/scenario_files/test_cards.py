"""Knowledge cards: those of the project, and what is said about faulty ones."""

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.adapters.scenario_files import FaultyFile, as_text, card_schema, check, load_cards
from bot.adapters.scenario_files.cards import card_sheet
from bot.core.language import LANGUAGES
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import SCENARIOS, TODAY
from tests.adapters.scenario_files.test_schema import load

CARDS = sorted((SCENARIOS / "cards").glob("*.yaml"))
ONE = SCENARIOS / "cards" / "game-account-theft.yaml"


def codes(folder: Path, vocabulary: Vocabulary, old: str, new: str) -> list[str]:
    cards = folder / "cards"
    cards.mkdir()
    text = ONE.read_text(encoding="utf-8")
    assert old in text
    (cards / ONE.name).write_text(text.replace(old, new), encoding="utf-8")
    return [fault.code for fault in check([folder], vocabulary, today=TODAY).faults]


@pytest.mark.parametrize("file", CARDS, ids=lambda file: file.stem)
class TestTheCardsOfTheProject:
    def test_they_have_no_faults(self, file: Path, vocabulary: Vocabulary) -> None:
        assert card_sheet(file, vocabulary, TODAY).faults() == []

    def test_they_are_short_enough_for_a_telephone(
        self, file: Path, vocabulary: Vocabulary
    ) -> None:
        (card,) = [one for one in load_cards(SCENARIOS, vocabulary) if one.id == file.stem]
        assert 60 <= len(card.text["en"].split()) <= 120
        assert 50 <= len(card.text["ko"].split()) <= 120

    def test_the_schema_of_editors_accepts_them(self, file: Path, vocabulary: Vocabulary) -> None:
        assert list(Draft7Validator(card_schema(vocabulary)).iter_errors(load(file))) == []


def test_the_committed_schema_is_the_generated_one(vocabulary: Vocabulary) -> None:
    committed = (SCENARIOS / "card.schema.json").read_text(encoding="utf-8")
    assert committed == as_text(card_schema(vocabulary))


def test_every_card_exists_in_every_language(vocabulary: Vocabulary) -> None:
    for card in load_cards(SCENARIOS, vocabulary):
        for prose in (card.title, card.text, card.what_to_do):
            assert set(LANGUAGES) <= set(prose.words)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("bait_offer", "bait_ofer", "E202"),
        ("R20", "R99", "E206"),
        ("card: game-account-theft", "card: another-name", "E206"),
        ("basis: alleged", "basis: rumour", "E206"),
        ("teaches:", "teach:", "E201"),
        ("what to do:", "what do:", "E201"),
        ("Stolen accounts are then", "Ring 010-1234-5678 and", "E405"),
        ("checked: 2026-11-22", "checked: 2020-01-01", "W401"),
        ("checked: 2026-11-22", "checked: yesterday", "E309"),
    ],
)
def test_a_fault_is_told_with_its_code(
    old: str, new: str, code: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    assert code in codes(tmp_path, vocabulary, old, new)


def test_a_missing_translation_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    title = ', en: "Theft through game payments"'
    assert codes(tmp_path, vocabulary, title, "") == ["E401"]


def test_a_faulty_card_cannot_be_shown(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "x.yaml").write_text("card: x\n", encoding="utf-8")
    with pytest.raises(FaultyFile):
        load_cards(tmp_path, vocabulary)


def test_a_folder_without_cards_has_none(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert load_cards(tmp_path, vocabulary) == ()
