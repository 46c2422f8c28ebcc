"""After the call: out of the role, how are you, looking back, rehearsing, the scorecard."""

from dataclasses import replace

from bot.conversation import buttons
from bot.conversation.reading import understanding
from bot.conversation.talk import Drill, Talk
from bot.core.debrief import Debrief, debrief, protects, tried
from bot.core.events import Closed, Feeling, FeelingTold, RehearsalStarted, Rehearsed
from bot.core.feeling import is_fine
from bot.core.redaction import redact
from bot.core.scenario import Ending
from bot.core.scoring import score
from bot.core.session import Phase
from bot.core.stopping import is_stop
from bot.core.understanding import Understanding, Understood
from bot.core.vocabulary import WANTS_TO_STOP, Kind
from bot.ports import Button, Content, Reply, Tap, TimeUp, Words
from bot.presentation.pages import act_title
from bot.presentation.scorecards import (
    debrief_values,
    loss_words,
    scorecard_picture,
    scorecard_values,
)

MENU = "menu"


def ended(talk: Talk, drill: Drill, state: str) -> Talk:
    """Step out of the role and ask how the trainee is; the scorecard is saved with this step."""
    scorecard = score(talk.tools.vocabulary, drill.scenario, drill.events)
    return replace(_how_are_you(talk, drill, state), scorecard=scorecard, silence=None)


def _how_are_you(talk: Talk, drill: Drill, state: str) -> Talk:
    ending = drill.scenario.states[state]
    assert isinstance(ending, Ending)
    say = talk.words.gettext
    html = talk.page(
        "ended",
        what_happens=ending.what_happens[talk.language],
        loss=loss_words(ending.loss, talk.language) if ending.loss else None,
    )
    rows = buttons.column(
        (
            buttons.feeling(say("I'm fine. Let's look at it"), drill.mark, Feeling.FINE),
            buttons.feeling(say("That was hard for me"), drill.mark, Feeling.SHAKEN),
        )
    )
    return talk.saying(Reply(html, rows))


def stopped(talk: Talk, drill: Drill) -> Talk:
    """Leave the exercise: out of the role, breathe, people to talk to. Nothing is asked."""
    html = talk.page("stopped", contacts=talk.contacts(drill.scenario.setting))
    return replace(talk.saying(Reply(html, menu_row(talk))).in_drill(None), drill=drill)


async def answer(talk: Talk, drill: Drill, content: Content) -> Talk:
    """Take a message after the call; what fits nowhere is answered with the buttons again."""
    phase = drill.session.phase
    match content:
        case Words(text=text) if is_stop(text):
            return close(talk, drill)
        case Words(text=text) if phase is Phase.FEELING:
            return _felt(talk, drill, Feeling.FINE if is_fine(text) else Feeling.SHAKEN)
        case Words(text=text) if phase is Phase.REHEARSING:
            return await _tried_again(talk, drill, text)
        case Tap(data=data):
            return _tapped(talk, drill, buttons.read(data))
        case TimeUp():
            return talk
    return _offer(talk, drill)


def _tapped(talk: Talk, drill: Drill, data: buttons.Data) -> Talk:
    if data.what == buttons.STOP:
        return close(talk, drill)
    if not buttons.is_of(data, drill.mark):
        return _offer(talk, drill)
    match drill.session.phase, data:
        case Phase.FEELING, buttons.Data(what="feel", one=told) if told in set(Feeling):
            return _felt(talk, drill, Feeling(told))
        case Phase.DEBRIEFED | Phase.REHEARSING, buttons.Data(what=buttons.LOOK):
            return _look_back(talk, drill)
        case Phase.DEBRIEFED | Phase.REHEARSING, buttons.Data(what=buttons.SCORE):
            return _scored(talk, drill)
        case Phase.DEBRIEFED | Phase.REHEARSING, buttons.Data(what="again", one=turn):
            return _rehearse(talk, drill, turn)
    return _offer(talk, drill)


def _felt(talk: Talk, drill: Drill, feeling: Feeling) -> Talk:
    """Go on as they feel; words that do not plainly say fine are taken for a hard time.

    Nobody has to say twice that it was hard, and whoever was fine after all is one tap away.
    """
    drill = drill.then([FeelingTold(feeling)])
    if feeling is Feeling.FINE:
        return _look_back(talk, drill)
    html = talk.page("grounding", contacts=talk.contacts(drill.scenario.setting))
    look = buttons.look(talk.words.gettext("Look at the call together"), drill.mark)
    return talk.in_drill(drill).saying(Reply(html, ((look,), *menu_row(talk))))


