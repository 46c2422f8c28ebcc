"""Which file of a folder covers which documented case."""

from datetime import date
from pathlib import Path

from bot.adapters.scenario_files.cards import CARDS, read_card
from bot.adapters.scenario_files.checking import Desk
from bot.core.coverage import Piece
from bot.core.vocabulary import Kind, Vocabulary


def pieces_of(folder: Path, vocabulary: Vocabulary) -> list[Piece]:
    """Every scam and every card beneath `folder`, by file; genuine calls stand with their twin."""
    desk = Desk(vocabulary, date.min)
    read = desk.own([folder])
    sheets = {sheet.scenario.id: sheet for sheet in read if sheet.scenario}
    files = {name: sheet.path.relative_to(folder).as_posix() for name, sheet in sheets.items()}
    scams = [
        Piece(files[sheet.scenario.id], sheet.scenario.covers, files.get(sheet.scenario.pair or ""))
        for sheet in sheets.values()
        if sheet.scenario and sheet.scenario.kind is Kind.SCAM
    ]
    paths = sorted((folder / CARDS).glob("*.yaml"))
    known = [(path, read_card(path, vocabulary)[1]) for path in paths]
    cards = [Piece(f"{CARDS}/{path.name}", card.covers, card=True) for path, card in known if card]
    return sorted(scams, key=lambda piece: piece.file) + cards
