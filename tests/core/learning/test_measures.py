"""The measures of groups, against published and hand-computed values."""

from math import isclose
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from bot.core.learning.counts import Share
from bot.core.learning.forms import Action, Confidence
from bot.core.learning.measures import (
    Estimate,
    auc,
    compare,
    criterion,
    d_prime,
    measure,
)
from tests.core.learning.making import answers, group

tens = st.integers(0, 10)
people = st.lists(st.tuples(tens, tens), min_size=5, max_size=12)
steps = st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any)


def numbers(*values: float) -> list[np.ndarray]:
    return [np.asarray(value, float) for value in values]


class TestSensitivityAndCriterion:
    def test_they_are_those_of_stanislaw_and_todorov_1999_where_trials_are_many(self) -> None:
        """Their example: 20 hits of 25, 10 false alarms of 25; d' 1.095, c -0.294.

        They correct nothing; with a million times as many trials nor does the correction.
        """
        million = 1_000_000
        counts = numbers(20 * million, 25 * million, 10 * million, 25 * million)
        assert float(d_prime(*counts)) == pytest.approx(1.095, abs=0.0005)
        assert float(criterion(*counts)) == pytest.approx(-0.294, abs=0.0005)

    def test_the_correction_is_hautus_log_linear_one(self) -> None:
        z = NormalDist().inv_cdf
        found = float(d_prime(*numbers(20, 25, 10, 25)))
        assert found == pytest.approx(z(20.5 / 26) - z(10.5 / 26))
        assert float(criterion(*numbers(20, 25, 10, 25))) == pytest.approx(
            -(z(20.5 / 26) + z(10.5 / 26)) / 2
        )

    def test_perfect_answers_have_a_finite_sensitivity(self) -> None:
        perfect = float(d_prime(*numbers(10, 10, 0, 10)))
        assert perfect == pytest.approx(2 * NormalDist().inv_cdf(10.5 / 11))

    @given(st.integers(0, 49), st.integers(0, 50))
    def test_another_hit_raises_sensitivity_and_lowers_the_criterion(
        self, hits: int, alarms: int
    ) -> None:
        fewer, more = numbers(hits, 50, alarms, 50), numbers(hits + 1, 50, alarms, 50)
        assert d_prime(*fewer) < d_prime(*more)
        assert criterion(*fewer) > criterion(*more)

    @given(tens, tens)
    def test_suspecting_everybody_mirrors_trusting_everybody(self, hits: int, alarms: int) -> None:
        one, other = numbers(hits, 10, alarms, 10), numbers(10 - alarms, 10, 10 - hits, 10)
        assert isclose(d_prime(*one), d_prime(*other), abs_tol=1e-9)
        assert isclose(criterion(*one), -criterion(*other), abs_tol=1e-9)


class TestTheAreaUnderTheCurve:
    @given(steps, steps)
    def test_it_is_mann_whitneys_u_over_the_pairs(
        self, scams: list[int], genuine: list[int]
    ) -> None:
        scam_ratings, genuine_ratings = (
            [step for step, count in enumerate(counts) for _ in range(count)]
            for counts in (scams, genuine)
        )
        u = mannwhitneyu(scam_ratings, genuine_ratings).statistic
        found = float(auc(np.array(scams, float), np.array(genuine, float)))
        assert found == pytest.approx(u / (sum(scams) * sum(genuine)))

    def test_it_is_that_of_hanley_and_mcneil_1982(self) -> None:
        """58 normal and 51 abnormal images rated in five steps; the area is 0.893."""
        normal = np.array([33, 6, 6, 11, 2], float)
        abnormal = np.array([3, 2, 2, 11, 33], float)
        assert float(auc(abnormal, normal)) == pytest.approx(0.893, abs=0.0005)


