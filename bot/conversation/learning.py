"""/learn: the knowledge cards, for reading. Nothing here is asked, scored or kept."""

from typing import Final

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.core.cards import Card
from bot.core.scenario import Basis
from bot.ports import Button, Reply

SHELF: Final = "cards"
CARD: Final = "card"


def shelf(talk: Talk) -> Talk:
    """All cards by title."""
    say = talk.words.gettext
    rows = buttons.column(
        [
            *(Button(card.title[talk.language], f"{CARD}:{card.id}") for card in talk.tools.cards),
            Button(say("Choose a call"), "menu"),
        ]
    )
    return talk.saying(Reply(talk.page("cards", some=bool(talk.tools.cards)), rows))


def read(talk: Talk, id: str) -> Talk:
    """One card; an id that is no card's, such as that of an older message, shows the list."""
    known: dict[str, Card] = {card.id: card for card in talk.tools.cards}
    card = known.get(id)
    if card is None:
        return shelf(talk)
    signs = [talk.tools.vocabulary.signs[sign] for sign in card.teaches]
    alleged = card.source.basis is Basis.ALLEGED
    say = talk.words.gettext
    rows = buttons.column([Button(say("Other texts"), SHELF), Button(say("Choose a call"), "menu")])
    return talk.saying(Reply(talk.page("card", card=card, signs=signs, alleged=alleged), rows))
