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
    assert (scams.calls, scams.not_shown) == ((), 1)


def test_a_call_that_few_took_hides_the_smallest_of_the_others_with_it() -> None:
    """All scam calls less those that are shown would be the result of this one person."""
    large = [drill(bird, day=1) for bird in (*FIVE, "goose")]
    smaller = [drill(bird, day=2, scenario="another") for bird in FIVE]
    scams, _ = sides([*large, *smaller, drill("heron", Outcome.HARMED, scenario="rare")])
    assert scams.well == Share(11, 12)
    assert ([row.scenario for row in scams.calls], scams.not_shown) == (["a-call"], 2)


def test_calls_that_few_took_each_but_many_together_hide_no_other() -> None:
    shown = [drill(bird) for bird in FIVE]
    rare = [drill(bird, scenario=f"the-call-of-{bird}") for bird in FIVE]
    scams, _ = sides([*shown, *rare])
    assert ([row.scenario for row in scams.calls], scams.not_shown) == (["a-call"], 5)


@given(groups, st.integers(5, 30))
def test_every_drill_is_on_one_side_and_in_one_row_or_among_many_hidden_ones(
    drills: list[Practised], members: int
) -> None:
    found = sides(drills, members)
    assert sum(side.drills for side in found) == len(drills)
    for side in found:
        shown = {(row.scenario, row.digest) for row in side.calls}
        here = [one for one in drills if one.kind is side.kind]
        hidden = [one for one in here if (one.scenario, one.digest) not in shown]
        assert sum(row.drills for row in side.calls) + len(hidden) == side.drills
        assert len({(one.scenario, one.digest) for one in hidden}) == side.not_shown
        assert all(row.people >= FEWEST for row in side.calls)
        assert not hidden or not shown or len({one.trainee for one in hidden}) >= FEWEST
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
