"""What a message asks for whatever is going on: to stop, to be forgotten, to see the lobby."""

from collections.abc import Sequence
from typing import Final

from bot.conversation import buttons, groups, joining, refreshing
from bot.conversation.talk import Talk
from bot.core.stopping import is_stop
from bot.ports import Command, Content, Tap, Words

ERASE: Final = Tap("forget:yes")
NO: Final = Tap("consent:no")


def stops(content: Content) -> bool:
    """Whether this is the way out of a drill or a quiz: the button, the command or the word."""
    match content:
        case Tap(data=data):
            return data == buttons.STOP
        case Command(name=name):
            return name == "stop"
        case Words(text=text):
            return is_stop(text)
    return False


def forgets(talk: Talk) -> bool:
    """Whether nothing may be kept: the person asks for it, or does not agree to anything else."""
    content = talk.message.content
    return content == ERASE or (content == NO and talk.trainee.consented is None)


def leaves(content: Content) -> bool:
    """Whether a tap is for the lobby although a drill is open: the menu, a language, a call."""
    lobby_taps: Sequence[str] = (
        *("menu", "lang", "consent", "setting", "surprise", "about", "take"),
        *("cards", "card"),
        *joining.TAPS,
        groups.TAP,
        refreshing.REMINDERS,
    )
    return isinstance(content, Tap) and buttons.read(content.data).what in lobby_taps
