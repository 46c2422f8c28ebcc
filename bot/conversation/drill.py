"""The call itself: starting it, taking each reply to the engine, telling what came of it."""

from typing import Final

from bot.conversation import aftermath, buttons
from bot.conversation.reading import last_spoken, understanding
from bot.conversation.talk import Drill, Talk
from bot.core.engine import Chose, Left, Spoke, Stimulus, Waited, advance, guided, start
from bot.core.events import (
    CallerSpoke,
    Doubt,
    DrillEnded,
    DrillStopped,
    Event,
    HelpAsked,
    MeaningAsked,
    Role,
)
from bot.core.redaction import redact
from bot.core.scenario import Scenario
from bot.core.session import replay
from bot.core.stopping import is_stop
from bot.core.transcript import spoken_line
from bot.ports import Attachment, Command, Content, Reply, Tap, TimeUp, Words

BEGINNING: Final = 2
"""Events: the drill starts and the caller speaks."""


def begin(talk: Talk, scenario: Scenario, role: Role) -> Talk:
    """Start a drill in this scenario; a drill that was running is left behind, unscored."""
    events = start(scenario, seed=talk.tools.seed(), language=talk.language, role=role)
    drill = Drill(talk.tools.new_id(), scenario, tuple(events), replay(events), saved=0)
    return _told(talk.keeping(scenario).in_drill(drill), events)


def has_just_begun(drill: Drill, scenario: Scenario, role: Role) -> bool:
    """Whether this is the same drill before the first reply: its button was pressed twice."""
    session = drill.session
    same = (session.digest, session.role) == (scenario.digest, role)
    return same and len(drill.events) == BEGINNING


async def answer(talk: Talk, drill: Drill, content: Content) -> Talk:
    """Take a message as a reply to the caller."""
    match content:
        case Words(text=text) if is_stop(text):
            return _move(talk, drill, Left())
        case Words(text=text):
            return _move(talk, drill, await _heard(talk, drill, text))
        case Tap(data=data):
            return _tapped(talk, drill, buttons.read(data))
        case TimeUp():
            return _move(talk, drill, Waited())
        case Attachment(what=what):
            return _cannot_read(talk, drill, what)
        case Command():
            return talk
    raise AssertionError(content)


def stop(talk: Talk, drill: Drill) -> Talk:
    """Leave the exercise at once."""
    return _move(talk, drill, Left())


async def _heard(talk: Talk, drill: Drill, text: str) -> Spoke:
    safe = redact(text)
    return Spoke(talk.kept(safe), await understanding(talk, drill, safe))


def _tapped(talk: Talk, drill: Drill, data: buttons.Data) -> Talk:
    known = {*talk.tools.vocabulary.acts, *talk.tools.vocabulary.controls}
    match data:
        case buttons.Data(what=buttons.STOP):
            return _move(talk, drill, Left())
        case buttons.Data(what="act", one=place, two=act) if place == drill.place:
            if act == buttons.NONE_OF_THESE:
                return _move(talk, drill, Chose(None))
            if act in known:
                return _move(talk, drill, Chose(act))
    return talk.saying(
        Reply(talk.words.gettext("That button belonged to an earlier message. The call goes on."))
    ).waiting(_patience(drill))


def _move(talk: Talk, drill: Drill, stimulus: Stimulus) -> Talk:
    events = advance(drill.scenario, drill.session, stimulus)
    return _told(talk.in_drill(drill.then(events)), events)


def _told(talk: Talk, events: list[Event]) -> Talk:
    """The talk with a reply for everything that the trainee should see of `events`."""
    drill = talk.drill
    assert drill is not None
    for event in events:
        match event:
            case CallerSpoke():
                talk = talk.saying(_caller(talk, drill, event)).waiting(_patience(drill))
            case MeaningAsked():
                talk = talk.saying(_question(talk, drill, event)).waiting(_patience(drill))
            case HelpAsked():
                talk = talk.saying(_hint(talk, drill)).waiting(_patience(drill))
            case DrillEnded(state=state):
                talk = aftermath.ended(talk, drill, state)
            case DrillStopped():
                talk = aftermath.stopped(talk, drill)
            case _:
                pass
    return talk


def _caller(talk: Talk, drill: Drill, event: CallerSpoke) -> Reply:
    scenario, language = drill.scenario, drill.session.language
    rows = buttons.always(talk.words.gettext, drill.place, scenario.medium)
    if not talk.tools.nlu.ready:
        rows = (*_options(talk, drill, guided(scenario, drill.session)), *rows)
    html = talk.page(
        "caller",
        medium=scenario.medium,
        caller=scenario.caller[language],
        line=spoken_line(scenario, event).prose[language],
        adviser=drill.session.role is Role.ADVISER,
    )
    return Reply(html, rows, spoken=True)


def _question(talk: Talk, drill: Drill, asked: MeaningAsked) -> Reply:
    before = drill.events[: drill.saved]
    away = asked.doubt is Doubt.NLU_AWAY and not any(
        isinstance(event, MeaningAsked) and event.doubt is Doubt.NLU_AWAY for event in before
    )
    say = talk.words.gettext
    none = buttons.act(say("None of these"), drill.place, buttons.NONE_OF_THESE)
    rows = (
        *_options(talk, drill, asked.options),
        *(((none,),) if asked.doubt is Doubt.UNSURE else ()),
        *buttons.always(say, drill.place, drill.scenario.medium),
    )
    return Reply(talk.page("meaning", away=away), rows)


def _options(talk: Talk, drill: Drill, acts: tuple[str, ...]) -> buttons.Rows:
    vocabulary, language = talk.tools.vocabulary, drill.session.language
    return buttons.column(
        buttons.act(
            vocabulary.acts[act].button[language]
            if act in vocabulary.acts
            else vocabulary.controls[act][language],
            drill.place,
            act,
        )
        for act in acts
    )


def _hint(talk: Talk, drill: Drill) -> Reply:
    better = drill.scenario.waiting(drill.session.state).better
    rows = buttons.always(talk.words.gettext, drill.place, drill.scenario.medium)
    return Reply(talk.page("hint", better=better), rows)


def _cannot_read(talk: Talk, drill: Drill, what: str) -> Talk:
    return talk.saying(Reply(cannot_read(talk, what))).waiting(_patience(drill))


def cannot_read(talk: Talk, what: str) -> str:
    """A kind word about something that is no text."""
    if what == "voice":
        return talk.words.gettext("I cannot listen to voice messages. Please write your answer.")
    return talk.words.gettext("I can only read text. Please write your answer in words.")


def _patience(drill: Drill) -> int:
    return drill.scenario.waiting(drill.session.state).silence.seconds


def repeat(talk: Talk, drill: Drill) -> Talk:
    """Say once more what the caller said last, for somebody who comes back to a call."""
    said = talk.words.gettext("The call is still on.")
    return talk.saying(Reply(said), _caller(talk, drill, last_spoken(drill))).waiting(
        _patience(drill)
    )


def still_waiting(talk: Talk, drill: Drill) -> Talk:
    """The talk with the call untouched and its silence timer set anew."""
    return talk.waiting(_patience(drill))
