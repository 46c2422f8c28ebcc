"""Krippendorff's alpha, against the values that he published."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.agreement import Compared, agreement, alpha, masi

ACTS = ["asks_identity", "delays", "discloses", "agrees_to_pay"]
sets = st.frozensets(st.sampled_from(ACTS))


def units(*readers: str) -> Sequence[Sequence[str]]:
    """One unit for each column; a dot is a unit that a reader left out."""
    return [[value for value in column if value != "."] for column in zip(*readers, strict=True)]


def nominal(one: str, other: str) -> float:
    """The distance of single labels."""
    return float(one != other)


class TestPublishedValues:
    """K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A to C."""

    def test_two_readers_and_two_values(self) -> None:
        assert alpha(units("0100000010", "1110010000"), nominal) == pytest.approx(0.095, abs=0.0005)

    def test_two_readers_and_many_values(self) -> None:
        found = alpha(units("aabbdcccedda", "babbbccceddd"), nominal)
        assert found == pytest.approx(0.692, abs=0.0005)

    def test_four_readers_who_left_units_out(self) -> None:
        found = alpha(
            units("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
            nominal,
        )
        assert found == pytest.approx(0.743, abs=0.0005)


class TestMasi:
    """R. Passonneau, Measuring Agreement on Set-valued Items (2006)."""

    @pytest.mark.parametrize(
        ("one", "other", "distance"),
        [
            ("ab", "ab", 0),
            ("", "", 0),
            ("ab", "abcd", 1 - 2 / 3 * 2 / 4),
            ("ab", "bc", 1 - 1 / 3 * 1 / 3),
            ("ab", "cd", 1),
            ("", "a", 1),
        ],
    )
    def test_it_weighs_subsets_less_than_overlaps(
        self, one: str, other: str, distance: float
    ) -> None:
        assert masi(frozenset(one), frozenset(other)) == pytest.approx(distance)

    @given(sets, sets)
    def test_it_is_a_distance(self, one: frozenset[str], other: frozenset[str]) -> None:
        assert masi(one, other) == masi(other, one)
        assert 0 <= masi(one, other) <= 1
        assert (masi(one, other) == 0) == (one == other)


def judged(*pairs: tuple[set[str], set[str]], drills: int = 12) -> list[Compared]:
    return [
        Compared(f"drill-{number % drills}", (frozenset(bot), frozenset(person)))
        for number, (bot, person) in enumerate(pairs)
    ]


def in_drills(
    pairs: Sequence[tuple[set[str], set[str]]], drills: int, first: int = 0
) -> list[Compared]:
    """The same replies in each of so many drills."""
    return [
        Compared(f"drill-{drill}", (frozenset(bot), frozenset(person)))
        for drill in range(first, first + drills)
        for bot, person in pairs
    ]


SAME = [({"delays"}, {"delays"}), ({"discloses"}, {"discloses"})]
NEAR = [({"delays", "discloses"}, {"delays"}), ({"discloses"}, {"discloses"})]
OTHER = [({"delays"}, {"agrees_to_pay"}), ({"discloses"}, {"discloses"})]


class TestAgreement:
    def test_the_same_readings_agree_wholly(self) -> None:
        found = agreement(judged(*SAME * 12))
        assert found is not None
        assert (found.value, found.low, found.high) == (1, 1, 1)

    def test_leaving_an_act_out_is_nearer_than_seeing_another(self) -> None:
        same, near, other = (agreement(judged(*pairs * 12)) for pairs in (SAME, NEAR, OTHER))
        assert same is not None
        assert near is not None
        assert other is not None
        assert other.value < near.value < same.value

    def test_few_drills_have_no_interval(self) -> None:
        found = agreement(judged(*NEAR * 5, drills=9))
        assert found is not None
        assert found.low is None

    def test_the_interval_lies_around_the_value(self) -> None:
        pairs = judged(*(SAME * 20 + NEAR * 6 + OTHER * 3), drills=20)
        found = agreement(pairs)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.value < found.high <= 1
        assert agreement(pairs) == found

    def test_drills_are_drawn_whole(self) -> None:
        """Doubt about all of a few drills says less than as much doubt spread over all drills."""
        clumped = agreement([*in_drills(SAME * 2, 18), *in_drills(OTHER * 2, 6, first=18)])
        mixed = [*SAME, SAME[1], OTHER[0]]
        spread = agreement([*in_drills(mixed, 12), *in_drills([*SAME, *OTHER], 12, first=12)])
        assert clumped is not None
        assert spread is not None
        assert clumped.low is not None
        assert spread.low is not None
        assert clumped.value - clumped.low > spread.value - spread.low

    @pytest.mark.parametrize(
        "pairs", [[], [({"delays"}, {"delays"})] * 20], ids=["nothing", "always the same"]
    )
    def test_nothing_can_be_said_without_variety(
        self, pairs: list[tuple[set[str], set[str]]]
    ) -> None:
        assert agreement(judged(*pairs)) is None

    def test_replies_that_one_reader_read_do_not_count(self) -> None:
        alone = Compared("drill-y", (frozenset({"pleads"}),))
        assert agreement([*judged(*NEAR * 12), alone]) == agreement(judged(*NEAR * 12))

    @given(st.lists(st.tuples(sets, sets), max_size=12))
    def test_it_is_never_above_one(
        self, pairs: list[tuple[frozenset[str], frozenset[str]]]
    ) -> None:
        found = agreement([Compared("drill", pair) for pair in pairs])
        assert found is None or found.value <= 1 + 1e-9
