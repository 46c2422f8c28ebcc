"""When a family is due again, and in which call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.forms import Answered
from bot.core.learning.refreshers import (
    LONGEST_DAYS,
    Grade,
    Refresher,
    Review,
    choose,
    drill_reviews,
    due,
    grade,
    quiz_reviews,
    schedule,
)
from bot.core.learning.schemes import Family, Scheme
from bot.core.scenario import Outcome, Scenario
from bot.core.vocabulary import Kind
from tests.building import ending, line, scenario, waiting
from tests.core.learning.making import answers

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
SOUTH = Family("south", Scheme.AUTHORITY)
DAY = timedelta(days=1)

grades = st.sampled_from(Grade)
histories = st.lists(st.tuples(st.integers(0, 60), grades), min_size=1, max_size=8)


@dataclass(frozen=True)
class Drill:
    scenario: str
    outcome: str = "safe"
    total: int = 80
    at: datetime = START


def call(id: str, pair: str | None = None, kind: Kind = Kind.SCAM, level: int = 1) -> Scenario:
    says = (line("This is the police.", "authority_claim"),)
    made = scenario(waiting("opening", {}, "end", says=says), ending("end", Outcome.SAFE))
    return replace(made, id=id, pair=pair, kind=kind, level=level, setting="south")


LIBRARY = [
    call("police", "lost-bag"),
    call("lost-bag", "police", Kind.GENUINE),
    call("prosecutor", "court"),
    call("court", "prosecutor", Kind.GENUINE),
    call("raid", level=3),
]


def reviews(*met: tuple[int, Grade]) -> list[Review]:
    """Reviews of one family, each so many days after the one before."""
    found, at = [], START
    for days, how in met:
        at += days * DAY
        found.append(Review(SOUTH, at, how))
    return found


def only(met: Sequence[Review]) -> Refresher:
    (found,) = schedule(met)
    return found


class TestDates:
    def test_a_first_good_drill_is_refreshed_within_days(self) -> None:
        found = only(reviews((0, Grade.GOOD)))
        assert DAY <= found.due - START <= 7 * DAY

    def test_what_went_wrong_comes_back_the_next_day(self) -> None:
        assert only(reviews((0, Grade.AGAIN))).due == START + DAY

    @pytest.mark.parametrize("earlier", [(), ((0, Grade.GOOD), (3, Grade.GOOD))])
    def test_the_better_it_went_the_later_it_is_due(
        self, earlier: tuple[tuple[int, Grade], ...]
    ) -> None:
        dates = [only(reviews(*earlier, (7, how))).due for how in Grade]
        assert dates == sorted(dates)
        assert dates[0] < dates[-1]

    def test_waits_grow_with_each_good_time(self) -> None:
        met: list[tuple[int, Grade]] = [(0, Grade.GOOD)]
        waits = []
        for _ in range(5):
            waits.append((only(reviews(*met)).due - only(reviews(*met)).last).days)
            met.append((waits[-1], Grade.GOOD))
        assert waits == sorted(waits)
        assert waits[-1] > 3 * waits[0]

    @given(histories)
    def test_no_date_lies_within_a_day_or_beyond_three_months(
        self, met: list[tuple[int, Grade]]
    ) -> None:
        found = only(reviews(*met))
        assert DAY <= found.due - found.last <= LONGEST_DAYS * DAY
        assert found.reviews == len(met)

    @given(histories)
    def test_the_same_history_gives_the_same_date_in_any_order(
        self, met: list[tuple[int, Grade]]
    ) -> None:
        known = reviews(*[(days + 1, how) for days, how in met])
        assert only(known) == only(known[::-1])

    @given(histories, st.integers(0, 100))
    def test_recall_fades(self, met: list[tuple[int, Grade]], days: int) -> None:
        found = only(reviews(*met))
        early, late = (found.recall(found.last + wait * DAY) for wait in (days, days + 30))
        assert 0 < late < early <= 1
        assert found.recall(found.last) == 1

    def test_other_time_zones_change_nothing(self) -> None:
        seoul = timezone(timedelta(hours=9))
        here = reviews((0, Grade.GOOD), (4, Grade.HARD))
        there = [replace(one, at=one.at.astimezone(seoul)) for one in here]
        assert only(here) == only(there)


@pytest.mark.parametrize(
    ("outcome", "total", "kind", "expected"),
    [
        (Outcome.HARMED, 30, Kind.SCAM, Grade.AGAIN),
        (Outcome.MISSED, 30, Kind.GENUINE, Grade.AGAIN),
        (Outcome.OPEN, 60, Kind.SCAM, Grade.HARD),
        (Outcome.OPEN, 60, Kind.GENUINE, Grade.GOOD),
        (Outcome.SAFE, 99, Kind.SCAM, Grade.GOOD),
        (Outcome.SAFE, 100, Kind.SCAM, Grade.EASY),
        (Outcome.SAFE, 100, Kind.GENUINE, Grade.EASY),
    ],
)
def test_the_ending_makes_the_grade(
    outcome: Outcome, total: int, kind: Kind, expected: Grade
) -> None:
    assert grade(outcome, total, kind) is expected


class TestReviews:
    def test_a_genuine_call_refreshes_its_twins_family(self) -> None:
        found = drill_reviews([Drill("lost-bag")], LIBRARY)
        assert found == [Review(SOUTH, START, Grade.GOOD)]

    @pytest.mark.parametrize(("id", "how"), [("police", Grade.HARD), ("lost-bag", Grade.GOOD)])
    def test_an_open_end_is_hard_only_where_there_was_danger(self, id: str, how: Grade) -> None:
        (found,) = drill_reviews([Drill(id, outcome="open")], LIBRARY)
        assert found.grade is how

    def test_a_scenario_that_is_gone_yields_none(self) -> None:
        assert drill_reviews([Drill("gone")], LIBRARY) == []

    @pytest.mark.parametrize(
        ("made", "expected"),
        [
            (answers(10, 0), Grade.GOOD),
            (answers(9, 0), Grade.HARD),
            (answers(5, 5), Grade.HARD),
            (answers(10, 10), Grade.HARD),
            (answers(4, 5), Grade.AGAIN),
        ],
    )
    def test_a_quiz_reviews_its_families(self, made: tuple[Answered, ...], expected: Grade) -> None:
        assert quiz_reviews([(START, made)]) == [Review(SOUTH, START, expected)]


class TestBeingDue:
    def test_nothing_is_due_before_its_date(self) -> None:
        drills = [Drill("police", outcome="harmed")]
        assert due(drills, [], LIBRARY, START + DAY - timedelta(seconds=1)) == ()
        assert [one.family for one in due(drills, [], LIBRARY, START + DAY)] == [SOUTH]

    def test_a_quiz_moves_the_date_of_its_families(self) -> None:
        drills = [Drill("police", outcome="harmed")]
        later = START + 2 * DAY
        assert due(drills, [(later, answers(10, 0))], LIBRARY, later) == ()

    def test_nobody_who_did_nothing_is_due(self) -> None:
        assert due([], [], LIBRARY, START) == ()


class TestTheCall:
    @given(st.integers())
    def test_it_is_one_that_was_not_met(self, seed: int) -> None:
        found = choose(SOUTH, [Drill("police"), Drill("lost-bag")], LIBRARY, seed)
        assert found is not None
        assert found.id in ("prosecutor", "court")

    def test_it_is_not_always_a_scam(self) -> None:
        chosen = [choose(SOUTH, [Drill("police")], LIBRARY, seed) for seed in range(200)]
        scams = sum(one is not None and one.kind is Kind.SCAM for one in chosen)
        assert 70 < scams < 130

    def test_the_same_seed_chooses_the_same(self) -> None:
        assert choose(SOUTH, [], LIBRARY, 5) == choose(SOUTH, [], LIBRARY, 5)

    @given(st.integers())
    def test_an_intense_call_is_for_those_who_chose_it_before(self, seed: int) -> None:
        found = choose(SOUTH, [], LIBRARY, seed)
        assert found is not None
        assert found.level < 3
        assert choose(SOUTH, [], [LIBRARY[-1]], seed) is None
        again = choose(SOUTH, [Drill("raid")], [LIBRARY[-1]], seed)
        assert again is LIBRARY[-1]

    def test_where_all_were_met_it_is_the_one_longest_ago(self) -> None:
        met = ["court", "police", "prosecutor", "lost-bag"]
        drills = [Drill(name, at=START + number * DAY) for number, name in enumerate(met)]
        found = choose(SOUTH, drills, LIBRARY[:4], 1)
        assert found is not None
        assert found.id == "court"

    def test_a_family_without_calls_has_none(self) -> None:
        assert choose(Family("north", Scheme.OFFER), [], LIBRARY, 1) is None
