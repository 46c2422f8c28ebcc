from hypothesis import given

from bot.core.overview import advise, offered
from bot.core.practice import Practised
from bot.core.scenario import Scenario
from bot.core.vocabulary import Habit, Kind
from tests.building import VOCABULARY, genuine, small
from tests.core.overview.making import drill, groups

LIBRARY = (
    small(id="mild"),
    small(id="mild-too"),
    small(id="intense", level=3),
    small("north", id="northern"),
    genuine(id="bank"),
)


def practised(times: int = 3, **habits: int) -> list[Practised]:
    known = {Habit(name): percent for name, percent in habits.items()}
    return [drill(day=day, setting="south", habits=known) for day in range(times)]


def test_the_weakest_habit_is_trained_next() -> None:
    found = advise(VOCABULARY, LIBRARY, practised(verify=50, pay=25, slow=60))
    assert found is not None
    assert (found.habit, found.kind, found.percent, found.drills) == (Habit.PAY, Kind.SCAM, 25, 3)


def test_calls_that_test_it_are_offered_the_mildest_first() -> None:
    found = advise(VOCABULARY, LIBRARY, practised(pay=25))
    assert found is not None
    assert found.scenarios == ("mild", "mild-too", "intense")


def test_a_call_that_was_met_comes_after_those_that_were_not() -> None:
    drills = [
        drill(day=day, setting="south", scenario="mild", habits={Habit.PAY: 0}) for day in (1, 2, 3)
    ]
    found = advise(VOCABULARY, LIBRARY, drills)
    assert found is not None
    assert found.scenarios == ("mild-too", "intense", "mild")


def test_only_calls_of_settings_that_were_met_are_offered() -> None:
    drills = [drill(day=day, habits={Habit.PAY: 0}) for day in range(3)]
    found = advise(VOCABULARY, LIBRARY, drills)
    assert found is not None
    assert found.scenarios == ("northern",)


def test_a_habit_that_was_tested_twice_is_not_yet_called_weak() -> None:
    assert advise(VOCABULARY, LIBRARY, practised(2, pay=0)) is None


def test_who_shows_every_habit_needs_no_advice() -> None:
    assert advise(VOCABULARY, LIBRARY, practised(pay=75, verify=100)) is None


def test_a_weakness_for_which_there_is_no_call_gives_way_to_the_next() -> None:
    found = advise(VOCABULARY, LIBRARY, practised(report=0, pay=50))
    assert found is not None
    assert found.habit is Habit.PAY


def test_distrust_of_genuine_callers_is_trained_with_genuine_callers() -> None:
    drills = [
        drill(kind=Kind.GENUINE, day=day, setting="south", habits={Habit.VERIFY: 0})
        for day in range(3)
    ]
    found = advise(VOCABULARY, LIBRARY, drills)
    assert found is not None
    assert (found.kind, found.scenarios) == (Kind.GENUINE, ("bank",))


def test_what_only_few_people_met_is_no_weakness_of_a_group() -> None:
    assert advise(VOCABULARY, LIBRARY, practised(9, pay=0), fewest=5) is None


def test_lines_that_give_an_opportunity_are_counted() -> None:
    assert offered(VOCABULARY, small()) == {Habit.VERIFY: 2, Habit.PAY: 2, Habit.SLOW: 1}


@given(groups)
def test_every_call_on_offer_is_of_the_library_and_tests_the_habit(drills: list[Practised]) -> None:
    found = advise(VOCABULARY, LIBRARY, drills)
    if found is None:
        return
    known: dict[str, Scenario] = {one.id: one for one in LIBRARY}
    for name in found.scenarios:
        assert known[name].kind is found.kind
        assert found.habit in offered(VOCABULARY, known[name])
