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
    sheets = {sheet.scenario.id: sheet for sheet in desk.own([folder]) if sheet.scenario}
    files = {id: sheet.path.relative_to(folder).as_posix() for id, sheet in sheets.items()}
    scams = [
        Piece(files[id], one.covers, files.get(one.pair or ""))
        for id, one in ((id, sheet.scenario) for id, sheet in sheets.items())
        if one and one.kind is Kind.SCAM
    ]
    paths = sorted((folder / CARDS).glob("*.yaml"))
    read = [(path, read_card(path, vocabulary)[1]) for path in paths]
    cards = [Piece(f"{CARDS}/{path.name}", card.covers, card=True) for path, card in read if card]
    return sorted(scams, key=lambda piece: piece.file) + cards
