"""What at the desk is whose: each message to the part that answers it."""

from typing import Final

from bot.conversation import buttons
from bot.conversation.desk import correcting, examining, jumping, play
from bot.conversation.desk.rows import DESK
from bot.conversation.drill import cannot_read
from bot.conversation.talk import Drill, Talk
from bot.core.stopping import is_stop
from bot.ports import Attachment, Command, Content, Document, Reply, Tap, TimeUp, Words

COMMANDS: Final = ("check", "jump", "wrong")


def concerns(talk: Talk) -> bool:
    """Whether a message is for the desk, provided that an author sent it."""
    playing = talk.drill is not None and play.is_play(talk.drill)
    match talk.message.content:
        case Document():
            return True
        case Command(name=name):
            return name in COMMANDS or (playing and name in ("start", "stop"))
        case Tap(data=data) if buttons.read(data).what == DESK:
            return True
    return playing


def sent_away(talk: Talk) -> Talk:
    """The talk of somebody who is no author, or is one no more: a play at the desk is over."""
    return talk.in_drill(None) if talk.drill and play.is_play(talk.drill) else talk


async def answer(talk: Talk) -> Talk:
    """Take a message that concerns the desk, of an author."""
    content = talk.message.content
    match content:
        case Document():
            return await examining.examine(talk, content)
        case Tap(data=data) if buttons.read(data).what == DESK:
            return await _tapped(talk, buttons.read(data))
        case Command(name="check", rest=path):
            return examining.explain(talk, unreadable=bool(path))
    drill = talk.drill
    if drill is None or not play.is_play(drill):
        said = talk.words.gettext("Nothing is being played at the desk. Send a scenario first.")
        return talk.saying(Reply(said))
    return await _in_play(talk, drill, content)


async def _in_play(talk: Talk, drill: Drill, content: Content) -> Talk:
    match content:
        case Command(name="jump", rest=state):
            return await jumping.by_name(talk, drill, state)
        case Command(name="wrong", rest=acts):
            return await correcting.told(talk, drill, acts)
        case Command(name="start"):
            return play.repeat(talk, drill)
        case Command(name="stop") | Tap(data=buttons.STOP):
            return play.stop(talk, drill)
        case Words(text=text):
            return play.stop(talk, drill) if is_stop(text) else await play.said(talk, drill, text)
        case Tap(data=data):
            return play.chose(talk, drill, buttons.read(data))
        case Attachment(what=what):
            return talk.saying(Reply(cannot_read(talk, what)))
        case TimeUp():
            return talk
    raise AssertionError(content)


async def _tapped(talk: Talk, data: buttons.Data) -> Talk:
    drill, detail = talk.drill, data.two
    match data.one:
        case "play":
            return await jumping.from_the_start(talk, detail)
        case "states":
            return await jumping.offer(talk, detail)
        case "jump":
            return await jumping.by_number(talk, detail)
    if drill is not None and play.is_play(drill):
        match data.one:
            case "silent" if detail == drill.place:
                return play.stay_silent(talk, drill)
            case "wrong":
                return correcting.ask(talk, drill, detail)
            case "is":
                return await correcting.chosen(talk, drill, detail)
    said = talk.words.gettext("That button belonged to an earlier message at the desk.")
    return talk.saying(Reply(said))
