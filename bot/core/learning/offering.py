"""Which form of the quiz a person gets next, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zlib import crc32

from bot.core.learning.forms import Form
from bot.core.learning.quiz import Moment, Quiz

FORMS: Final = 2
"""Parallel forms that the quiz needs: who learns is not to be asked the same twice."""

DRILLS_BETWEEN: Final = 3
"""Drills after which it is worth looking again; fewer would measure the quiz itself."""

REFRESHED_AFTER: Final = timedelta(days=30)
"""Until a quiz is offered again: by then its items are no longer in mind."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz that was answered to the end, and when."""

    quiz: Quiz
    at: datetime


@dataclass(frozen=True, slots=True)
class Ready:
    """A form that can be taken now."""

    form: Form
    moment: Moment


@dataclass(frozen=True, slots=True)
class AfterDrills:
    """The next form comes after so many more drills."""

    drills: int


@dataclass(frozen=True, slots=True)
class AfterDay:
    """The next form comes on this day."""

    day: date


def offered(
    forms: Sequence[Form],
    taken: Sequence[Taken],
    drills: Sequence[datetime],
    person: str,
    now: datetime,
) -> Ready | AfterDrills | AfterDay:
    """What a person can take now; `taken` and `drills` (when they ended) are oldest first.

    Days are those of the zone of `now`.

    Which of the two forms comes first depends on the person's pseudonym, so that about as many
    people begin with the one as with the other, and difficulty does not pass for learning.
    """
    if not taken:
        return Ready(forms[crc32(person.encode()) % FORMS], Moment.BEFORE)
    last = taken[-1]
    other = next(form for form in forms if form.id != last.quiz.started.form)
    if any(one.quiz.started.moment is Moment.AFTER for one in taken):
        again = (last.at + REFRESHED_AFTER).astimezone(now.tzinfo).date()
        return Ready(other, Moment.REFRESHER) if now.date() >= again else AfterDay(again)
    since = sum(at > last.at for at in drills)
    if since < DRILLS_BETWEEN:
        return AfterDrills(DRILLS_BETWEEN - since)
    return Ready(other, Moment.AFTER)
