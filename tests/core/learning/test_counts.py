"""Plain counts for one person, both kinds of mistakes side by side."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.counts import Lean, Share, count
from bot.core.learning.forms import Action
from tests.core.learning.making import answers

tens = st.integers(0, 10)


def test_both_kinds_are_counted_apart() -> None:
    counts = count(answers(hits=8, alarms=3))
    assert counts.scams == Share(8, 10)
    assert counts.genuine == Share(7, 10)
    assert counts.protected == counts.served == Share(10, 10)


def test_what_people_would_do_is_counted_apart_from_what_they_think() -> None:
    counts = count(answers(hits=10, alarms=0, action=Action.COMPLY))
    assert (counts.protected, counts.served) == (Share(0, 10), Share(10, 10))


@given(tens, tens)
def test_a_lean_is_told_only_where_mistakes_fall_clearly_to_one_side(
    hits: int, alarms: int
) -> None:
    lean = count(answers(hits, alarms)).lean
    surplus = (10 - hits) - alarms
    expected = Lean.NEITHER
    if surplus >= 3:
        expected = Lean.TRUSTING
    elif surplus <= -3:
        expected = Lean.SUSPICIOUS
    assert lean is expected


def test_trusting_everybody_and_suspecting_everybody_are_told_as_clearly() -> None:
    assert count(answers(0, 0)).lean is Lean.TRUSTING
    assert count(answers(10, 10)).lean is Lean.SUSPICIOUS


def test_no_answers_lean_nowhere() -> None:
    assert count(()).lean is Lean.NEITHER
