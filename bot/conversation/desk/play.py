"""A private play-through: the call as in a drill, and under each reply what was read in it."""

from dataclasses import replace
from typing import Final

from bot.conversation import buttons
from bot.conversation.desk import correcting, rows
from bot.conversation.reading import understanding
from bot.conversation.talk import Drill, Talk
from bot.core.engine import Chose, Spoke, Stimulus, Waited, advance, guided
from bot.core.events import (
    By,
    CallerSpoke,
    Doubt,
    DrillEnded,
    DrillStopped,
    Event,
    HelpAsked,
    MeaningAsked,
    Replied,
    StayedSilent,
)
from bot.core.redaction import redact
from bot.core.scenario import Ending
from bot.core.session import Phase
from bot.core.transcript import spoken_line
from bot.ports import Button, Reply
from bot.presentation.pages import act_title

PREFIX: Final = "desk-"
"""Every session of the desk is called so: it has events like a drill and is none."""


def is_play(drill: Drill) -> bool:
    """Whether this is a play at the desk."""
    return drill.id.startswith(PREFIX)


async def said(talk: Talk, drill: Drill, text: str) -> Talk:
    """Take a reply; what the reader takes for a wish to stop, or for help, is only shown."""
    if drill.session.phase is not Phase.CALLING:
        return _over(talk, drill)
    safe = redact(text)
    read = await understanding(talk, drill, safe)
    kept = talk.kept(safe)
    events = advance(drill.scenario, drill.session, Spoke(kept, read))
    if obeyed := correcting.controls(talk, read):
        events = [MeaningAsked(drill.session.state, kept, obeyed, Doubt.UNSURE)]
    after = drill.then(events)
    html = talk.page("desk_reading", **correcting.reading_values(talk, read, drill, after))
    wrong = correcting.under_reading(talk, after)
    return told(talk.in_drill(after).saying(Reply(html, wrong)), events)


def chose(talk: Talk, drill: Drill, data: buttons.Data) -> Talk:
    """Take a tap on an act's button."""
    known = {*talk.tools.vocabulary.acts, *talk.tools.vocabulary.controls}
    match data:
        case buttons.Data(what="act", one=place, two=act) if place == drill.place:
            if act == buttons.NONE_OF_THESE:
                return _move(talk, drill, Chose(None))
            if act in known:
                return _move(talk, drill, Chose(act))
    old = talk.words.gettext("That button belonged to an earlier message at the desk.")
    return talk.saying(Reply(old))


def stay_silent(talk: Talk, drill: Drill) -> Talk:
    """Let the time for a reply run out now: at the desk nothing else does."""
    return _move(talk, drill, Waited())


def stop(talk: Talk, drill: Drill) -> Talk:
    """Leave the play."""
    return told(talk.in_drill(drill.then([DrillStopped()])), [DrillStopped()])


def repeat(talk: Talk, drill: Drill) -> Talk:
    """Say once more what the caller said last."""
    spoken = [event for event in drill.events if isinstance(event, CallerSpoke)]
    if drill.session.phase is not Phase.CALLING or not spoken:
        return _over(talk, drill)
    return talk.saying(_caller(talk, drill, spoken[-1]))


def told(talk: Talk, events: list[Event]) -> Talk:
    """The talk with a reply for everything that the author should see of `events`."""
    drill = talk.drill
    assert drill is not None
    for event in events:
        match event:
            case Replied(by=By.BUTTON) | StayedSilent():
                talk = talk.saying(_step(talk, drill, event))
            case CallerSpoke():
                talk = talk.saying(_caller(talk, drill, event))
            case MeaningAsked():
                talk = talk.saying(_question(talk, drill, event))
            case HelpAsked(state=state):
                better = drill.scenario.waiting(state).better
                under = rows.under_lines(talk.words.gettext, drill)
                talk = talk.saying(Reply(talk.page("hint", better=better), under))
            case DrillEnded():
                talk = _over(talk, drill)
            case DrillStopped():
                talk = _left(talk, drill)
            case _:
                pass
    return talk


def _step(talk: Talk, drill: Drill, event: Replied | StayedSilent) -> Reply:
    acts = [one.act for one in event.readings] if isinstance(event, Replied) else []
    page = talk.page("desk_step", acts=acts, comes_from=event.state, goes_to=drill.session.state)
    return Reply(page)


def _move(talk: Talk, drill: Drill, stimulus: Stimulus) -> Talk:
    if drill.session.phase is not Phase.CALLING:
        return _over(talk, drill)
    events = advance(drill.scenario, drill.session, stimulus)
    return told(talk.in_drill(drill.then(events)), events)


def _caller(talk: Talk, drill: Drill, event: CallerSpoke) -> Reply:
    scenario, language = drill.scenario, drill.session.language
    under = rows.under_lines(talk.words.gettext, drill)
    if not talk.tools.nlu.ready:
        under = (*_options(talk, drill, guided(scenario, drill.session)), *under)
    html = talk.page(
        "caller",
        medium=scenario.medium,
        caller=scenario.caller[language],
        line=spoken_line(scenario, event).prose[language],
        adviser=False,
    )
    return Reply(html, under, spoken=True)


def _question(talk: Talk, drill: Drill, asked: MeaningAsked) -> Reply:
    say = talk.words.gettext
    none = buttons.act(say("None of these"), drill.place, buttons.NONE_OF_THESE)
    under = (*_options(talk, drill, asked.options), (none,), *rows.under_lines(say, drill))
    return Reply(talk.page("meaning", away=asked.doubt is Doubt.NLU_AWAY), under)


def _options(talk: Talk, drill: Drill, acts: tuple[str, ...]) -> buttons.Rows:
    vocabulary, language = talk.tools.vocabulary, talk.language
    return buttons.column(
        buttons.act(act_title(vocabulary, act, language), drill.place, act) for act in acts
    )


def _over(talk: Talk, drill: Drill) -> Talk:
    """Tell the ending, and offer the text again; nothing is asked and nothing scored."""
    ending = drill.scenario.states[drill.session.state]
    assert isinstance(ending, Ending)
    say = talk.words.gettext
    html = talk.page("desk_ending", ending=ending, what_happens=ending.what_happens[talk.language])
    close = (Button(say("⏹ Stop the exercise"), buttons.STOP),)
    return talk.saying(Reply(html, (*rows.offer(say, drill.session.digest), close)))


def _left(talk: Talk, drill: Drill) -> Talk:
    """The talk out of the play: its last event is saved, then nothing more reaches it."""
    say = talk.words.gettext
    left = say("The play at the desk is over. Nothing of it is counted anywhere.")
    again = rows.offer(say, drill.session.digest)
    return replace(talk.saying(Reply(left, again)).in_drill(None), drill=drill)