class TestAGroup:
    def test_four_people_are_not_broken_out(self) -> None:
        assert measure(group(*[(8, 2)] * 4)) is None
        assert measure(group(*[(8, 2)] * 5)) is not None

    def test_both_kinds_of_mistakes_are_shown(self) -> None:
        found = measure(group((10, 5), (8, 5), (9, 5), (7, 5), (6, 5)))
        assert found is not None
        assert (found.people, found.hits, found.false_alarms) == (5, Share(40, 50), Share(25, 50))
        assert found.hit_rate.value == 0.8
        assert found.false_alarm_rate.value == 0.5

    def test_right_actions_have_rates_of_their_own(self) -> None:
        found = measure([answers(10, 0, action=Action.COMPLY)] * 5)
        assert found is not None
        assert (found.protects.value, found.serves.value) == (0, 1)

    def test_the_answers_of_all_make_the_sensitivity(self) -> None:
        found = measure(group((10, 5), (8, 5), (9, 5), (7, 5), (6, 5)))
        assert found is not None
        assert found.d_prime.value == pytest.approx(float(d_prime(*numbers(40, 50, 25, 50))))

    def test_confidence_counts_in_the_area_and_nowhere_else(self) -> None:
        sure = [answers(8, 2, sure=Confidence.SURE)] * 5
        mixed = [answers(8, 0, sure=Confidence.SURE), answers(8, 4, sure=Confidence.GUESS)]
        one, other = measure(sure), measure([*mixed, *sure[:3]])
        assert one is not None
        assert other is not None
        assert one.auc.value != other.auc.value
        assert one.d_prime.value == other.d_prime.value

    def test_the_same_answers_give_the_same_figures(self) -> None:
        answers_ = group((10, 1), (8, 2), (9, 0), (7, 3), (6, 5))
        assert measure(answers_) == measure(answers_)

    def test_people_who_are_all_alike_leave_no_interval(self) -> None:
        found = measure(group(*[(8, 2)] * 6))
        assert found is not None
        assert found.hit_rate == Estimate(0.8, None, None)

    @settings(max_examples=20, deadline=None)
    @given(people)
    def test_an_interval_holds_its_figure(self, made: list[tuple[int, int]]) -> None:
        found = measure(group(*made))
        assert found is not None
        for one in (found.hit_rate, found.false_alarm_rate, found.auc):
            assert 0 <= one.value <= 1
            if one.low is not None and one.high is not None:
                assert 0 <= one.low <= one.high <= 1

    def test_more_people_make_it_narrower(self) -> None:
        few = [(10, 1), (8, 2), (9, 0), (7, 3), (6, 5)]
        small, large = measure(group(*few)), measure(group(*few * 8))
        assert small is not None
        assert large is not None
        assert width(large.d_prime) < width(small.d_prime)

    def test_the_interval_covers_what_is_true_as_often_as_it_says(self) -> None:
        """Of 200 groups of 30 with known rates; chance leaves 95 % within 91 to 98 of a hundred."""
        random = np.random.default_rng(7)
        within = 0
        for _ in range(200):
            found = measure(
                group(*zip(random.binomial(10, 0.8, 30), random.binomial(10, 0.3, 30), strict=True))
            )
            assert found is not None
            assert found.hit_rate.low is not None
            assert found.hit_rate.high is not None
            within += found.hit_rate.low <= 0.8 <= found.hit_rate.high
        assert 180 <= within <= 198


class TestBeforeAndAfter:
    def test_the_same_answers_show_no_change(self) -> None:
        one = group((8, 2), (7, 3), (9, 1), (6, 2), (8, 4))
        found = compare(list(zip(one, one, strict=True)))
        assert found is not None
        assert found.d_prime == Estimate(0, None, None)

    def test_four_people_are_not_broken_out(self) -> None:
        one = group(*[(8, 2)] * 4)
        assert compare(list(zip(one, one, strict=True))) is None

    def test_better_telling_apart_is_no_shift_of_the_line(self) -> None:
        before = group((6, 4), (5, 5), (7, 3), (6, 4), (6, 4), (5, 4))
        later = group((9, 1), (8, 2), (9, 1), (8, 2), (9, 1), (8, 1))
        found = compare(list(zip(before, later, strict=True)))
        assert found is not None
        assert found.d_prime.low is not None
        assert found.d_prime.low > 0
        assert abs(found.criterion.value) < 0.2

    def test_mere_suspicion_moves_the_line_and_is_no_learning(self) -> None:
        before = group((6, 3), (5, 2), (7, 3), (6, 3), (6, 4), (5, 2))
        later = group((9, 7), (8, 6), (9, 7), (9, 7), (9, 7), (8, 6))
        found = compare(list(zip(before, later, strict=True)))
        assert found is not None
        assert found.criterion.high is not None
        assert found.criterion.high < 0
        assert found.false_alarm_rate.value > 0.3
        assert abs(found.d_prime.value) < 0.3

    def test_pairing_people_takes_out_what_lies_between_them(self) -> None:
        before = group((2, 1), (4, 1), (6, 1), (8, 1), (9, 1), (5, 1))
        later = group((3, 1), (5, 1), (7, 1), (9, 1), (10, 1), (6, 1))
        found = compare(list(zip(before, later, strict=True)))
        assert found is not None
        assert found.hit_rate.value == pytest.approx(0.1)
        assert found.hit_rate.low is None


def width(one: Estimate) -> float:
    assert one.low is not None
    assert one.high is not None
    return one.high - one.low
