from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.counts import Share
from bot.core.overview import FEWEST, GroupOverview, Side, group_overview
from bot.core.practice import Practised
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind
from tests.building import VOCABULARY
from tests.core.overview.making import drill, groups, reply

FIVE = ("heron", "crane", "swallow", "magpie", "sparrow")


def overview(drills: list[Practised], members: int = 9) -> GroupOverview:
    return group_overview(VOCABULARY, (), members, drills, [])


def sides(drills: list[Practised], members: int = 9) -> tuple[Side, Side]:
    found = overview(drills, members)
    assert found.scams is not None
    assert found.genuine is not None
    return found.scams, found.genuine


def test_scam_and_genuine_calls_are_counted_apart() -> None:
    scams = [drill(bird, Outcome.SAFE) for bird in FIVE]
    genuine = [drill(bird, Outcome.MISSED, Kind.GENUINE) for bird in FIVE]
    found = sides([*scams, *genuine])
    assert [side.well for side in found] == [Share(5, 5), Share(0, 5)]


def test_an_open_end_is_well_with_a_genuine_caller_only() -> None:
    found = sides([drill(bird, Outcome.OPEN, kind) for bird in FIVE for kind in Kind])
    assert [side.well for side in found] == [Share(0, 5), Share(5, 5)]


def test_every_ending_that_a_kind_can_have_is_shown_even_with_none() -> None:
    scams, _ = sides([drill(bird, Outcome.HARMED) for bird in FIVE])
    assert scams.endings == {Outcome.SAFE: 0, Outcome.OPEN: 0, Outcome.HARMED: 5}


def test_scores_of_two_editions_stand_in_two_rows() -> None:
    old = [drill(bird, total=20, digest="older") for bird in FIVE]
    new = [drill(bird, total=80, day=9) for bird in FIVE]
    scams, _ = sides([*old, *new])
    assert {row.digest: row.mean for row in scams.calls} == {"older": 20, "first": 80}


def test_a_small_group_shows_who_took_part_and_nothing_else() -> None:
    drills = [drill(bird, habits={Habit.PAY: 0}) for bird in FIVE]
    found = group_overview(VOCABULARY, (), FEWEST - 1, drills, [reply("complies", "asks_why")])
    assert found.participation.drills == 5
    assert (found.scams, found.genuine, found.next, found.verdicts) == (None, None, None, None)


def test_a_large_group_of_which_few_have_practised_is_not_broken_down_either() -> None:
    scams, _ = sides([drill(bird) for bird in FIVE[1:]], members=40)
    assert scams.drills == 4
    assert scams.well is None
    assert scams.endings is None
    assert [row.mean for row in scams.calls] == [None]


@given(groups, st.integers(5, 30))
def test_every_drill_is_on_one_side_and_in_one_row(drills: list[Practised], members: int) -> None:
    found = sides(drills, members)
    assert sum(side.drills for side in found) == len(drills)
    for side in found:
        assert sum(row.drills for row in side.calls) == side.drills
        assert sum(row.drills for row in side.calls if row.revised) == side.revised
        assert (side.well is None) == (side.people < FEWEST)
        if side.endings is not None:
            assert sum(side.endings.values()) == side.drills


@given(groups, st.randoms())
def test_names_change_no_figure(drills: list[Practised], random: Random) -> None:
    names = [*"abcdefgh"]
    random.shuffle(names)
    renamed = dict(zip("abcdefgh", names, strict=True))
    again = [replace(one, trainee=renamed[one.trainee]) for one in drills]
    assert overview(again) == overview(drills)
