"""cards/*.yaml -> the knowledge cards, one a file.

card: game-account-theft           # the name of the file, without .yaml
source: {what: "...", basis: alleged, checked: 2026-11-22}
covers: [R20]
teaches: [bait_offer, asks_data]   # warning signs
title: {ko: "...", en: "..."}
text: {ko: "...", en: "..."}
what to do: {ko: "...", en: "..."}
"""

from datetime import date
from pathlib import Path
from typing import Final

from bot.adapters.scenario_files.loading import validate
from bot.adapters.scenario_files.models import CardModel
from bot.adapters.scenario_files.refusing import stop_if_faulty
from bot.adapters.scenario_files.sheet import Sheet, open_sheet
from bot.core.cards import Card, check_card
from bot.core.checks import HOLE, Finding, outside
from bot.core.checks.scenario import check_age
from bot.core.language import Prose
from bot.core.scenario import Source
from bot.core.vocabulary import Vocabulary

CARDS: Final = "cards"
"""The folder of the cards, beside those of the settings."""


def load_cards(folder: Path, vocabulary: Vocabulary) -> tuple[Card, ...]:
    """The cards beneath `folder` by file name; none if there is no folder of cards.

    Errors: `FaultyFile` with every fault of the first card that cannot be shown.
    """
    cards = []
    for path in sorted((folder / CARDS).glob("*.yaml")):
        sheet, card = read_card(path, vocabulary)
        stop_if_faulty(sheet)
        assert card, "a file that cannot be read has faults"
        cards.append(card)
    return tuple(cards)


def card_sheet(path: Path, vocabulary: Vocabulary, today: date) -> Sheet:
    """The sheet of one card with its faults, also an old date."""
    sheet, card = read_card(path, vocabulary)
    here = ("source", "checked")
    if card and not {here, here[:1]} & sheet.holes:
        sheet.note(check_age(here, card.source.checked, today))
    return sheet


def read_card(path: Path, vocabulary: Vocabulary) -> tuple[Sheet, Card | None]:
    """The sheet of one card, and the card as far as its file can be read."""
    sheet = open_sheet(path, path.as_posix())
    model = validate(sheet, CardModel)
    if model is None:
        return sheet, None
    card = _card(model)
    sheet.note(outside(check_card(card, vocabulary), frozenset(sheet.holes)))
    if card.id not in (path.stem, HOLE):
        words = {"word": card.id, "choices": path.stem}
        sheet.note([Finding("E206", ("card",), words, (path.stem,))])
    return sheet, card


def _card(model: CardModel) -> Card:
    return Card(
        id=model.card,
        title=Prose(model.title),
        source=Source(model.source.what, model.source.basis, model.source.checked),
        covers=tuple(model.covers),
        teaches=tuple(model.teaches),
        text=Prose(model.text),
        what_to_do=Prose(model.what_to_do),
    )
