from hypothesis import given

from bot.core.learning.counts import Share
from bot.core.overview import person_overview
from bot.core.practice import Practised
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind
from tests.building import VOCABULARY, small
from tests.core.overview.making import drill, groups

LIBRARY = (small(id="a-call", digest="first"),)


def test_one_person_gets_counts() -> None:
    drills = [
        drill(outcome=Outcome.SAFE),
        drill(outcome=Outcome.OPEN, day=1),
        drill(outcome=Outcome.OPEN, kind=Kind.GENUINE, day=2),
    ]
    found = person_overview(VOCABULARY, LIBRARY, drills)
    assert found.scams == Share(1, 2)
    assert found.genuine == Share(1, 1)


def test_a_habit_counts_as_shown_from_one_mild_reply_on() -> None:
    drills = [
        drill(day=day, habits={Habit.VERIFY: percent}) for day, percent in enumerate((50, 75, 100))
    ]
    (habit,) = person_overview(VOCABULARY, LIBRARY, drills).habits
    assert habit.shown == Share(2, 3)
    assert habit.times == (50, 75, 100)


def test_a_habit_is_counted_apart_on_scam_and_on_genuine_calls() -> None:
    drills = [drill(kind=kind, habits={Habit.VERIFY: 100}) for kind in Kind]
    found = person_overview(VOCABULARY, LIBRARY, drills)
    assert [(one.kind, one.shown.of) for one in found.habits] == [(Kind.SCAM, 1), (Kind.GENUINE, 1)]


def test_scores_of_another_edition_are_marked() -> None:
    found = person_overview(VOCABULARY, LIBRARY, [drill(digest="older"), drill(day=1)])
    assert [one.revised for one in found.history] == [True, False]


def test_scores_of_a_scenario_that_is_gone_are_marked() -> None:
    found = person_overview(VOCABULARY, (), [drill()])
    assert found.history[0].revised


def test_who_has_not_begun_has_an_empty_history() -> None:
    found = person_overview(VOCABULARY, LIBRARY, [])
    assert (found.history, found.habits, found.next) == ((), (), None)
    assert found.scams == Share(0, 0)


@given(groups)
def test_counts_and_history_tell_the_same(drills: list[Practised]) -> None:
    found = person_overview(VOCABULARY, LIBRARY, drills)
    assert found.scams.count + found.genuine.count == sum(one.well for one in found.history)
    assert found.scams.of + found.genuine.of == len(drills)
    assert sum(one.shown.of for one in found.habits) == sum(len(one.habits) for one in drills)