def _look_back(talk: Talk, drill: Drill) -> Talk:
    found = debriefed(talk, drill)
    values = debrief_values(talk.tools.vocabulary, drill.scenario, found, talk.language)
    return talk.in_drill(drill).saying(
        Reply(talk.page("debrief", **values), _next_rows(talk, drill, found))
    )


def _next_rows(talk: Talk, drill: Drill, found: Debrief) -> buttons.Rows:
    say = talk.words.gettext
    again = [
        buttons.rehearse(
            say("Try moment %(number)s again") % {"number": number},
            drill.mark,
            moment.turn.number,
        )
        for number, moment in enumerate(found.moments, start=1)
    ]
    return buttons.column([*again, buttons.scorecard(say("Scorecard and help"), drill.mark)])


def _rehearse(talk: Talk, drill: Drill, turn: str) -> Talk:
    moments = {str(moment.turn.number): moment for moment in debriefed(talk, drill).moments}
    moment = moments.get(turn)
    if moment is None:
        return _offer(talk, drill)
    html = talk.page(
        "rehearsal",
        medium=drill.scenario.medium,
        caller=drill.scenario.caller[talk.language],
        line=moment.heard.line.prose[talk.language],
    )
    drill = drill.then([RehearsalStarted(moment.turn.number)])
    score_row = (buttons.scorecard(talk.words.gettext("Scorecard and help"), drill.mark),)
    return talk.in_drill(drill).saying(Reply(html, (score_row,), spoken=True))


async def _tried_again(talk: Talk, drill: Drill, text: str) -> Talk:
    assert drill.session.rehearsing is not None, "the phase says that a turn is tried again"
    found = debriefed(talk, drill)
    moment = tried(drill.scenario, found.scorecard, drill.session.rehearsing)
    safe = redact(text)
    context = moment.heard.line.prose[drill.session.language]
    read = await understanding(talk, drill, safe, context)
    if _wants_to_stop(read):
        return close(talk, drill)
    readings = read.readings if isinstance(read, Understood) else ()
    acts = tuple(reading.act for reading in readings if reading.act in talk.tools.vocabulary.acts)
    good = protects(talk.tools.vocabulary, drill.scenario, moment.turn.state, acts)
    html = talk.page(
        "rehearsed",
        understood=bool(acts),
        protects=good,
        genuine=drill.scenario.kind is Kind.GENUINE,
        acts=[act_title(talk.tools.vocabulary, act, talk.language) for act in acts],
        better=moment.better.prose[talk.language],
    )
    drill = drill.then([Rehearsed(moment.turn.number, talk.kept(safe), readings, good)])
    return talk.in_drill(drill).saying(Reply(html, _next_rows(talk, drill, found)))


def _wants_to_stop(read: Understanding) -> bool:
    return isinstance(read, Understood) and any(r.act == WANTS_TO_STOP for r in read.readings)


def _scored(talk: Talk, drill: Drill) -> Talk:
    found = debriefed(talk, drill)
    values = scorecard_values(talk.tools.vocabulary, drill.scenario, found.scorecard, talk.language)
    html = talk.page("scorecard", contacts=talk.contacts(drill.scenario.setting), **values)
    picture = scorecard_picture(
        talk.tools.vocabulary, drill.scenario, found.scorecard, talk.language
    )
    return left(talk.saying(Reply(html, menu_row(talk), picture=picture)), drill)


def close(talk: Talk, drill: Drill) -> Talk:
    """Leave the debrief where it is; the scorecard is kept."""
    said = talk.words.gettext("All right, we leave it there. Your scorecard is under /progress.")
    return left(talk.saying(Reply(said, menu_row(talk))), drill)


def left(talk: Talk, drill: Drill) -> Talk:
    """The talk with the drill closed: its last event is saved, then nothing more reaches it."""
    closed = drill.then([Closed()])
    return replace(talk.in_drill(None), drill=closed)


def _offer(talk: Talk, drill: Drill) -> Talk:
    say = talk.words.gettext
    if drill.session.phase is Phase.FEELING:
        return _how_are_you(talk, drill, drill.session.state)
    return talk.saying(
        Reply(
            say("What would you like to do next?"), _next_rows(talk, drill, debriefed(talk, drill))
        )
    )


def debriefed(talk: Talk, drill: Drill) -> Debrief:
    """The debrief of a drill that has ended."""
    scorecard = score(talk.tools.vocabulary, drill.scenario, drill.events)
    assert scorecard is not None, "only an ended drill is debriefed"
    return debrief(talk.tools.vocabulary, drill.scenario, scorecard)


def menu_row(talk: Talk) -> buttons.Rows:
    """The button that leads back to the choice of calls."""
    return ((Button(talk.words.gettext("Choose a call"), MENU),),)
