from hypothesis import given

from bot.core.overview import FEWEST, habits_over_time, person_overview
from bot.core.practice import Practised
from bot.core.vocabulary import Habit
from tests.building import VOCABULARY
from tests.core.overview.making import drill, groups

FIVE = ("heron", "crane", "swallow", "magpie", "sparrow")


def verified(trainee: str, *percents: int) -> list[Practised]:
    return [
        drill(trainee, day=day, habits={Habit.VERIFY: percent})
        for day, percent in enumerate(percents)
    ]


def test_everybody_counts_once_however_often_they_practise() -> None:
    drills = [
        *verified("heron", *[0] * 20),
        *(one for bird in FIVE[1:] for one in verified(bird, 100)),
    ]
    (found,) = habits_over_time(drills)
    assert found.mean is not None
    assert (found.mean.percent, found.mean.people, found.mean.drills) == (80, 5, 24)


def test_a_call_without_any_reply_for_the_habit_has_not_shown_it() -> None:
    nothing, once = 50, 75
    drills = [one for bird in FIVE for one in verified(bird, nothing, once, nothing, once)]
    (found,) = habits_over_time(drills)
    assert found.mean is not None
    assert found.mean.percent == 50
    assert [point.percent for point in found.curve] == [0, 100, 0, 100]


def test_a_group_and_its_only_kind_of_person_read_alike() -> None:
    drills = [one for bird in FIVE for one in verified(bird, 50, 75, 25, 100, 74)]
    (found,) = habits_over_time(drills)
    (alone,) = person_overview(VOCABULARY, [], verified("heron", 50, 75, 25, 100, 74)).habits
    assert found.mean is not None
    assert found.mean.percent == 100 * alone.shown.count / alone.shown.of == 40


def test_first_and_later_are_of_the_same_people() -> None:
    stayed = [one for bird in FIVE for one in verified(bird, 25, 50, 75)]
    left = verified("goose", 100)
    (found,) = habits_over_time([*stayed, *left])
    assert found.change is not None
    assert (found.change.first.percent, found.change.first.people) == (0, 5)
    assert (found.change.later.percent, found.change.later.drills) == (50, 10)


def test_few_who_met_a_habit_only_once_are_in_none_of_its_figures() -> None:
    """With them in some, the difference to the others would be their own result."""
    stayed = [one for bird in FIVE for one in verified(bird, 25, 75)]
    (found,) = habits_over_time([*stayed, *verified("goose", 100)])
    assert found.mean is not None
    assert (found.mean.percent, found.mean.people) == (50, 5)
    assert [(point.percent, point.people) for point in found.curve] == [(0, 5), (100, 5)]


def test_many_who_met_a_habit_only_once_are_counted() -> None:
    stayed = [one for bird in FIVE for one in verified(bird, 25, 75)]
    left = [one for bird in FIVE for one in verified(f"young {bird}", 100)]
    (found,) = habits_over_time([*stayed, *left])
    assert [(point.percent, point.people) for point in found.curve] == [(50, 10), (100, 5)]


def test_the_curve_goes_by_the_times_that_the_habit_was_tested() -> None:
    untested = [drill(bird, day=0) for bird in FIVE]
    tested = [one for bird in FIVE for one in verified(bird, 0, 75)]
    (found,) = habits_over_time([*untested, *tested])
    assert [(point.time, point.percent) for point in found.curve] == [(1, 0), (2, 100)]


def test_the_curve_ends_before_single_people_could_be_told() -> None:
    drills = [one for bird in FIVE[1:] for one in verified(bird, 50, 50)]
    (found,) = habits_over_time([*drills, *verified("heron", 50)])
    assert [point.time for point in found.curve] == [1]
    assert found.change is None


def test_a_habit_that_few_people_met_has_no_mean() -> None:
    (found,) = habits_over_time([one for bird in FIVE[1:] for one in verified(bird, 50)])
    assert found.mean is None
    assert found.curve == ()


@given(groups)
def test_no_figure_stands_on_fewer_than_five_people(drills: list[Practised]) -> None:
    for habit in habits_over_time(drills):
        people = [point.people for point in habit.curve]
        people += [habit.mean.people] if habit.mean else []
        people += [habit.change.first.people, habit.change.later.people] if habit.change else []
        assert all(count >= FEWEST for count in people)
        assert all(0 <= point.percent <= 100 for point in habit.curve)


@given(groups)
def test_ever_fewer_people_come_to_a_later_time(drills: list[Practised]) -> None:
    for habit in habits_over_time(drills):
        people = [point.people for point in habit.curve]
        assert people == sorted(people, reverse=True)
