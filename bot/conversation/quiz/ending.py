"""The end of a quiz: counts of both kinds, and what was missed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.conversation import aftermath
from bot.conversation.quiz.asking import actions
from bot.conversation.quiz.going import Going
from bot.conversation.talk import Talk
from bot.core.learning.counts import count
from bot.core.learning.forms import Answered
from bot.core.learning.quiz import Quiz, answered
from bot.core.vocabulary import Kind
from bot.ports import Reply

MOST_EXPLAINED: Final = 5
"""Items in one message: more would not fit into Telegram's 4,096 characters."""


def ended(talk: Talk, going: Going, quiz: Quiz) -> Talk:
    """The talk with the counts of both kinds and, now that it is over, what was missed."""
    talk = talk.knowing(replace(talk.trainee, quiz=None))
    answers = answered(quiz, going.form)
    counts = count(answers)
    missed = [one for one in answers if not (one.right and one.serves)]
    wrong = sum(not one.right for one in answers)
    html = talk.page("quiz_ended", counts=counts, mostly=5 * wrong <= len(answers))
    parts = range(0, len(missed), MOST_EXPLAINED)
    explained = [Reply(_explained(talk, missed[at : at + MOST_EXPLAINED])) for at in parts]
    *others, last = [Reply(html), *explained]
    return talk.saying(*others, replace(last, buttons=aftermath.menu_row(talk)))


def _explained(talk: Talk, missed: Sequence[Answered]) -> str:
    told = [
        {
            "says": one.item.says[talk.language],
            "scam": one.item.kind is Kind.SCAM,
            "tell": one.item.tell[talk.language],
            "right": actions(talk)[one.item.right[0]],
        }
        for one in missed
    ]
    return talk.page("quiz_missed", items=told)
