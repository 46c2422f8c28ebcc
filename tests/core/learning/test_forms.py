"""What is wrong with a form, and what an answer is worth."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.forms import (
    Action,
    Answered,
    Confidence,
    Form,
    check_form,
    check_parallel,
)
from bot.core.scenario import Medium
from bot.core.vocabulary import Kind
from tests.core.learning.making import form, item

kinds = st.sampled_from(Kind)


def codes(made: Form) -> list[str]:
    return [found.code for found in check_form(made, ["south"])]


def test_a_balanced_form_has_no_faults() -> None:
    assert codes(form()) == []
    assert list(check_parallel(form("form-b", letter="b"), form())) == []


def test_nine_of_a_kind_are_too_few() -> None:
    assert codes(form(count=9)) == ["E329", "E329"]


def test_what_one_kind_has_more_often_gives_it_away() -> None:
    first, *rest = form().items
    assert codes(Form("x", (replace(first, medium=Medium.CHAT), *rest))) == ["W311", "W311"]


def test_every_difference_between_forms_is_told_at_its_place() -> None:
    made = form("form-b", letter="b")
    other = replace(made.items[3], difficulty=3, setting="north")
    items = (*made.items[:3], other, *made.items[4:])
    found = list(check_parallel(replace(made, items=items), form()))
    assert [(one.code, one.path) for one in found] == [
        ("E330", ("items", 3, "setting")),
        ("E330", ("items", 3, "difficulty")),
    ]


def test_an_item_of_the_other_form_is_no_new_item() -> None:
    assert {found.code for found in check_parallel(form("form-b"), form())} == {"E308"}


def test_an_item_is_found_by_its_name() -> None:
    made = form()
    assert made.item("a-scam-3") is made.items[3]
    assert made.item("nobody") is None


@given(kinds, kinds, st.sampled_from(Confidence), st.sampled_from(Action))
def test_suspicion_agrees_with_the_verdict_and_grows_with_how_sure_one_is(
    kind: Kind, verdict: Kind, sure: Confidence, action: Action
) -> None:
    given_ = Answered(item("x", kind), verdict, sure, action)
    assert 1 <= given_.suspicion <= 8
    assert (given_.suspicion > 4) == (verdict is Kind.SCAM)
    assert given_.right == (verdict is kind)
    if sure is not Confidence.SURE:
        surer = replace(given_, confidence=Confidence(sure + 1))
        assert abs(surer.suspicion - 4.5) == abs(given_.suspicion - 4.5) + 1


@pytest.mark.parametrize(
    ("kind", "action", "serves"),
    [
        (Kind.SCAM, Action.CHECK, True),
        (Kind.SCAM, Action.COMPLY, False),
        (Kind.GENUINE, Action.COMPLY, True),
        (Kind.GENUINE, Action.CHECK, True),
        (Kind.GENUINE, Action.BREAK_OFF, False),
    ],
)
def test_an_action_serves_or_not(kind: Kind, action: Action, serves: bool) -> None:
    assert Answered(item("x", kind), Kind.SCAM, Confidence.SURE, action).serves is serves
