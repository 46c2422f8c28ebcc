from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.core.overview import FEWEST, participation
from bot.core.practice import Practised
from tests.core.overview.making import drill, groups


def test_who_has_not_begun_is_counted_too() -> None:
    found = participation(6, [drill("heron"), drill("crane"), drill("crane", day=1)])
    assert (found.members, found.began, found.drills) == (6, 2, 3)
    assert found.bands is not None
    people = {(band.least, band.most): band.people for band in found.bands}
    assert people == {(0, 0): 4, (1, 1): 1, (2, 4): 1, (5, 9): 0, (10, 19): 0, (20, None): 0}


def test_a_week_in_which_nobody_practised_stands_between_two_in_which_somebody_did() -> None:
    found = participation(
        5, [drill("heron", day=6), drill("crane", day=14), drill("crane", day=15)]
    )
    assert found.weeks is not None
    assert [(week.monday, week.drills, week.people) for week in found.weeks] == [
        (date(2026, 9, 7), 1, 1),
        (date(2026, 9, 14), 0, 0),
        (date(2026, 9, 21), 2, 1),
    ]


def test_a_group_where_nobody_has_begun_has_no_weeks() -> None:
    assert participation(9, []).weeks == ()


def test_a_small_group_is_not_broken_down() -> None:
    found = participation(FEWEST - 1, [drill("heron")])
    assert (found.began, found.drills) == (1, 1)
    assert found.bands is None
    assert found.weeks is None


@given(groups, st.integers(8, 30))
def test_bands_hold_every_member_once_and_weeks_every_drill(
    drills: list[Practised], members: int
) -> None:
    found = participation(members, drills)
    assert found.bands is not None
    assert found.weeks is not None
    assert sum(band.people for band in found.bands) == members
    assert sum(week.drills for week in found.weeks) == len(drills)
    assert all(week.people <= week.drills for week in found.weeks)
