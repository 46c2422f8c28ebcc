"""Beginning a quiz, going on with it, answering and leaving."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import aftermath, buttons
from bot.conversation.quiz.asking import QUIZ, SURE, asked, how_sure, what_then
from bot.conversation.quiz.ending import ended
from bot.conversation.quiz.going import Going, going_on
from bot.conversation.talk import Talk
from bot.core.learning import offering
from bot.core.learning.forms import Action, Form
from bot.core.learning.quiz import (
    ItemAnswered,
    Moment,
    Quiz,
    QuizEvent,
    QuizLeft,
    QuizStarted,
    after,
    answer,
    replay,
)
from bot.core.session import Phase
from bot.core.stopping import is_stop
from bot.core.vocabulary import Kind
from bot.ports import Attachment, Content, QuizStep, Reply, Sitting, Tap, Words
from bot.presentation.days import ZONE


def concerns(talk: Talk, content: Content) -> bool:
    """Whether this message of somebody in no drill is for the quiz."""
    if talk.trainee.quiz is None:
        return False
    match content:
        case Words() | Attachment():
            return True
        case Tap(data=data):
            return buttons.read(data).what in (QUIZ, buttons.STOP)
    return False


async def begin(talk: Talk) -> Talk:
    """Start the quiz that is next for this person, or go on with the open one."""
    running = talk.drill
    if running and running.session.phase is Phase.CALLING:
        said = talk.words.gettext(
            "A call is running. Finish it or /stop it first, then write /quiz."
        )
        return talk.saying(Reply(said))
    if running:
        talk = aftermath.left(talk, running)
    if len(talk.tools.forms) < offering.FORMS:
        return _none(talk)
    known = await talk.tools.store.sittings(talk.trainee.id)
    if going := going_on(talk, known):
        said = talk.words.gettext("Let us go on where you were.")
        return asked(talk.saying(Reply(said)), going)
    drills = (await talk.tools.store.history(talk.trainee.id)).drills
    found = offering.offered(
        talk.tools.forms,
        _taken(known),
        [one.at for one in drills],
        talk.trainee.id,
        talk.at.astimezone(ZONE),
    )
    match found:
        case offering.Ready(form=form, moment=moment):
            return _started(talk, form, moment, len(drills))
        case offering.AfterDrills(drills=more):
            return talk.saying(Reply(talk.page("quiz_wait", drills=more), aftermath.menu_row(talk)))
        case offering.AfterDay(day=day):
            html = talk.page("quiz_later", day=day.isoformat())
            return talk.saying(Reply(html, aftermath.menu_row(talk)))


async def take(talk: Talk, content: Content) -> Talk:
    """Take a message that concerns the open quiz."""
    going = going_on(talk, await talk.tools.store.sittings(talk.trainee.id))
    if going is None:
        return _none(talk)
    match content:
        case Tap(data=buttons.STOP):
            return _left(talk, going)
        case Words(text=text) if is_stop(text):
            return _left(talk, going)
        case Tap(data=data):
            return _tapped(talk, going, buttons.read(data))
    said = talk.words.gettext("Please answer with the buttons.")
    return asked(talk.saying(Reply(said)), going)


async def stop(talk: Talk) -> Talk:
    """Leave the open quiz at once."""
    return await take(talk, Tap(buttons.STOP))


def _taken(known: Sequence[Sitting]) -> list[offering.Taken]:
    quizzes = ((replay(one.events), one.at) for one in known)
    return [offering.Taken(quiz, at) for quiz, at in quizzes if quiz.whole]


def _started(talk: Talk, form: Form, moment: Moment, drills: int) -> Talk:
    seed, id_ = talk.tools.seed(), talk.tools.new_id()
    started = QuizStarted(form.id, form.digest, moment, seed, talk.language, drills)
    html = talk.page("quiz_begin", moment=moment.value, practised=drills > 0, items=len(form.items))
    talk = replace(talk.knowing(replace(talk.trainee, quiz=id_)), quiz=QuizStep(id_, 0, (started,)))
    return asked(talk.saying(Reply(html)), Going(id_, form, Quiz(started), 0))


def _tapped(talk: Talk, going: Going, data: buttons.Data) -> Talk:
    said = data.two.split(".") if data.one == going.place else []
    match said:
        case [verdict] if verdict in set(Kind):
            return how_sure(talk, going, verdict)
        case [verdict, sure] if verdict in set(Kind) and sure in SURE:
            return what_then(talk, going, f"{verdict}.{sure}")
        case [verdict, sure, action] if (
            verdict in set(Kind) and sure in SURE and action in set(Action)
        ):
            given = ItemAnswered(going.item.id, Kind(verdict), SURE[sure], Action(action))
            return _answered(talk, going, given)
    said_ = talk.words.gettext("That button belonged to an earlier question.")
    return asked(talk.saying(Reply(said_)), going)


def _answered(talk: Talk, going: Going, given: ItemAnswered) -> Talk:
    events = answer(going.quiz, going.form, given)
    quiz = going.quiz
    for event in events:
        quiz = after(quiz, event)
    talk = _keeping(talk, going, events)
    return ended(talk, going, quiz) if quiz.over else asked(talk, replace(going, quiz=quiz))


def _left(talk: Talk, going: Going) -> Talk:
    talk = _keeping(talk.knowing(replace(talk.trainee, quiz=None)), going, (QuizLeft(),))
    said = talk.words.gettext("All right, we leave it there. Nothing of this quiz is counted.")
    return talk.saying(Reply(said, aftermath.menu_row(talk)))


def _none(talk: Talk) -> Talk:
    talk = talk.knowing(replace(talk.trainee, quiz=None))
    said = talk.words.gettext("There is no quiz at the moment.")
    return talk.saying(Reply(said, aftermath.menu_row(talk)))


def _keeping(talk: Talk, going: Going, events: Sequence[QuizEvent]) -> Talk:
    return replace(talk, quiz=QuizStep(going.id, going.saved, tuple(events)))
