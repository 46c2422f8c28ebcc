"""Knowledge cards: what is documented and cannot be met as a call, in one short text each."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.checks.finding import Finding, Path
from bot.core.checks.prose import Passage, check_passage
from bot.core.language import Prose
from bot.core.scenario import Source
from bot.core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Card:
    """One case, told and not played; `teaches` are the warning signs to know it by."""

    id: str
    title: Prose
    source: Source
    covers: tuple[str, ...]
    teaches: tuple[str, ...]
    text: Prose
    what_to_do: Prose


def check_card(card: Card, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is wrong with the words of a card: unknown signs, unsafe or untranslated prose."""
    for place, sign in enumerate(card.teaches):
        if sign not in vocabulary.signs:
            yield Finding("E202", ("teaches", place), {"word": sign}, tuple(vocabulary.signs))
    for path, prose in _passages(card):
        yield from check_passage(Passage(path, prose))


def _passages(card: Card) -> Iterator[tuple[Path, Prose]]:
    yield ("title",), card.title
    yield ("text",), card.text
    yield ("what to do",), card.what_to_do
