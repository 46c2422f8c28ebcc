"""The three questions about an item, and the buttons that carry the answers."""

from typing import Final

from bot.conversation import buttons
from bot.conversation.quiz.going import Going
from bot.conversation.talk import Talk
from bot.core.learning.forms import Action, Confidence
from bot.core.vocabulary import Kind
from bot.ports import Button, Reply

QUIZ: Final = "quiz"

SURE: Final = {str(int(step)): step for step in Confidence}
"""By what stands in a button's data."""


def asked(talk: Talk, going: Going) -> Talk:
    """The talk with the item that waits, and the question what it is."""
    item = going.item
    say = talk.words.gettext
    html = talk.page(
        "quiz_item",
        medium=item.medium,
        setting=talk.tools.vocabulary.settings[item.setting][talk.language],
        number=len(going.quiz.answers) + 1,
        items=len(going.form.items),
        says=item.says[talk.language],
    )
    verdicts = ((say("🚩 A scam"), Kind.SCAM), (say("🤝 Genuine"), Kind.GENUINE))
    row = tuple(_button(label, going, kind.value) for label, kind in verdicts)
    return talk.saying(Reply(html, (row, *_way_out(talk)), spoken=True))


def how_sure(talk: Talk, going: Going, so_far: str) -> Talk:
    """The talk with the question how sure one is of the verdict `so_far`."""
    say = talk.words.gettext
    labels = (say("I'm guessing"), say("Rather sure"), say("Quite sure"), say("Very sure"))
    rows = buttons.column(
        _button(label, going, f"{so_far}.{step}") for label, step in zip(labels, SURE, strict=True)
    )
    return talk.saying(Reply(say("How sure are you?"), (*rows, *_way_out(talk))))


def what_then(talk: Talk, going: Going, so_far: str) -> Talk:
    """The talk with the question what one would do, after verdict and confidence `so_far`."""
    rows = buttons.column(
        _button(label, going, f"{so_far}.{action}") for action, label in actions(talk).items()
    )
    return talk.saying(Reply(talk.words.gettext("What would you do?"), (*rows, *_way_out(talk))))


def actions(talk: Talk) -> dict[Action, str]:
    """What somebody can mean to do, in their words."""
    say = talk.words.gettext
    return {
        Action.COMPLY: say("Do as they say"),
        Action.CHECK: say("Check it my own way first"),
        Action.PUT_OFF: say("Put it off, ask someone I trust"),
        Action.BREAK_OFF: say("Break it off"),
    }


def _button(label: str, going: Going, answers: str) -> Button:
    return Button(label, f"{QUIZ}:{going.place}:{answers}")


def _way_out(talk: Talk) -> buttons.Rows:
    return ((Button(talk.words.gettext("⏹ Stop"), buttons.STOP),),)
