"""Refreshers: what a person should meet again, one kind message about it, and its switch."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.core.learning import refreshers
from bot.core.learning.quiz import answered, replay
from bot.core.learning.refreshers import Refresher
from bot.core.learning.schemes import Family
from bot.core.scenario import Scenario
from bot.ports import Button, History, Reply, Sitting

REMINDERS: Final = "reminders"

CALM: Final = timedelta(hours=1)
"""After a drill, before anything else is asked of a person."""

A_WHILE: Final = timedelta(days=14)
"""Since the last call of a family, before a person is told that it has been a while."""


async def reminded(talk: Talk) -> Talk | None:
    """The talk with a reminder of the refresher that is longest overdue; None if none is due."""
    history = await talk.tools.store.history(talk.trainee.id)
    if history.drills and talk.at - history.drills[-1].at < CALM:
        return None
    sittings = await talk.tools.store.sittings(talk.trainee.id)
    found = _chosen(talk, history, due(talk, history, sittings))
    if found is None:
        return None
    family, scenario = found
    say = talk.words.gettext
    rows = buttons.column(
        (
            buttons.drill(say("Look at the call"), scenario.id),
            Button(say("No more reminders"), f"{REMINDERS}:off"),
        )
    )
    title = scenario.title[talk.language]
    html = talk.page("reminder", title=title, a_while=_a_while(talk, history, family))
    talk = talk.knowing(replace(talk.trainee, reminded=talk.at))
    return talk.saying(Reply(html, rows))


def due(talk: Talk, history: History, sittings: Sequence[Sitting]) -> tuple[Refresher, ...]:
    """The refreshers that are due for this person now, the longest overdue first."""
    forms = {form.id: form for form in talk.tools.forms}
    quizzes = [(replay(one.events), one.at) for one in sittings]
    whole = [
        (at, answered(quiz, forms[quiz.started.form]))
        for quiz, at in quizzes
        if quiz.whole and quiz.started.form in forms
    ]
    return refreshers.due(history.drills, whole, talk.tools.library.scenarios(), talk.at)


def _chosen(
    talk: Talk, history: History, known: Sequence[Refresher]
) -> tuple[Family, Scenario] | None:
    library, seed = talk.tools.library.scenarios(), talk.tools.seed()
    for one in known:
        if scenario := refreshers.choose(one.family, history.drills, library, seed):
            return one.family, scenario
    return None


def _a_while(talk: Talk, history: History, family: Family) -> bool:
    """Whether the person has practised this family, and not lately; a quiz is no practice."""
    known = refreshers.drill_reviews(history.drills, talk.tools.library.scenarios())
    last = max((one.at for one in known if one.family == family), default=talk.at)
    return talk.at - last >= A_WHILE


def settings(talk: Talk) -> Talk:
    """Whether reminders are on, and the button that turns them the other way."""
    say = talk.words.gettext
    if talk.trainee.reminders:
        said = say("Reminders are on: at most one a week, by day, when a call is worth repeating.")
        button = Button(say("Turn reminders off"), f"{REMINDERS}:off")
    else:
        said, button = (
            say("Reminders are off."),
            Button(say("Turn reminders on"), f"{REMINDERS}:on"),
        )
    return talk.saying(Reply(said, ((button,),)))


def switched(talk: Talk, how: str) -> Talk:
    """The talk with reminders turned on or off, as the button says."""
    return settings(talk.knowing(replace(talk.trainee, reminders=how == "on")))
