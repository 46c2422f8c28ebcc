"""Outside of a drill: every message, command and button to the part that answers it."""

from dataclasses import replace

from bot.conversation import (
    buttons,
    choosing,
    consent,
    groups,
    joining,
    learning,
    privacy,
    progress,
    quiz,
    refreshing,
)
from bot.conversation.aftermath import menu_row
from bot.conversation.talk import Talk
from bot.core.consent import Keeps
from bot.core.events import Role
from bot.core.language import LANGUAGES
from bot.core.stopping import is_stop
from bot.ports import Attachment, Command, Content, Reply, Tap, TimeUp, Words


async def answer(talk: Talk, content: Content) -> Talk:
    """Take a message of somebody who is in no drill."""
    if quiz.concerns(talk, content):
        return await quiz.take(talk, content)
    match content:
        case Tap(data=buttons.STOP):
            return _nothing_runs(talk)
        case Tap(data=data):
            return await _tapped(talk, buttons.read(data))
        case Words(text=text) if is_stop(text):
            return _nothing_runs(talk)
        case Words() | Attachment():
            return choosing.menu(talk) if talk.trainee.consented else consent.welcome(talk)
        case Command() | TimeUp():
            return talk
    raise AssertionError(content)


async def command(talk: Talk, order: Command) -> Talk:
    """Obey a command; one that we do not know is answered with what we do know."""
    match order.name:
        case "start":
            return await start(talk, order.rest.strip())
        case "drill":
            return choosing.menu(talk)
        case "language":
            return consent.choose_language(talk)
        case "privacy":
            return await privacy.page(talk)
        case "learn":
            return learning.shelf(talk)
        case "progress":
            return await progress.show(talk)
        case "quiz":
            return await quiz.begin(talk) if talk.trainee.consented else consent.welcome(talk)
        case "reminders":
            return refreshing.settings(talk) if talk.trainee.consented else consent.welcome(talk)
        case "forget":
            return consent.ask_to_forget(talk)
        case "stop":
            return await quiz.stop(talk) if talk.trainee.quiz else _nothing_runs(talk)
    return await groups.command(talk, order) or await _help(talk)


async def _help(talk: Talk) -> Talk:
    """All commands that this person may use."""
    duties = await talk.tools.store.duties(talk.message.sender)
    return talk.saying(Reply(talk.page("help", duties=duties)))


async def start(talk: Talk, payload: str) -> Talk:
    """Greet somebody, and open what the link holds by which they came."""
    if not talk.trainee.consented:
        return consent.welcome(talk, payload)
    return await joining.opened(talk, payload) if payload else choosing.menu(talk)


def _nothing_runs(talk: Talk) -> Talk:
    said = talk.words.gettext("No exercise is running. You are safe here.")
    return talk.saying(Reply(said, menu_row(talk)))


async def _tapped(talk: Talk, data: buttons.Data) -> Talk:
    match data:
        case buttons.Data(what="lang", one=code, two=payload) if code in LANGUAGES:
            talk = talk.knowing(replace(talk.trainee, language=code))
            consented = talk.trainee.consented
            return choosing.menu(talk) if consented else consent.welcome(talk, payload)
        case buttons.Data(what="consent", one="yes" | "acts" as agreed, two=payload):
            keeps = Keeps.REPLIES if agreed == "yes" else Keeps.ACTS
            trainee = replace(talk.trainee, consented=talk.at, keeps=keeps)
            return await start(talk.knowing(trainee), payload)
        case buttons.Data(what="consent", one="no") if talk.trainee.consented:
            return consent.ask_to_forget(talk)
        case buttons.Data(what=learning.SHELF):
            return learning.shelf(talk)
        case buttons.Data(what=learning.CARD, one=card):
            return learning.read(talk, card)
    if not talk.trainee.consented:
        return consent.welcome(talk)
    answered = await joining.tapped(talk, data) or await groups.tapped(talk, data)
    return answered or await _chosen(talk, data)


async def _chosen(talk: Talk, data: buttons.Data) -> Talk:
    """Take a tap of somebody who has consented; one that nobody knows leads to the menu."""
    match data:
        case buttons.Data(what=refreshing.REMINDERS, one="on" | "off" as how):
            return refreshing.switched(talk, how)
        case buttons.Data(what=quiz.QUIZ, one=""):
            return await quiz.begin(talk)
        case buttons.Data(what="setting", one=setting):
            return choosing.setting_menu(talk, setting)
        case buttons.Data(what="surprise", one=setting):
            return await choosing.surprise(talk, setting)
        case buttons.Data(what="about", one=scenario):
            return await choosing.about(talk, scenario)
        case buttons.Data(what="take", one=role, two=scenario) if role in set(Role):
            return await choosing.take(talk, scenario, Role(role))
    return choosing.menu(talk)
