"""/wrong: a reply that was read wrongly becomes a candidate for `tests:` and the training data."""

import json
import re
from dataclasses import dataclass

from bot.conversation import buttons
from bot.conversation.desk.rows import ABREAST, DESK
from bot.conversation.talk import Drill, Talk
from bot.core.checks.nearest import closest
from bot.core.consent import Keeps
from bot.core.events import By, Doubt, Event, MeaningAsked, Replied, WasNotUnderstood
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.core.vocabulary import UNCLEAR
from bot.ports import Button, Candidate, Reply
from bot.presentation.pages import act_title

MOST_ACTS = 8
"""What one reply does, at the very most."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A reply in words, by the place of its event in the play, and what was read in it."""

    number: int
    state: str
    text: str
    read: tuple[str, ...]
    surely: bool


def under_reading(talk: Talk, drill: Drill) -> buttons.Rows:
    """A button that says that the newest reply was read wrongly; none where no words are kept."""
    if talk.trainee.keeps is Keeps.ACTS:
        return ()
    newest = _typed(drill)[-1]
    wrong = Button(talk.words.gettext("✗ Read wrongly"), f"{DESK}:wrong:{_mark(drill, newest)}")
    return ((wrong,),)


def reading_values(
    talk: Talk, read: Understanding, before: Drill, after: Drill
) -> dict[str, object]:
    """For the page that shows what was read in a reply, how surely, and where it leads."""
    match read:
        case Understood(readings=readings) | Unsure(options=readings):
            shown = [_shown(talk, one) for one in readings]
        case NotUnderstood() | Unavailable():
            shown = []
    return {
        "what": type(read).__name__,
        "readings": shown,
        "percent": round(read.confidence * 100) if isinstance(read, NotUnderstood) else 0,
        "obeyed": bool(controls(talk, read)),
        "comes_from": before.session.state,
        "goes_to": after.session.state,
        "moved": after.session.moves != before.session.moves
        or after.session.phase is not before.session.phase,
    }


def controls(talk: Talk, read: Understanding) -> tuple[str, ...]:
    """All that was read in a reply in which a control was read, that a drill would obey."""
    acts = tuple(one.act for one in read.readings) if isinstance(read, Understood) else ()
    return acts if set(acts) & set(talk.tools.vocabulary.controls) else ()


def ask(talk: Talk, drill: Drill, mark: str) -> Talk:
    """Ask what the reply of this mark does."""
    found = next((one for one in _typed(drill) if _mark(drill, one) == mark), None)
    return _ask(talk, drill, found)


async def told(talk: Talk, drill: Drill, acts: str) -> Talk:
    """/wrong, with the right acts behind it or none yet: about the newest reply."""
    newest = next(reversed(_typed(drill)), None)
    named = [one for one in re.split(r"[\s,]+", acts) if one]
    if newest is None or not named:
        return _ask(talk, drill, newest)
    known = (*talk.tools.vocabulary.acts, *talk.tools.vocabulary.controls, UNCLEAR)
    strange = [one for one in named if one not in known]
    if strange:
        meant = closest(strange[0], known)
        shown = [one[:40] for one in strange[:MOST_ACTS]]
        return talk.saying(Reply(talk.page("desk_unknown", words=shown, meant=meant)))
    right = tuple(dict.fromkeys(one for one in named[:MOST_ACTS] if one != UNCLEAR))
    return await _file(talk, drill, newest, right)


async def chosen(talk: Talk, drill: Drill, detail: str) -> Talk:
    """The button of the right act: `mark:act`."""
    mark, _, act = detail.partition(":")
    found = next((one for one in _typed(drill) if _mark(drill, one) == mark), None)
    known = {*talk.tools.vocabulary.acts, *talk.tools.vocabulary.controls, buttons.NONE_OF_THESE}
    if found is None or act not in known:
        return _ask(talk, drill, found)
    return await _file(talk, drill, found, () if act == buttons.NONE_OF_THESE else (act,))


def _nothing(talk: Talk) -> Talk:
    say = talk.words.gettext
    if talk.trainee.keeps is Keeps.ACTS:
        said = say("Nothing was noted: your own words are not kept. /privacy changes that.")
    else:
        said = say("There is no reply of yours yet that could be wrong.")
    return talk.saying(Reply(said))


def _ask(talk: Talk, drill: Drill, typed: _Typed | None) -> Talk:
    if typed is None:
        return _nothing(talk)
    say = talk.words.gettext
    mark, vocabulary = _mark(drill, typed), talk.tools.vocabulary
    made = [
        Button(act_title(vocabulary, act, talk.language), f"{DESK}:is:{mark}:{act}")
        for act in (*vocabulary.acts, *vocabulary.controls)
    ]
    made.append(Button(say("None of these"), f"{DESK}:is:{mark}:{buttons.NONE_OF_THESE}"))
    rows = tuple(tuple(made[at : at + ABREAST]) for at in range(0, len(made), ABREAST))
    return talk.saying(Reply(talk.page("desk_wrong", text=typed.text, read=typed.read), rows))


async def _file(talk: Talk, drill: Drill, typed: _Typed, acts: tuple[str, ...]) -> Talk:
    if typed.surely and set(acts) == set(typed.read):
        said = talk.words.gettext("That is how it was read. Nothing was noted.")
        return talk.saying(Reply(said))
    candidate = Candidate(
        key=f"{drill.id}:{typed.number}",
        scenario=drill.session.scenario,
        state=typed.state,
        language=drill.session.language,
        text=typed.text,
        read=typed.read,
        acts=acts,
        at=talk.at,
    )
    if not await talk.tools.store.add_candidate(talk.trainee.id, drill.id, candidate):
        return _nothing(talk)
    quoted = json.dumps(typed.text, ensure_ascii=False)
    entry = f"tests:\n  {typed.state}:\n    {quoted}: [{', '.join(acts or (UNCLEAR,))}]"
    return talk.saying(Reply(talk.page("desk_noted", entry=entry)))


def _typed(drill: Drill) -> list[_Typed]:
    """The replies in words of a play, oldest first."""
    found = (_one(number, event) for number, event in enumerate(drill.events))
    return [one for one in found if one]


def _one(number: int, event: Event) -> _Typed | None:
    match event:
        case Replied(state=state, text=str(text), readings=readings, by=By.WORDS):
            acts = tuple(reading.act for reading in readings)
            return _Typed(number, state, text, acts, surely=True)
        case WasNotUnderstood(state=state, text=str(text)):
            return _Typed(number, state, text, (), surely=True)
        case MeaningAsked(state=state, text=str(text), options=options, doubt=doubt):
            acts = options if doubt is Doubt.UNSURE else ()
            return _Typed(number, state, text, acts, surely=False)
    return None


def _mark(drill: Drill, typed: _Typed) -> str:
    return f"{drill.id[-6:]}-{typed.number}"


def _shown(talk: Talk, reading: Reading) -> dict[str, object]:
    title = act_title(talk.tools.vocabulary, reading.act, talk.language)
    return {"act": reading.act, "title": title, "percent": round(reading.confidence * 100)}
