"""Which form comes next: balanced over people, another each time, with practice between."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.offering import (
    DRILLS_BETWEEN,
    REFRESHED_AFTER,
    AfterDay,
    AfterDrills,
    Ready,
    Taken,
    offered,
)
from bot.core.learning.quiz import Moment, Quiz, QuizStarted
from tests.core.learning.making import form

FORMS = (form("form-a", 2), form("form-b", 2, "b"))
START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def taken(form_: str, moment: Moment, at: datetime = START) -> Taken:
    started = QuizStarted(form_, "", moment, 1, "en")
    return Taken(Quiz(started, over=True, whole=True), at)


@given(st.text())
def test_the_first_is_before_practising_and_always_the_same_for_a_person(person: str) -> None:
    found = offered(FORMS, [], [], person, START)
    assert isinstance(found, Ready)
    assert found.moment is Moment.BEFORE
    assert found == offered(FORMS, [], [START], person, START + HOUR)


def test_about_as_many_people_begin_with_the_one_form_as_with_the_other() -> None:
    offers = [offered(FORMS, [], [], f"{number:032x}", START) for number in range(400)]
    first = [one.form.id for one in offers if isinstance(one, Ready)]
    assert 160 < first.count("form-a") < 240


def test_the_second_waits_for_drills_since_the_first() -> None:
    before = [taken("form-b", Moment.BEFORE)]
    old = [START - HOUR] * 5
    for done in range(DRILLS_BETWEEN):
        drills = [*old, *[START + HOUR] * done]
        assert offered(FORMS, before, drills, "x", START) == AfterDrills(DRILLS_BETWEEN - done)
    ready = offered(FORMS, before, [START + HOUR] * DRILLS_BETWEEN, "x", START + HOUR)
    assert ready == Ready(FORMS[0], Moment.AFTER)


def test_the_third_waits_for_time_to_pass() -> None:
    both = [taken("form-b", Moment.BEFORE), taken("form-a", Moment.AFTER)]
    due = START + REFRESHED_AFTER
    assert offered(FORMS, both, [], "x", due - HOUR) == AfterDay(due.date())
    assert offered(FORMS, both, [], "x", due) == Ready(FORMS[1], Moment.REFRESHER)
    thrice = [*both, taken("form-b", Moment.REFRESHER, due)]
    assert offered(FORMS, thrice, [], "x", due + REFRESHED_AFTER) == Ready(
        FORMS[0], Moment.REFRESHER
    )


def test_the_day_on_which_it_comes_begins_at_midnight_where_the_person_lives() -> None:
    seoul = timezone(timedelta(hours=9))
    evening = datetime(2026, 1, 5, 20, tzinfo=UTC)
    both = [taken("form-b", Moment.BEFORE), taken("form-a", Moment.AFTER, evening)]
    midnight = datetime(2026, 2, 5, tzinfo=seoul)
    too_early = offered(FORMS, both, [], "x", midnight - HOUR)
    assert too_early == AfterDay(midnight.date())
    assert offered(FORMS, both, [], "x", midnight) == Ready(FORMS[1], Moment.REFRESHER)
