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
from bot.core.scenario import Scenario
from bot.ports import Button, History, Reply, Sitting

REMINDERS: Final = "reminders"

CALM: Final = timedelta(hours=1)
"""After a drill, before anything else is asked of a person."""


async def reminded(talk: Talk) -> Talk | None:
    """The talk with a reminder of the refresher that is longest overdue; None if none is due."""
    history = await talk.tools.store.history(talk.trainee.id)
    if history.drills and talk.at - history.drills[-1].at < CALM:
        return None
    sittings = await talk.tools.store.sittings(talk.trainee.id)
    scenario = _chosen(talk, history, due(talk, history, sittings))
    if scenario is None:
        return None
    say = talk.words.gettext
    rows = buttons.column(
        (
            buttons.drill(say("Look at the call"), scenario.id),
            Button(say("No more reminders"), f"{REMINDERS}:off"),
        )
    )
    html = talk.page("reminder", title=scenario.title[talk.language])
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


def _chosen(talk: Talk, history: History, known: Sequence[Refresher]) -> Scenario | None:
    library, seed = talk.tools.library.scenarios(), talk.tools.seed()
    found = (refreshers.choose(one.family, history.drills, library, seed) for one in known)
    return next((scenario for scenario in found if scenario), None)


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
