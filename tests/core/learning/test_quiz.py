"""The way through a form: every item once, in an order of its own, until the end or a stop."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning.forms import Action, Confidence, Form
from bot.core.learning.quiz import (
    ItemAnswered,
    Moment,
    QuizEnded,
    QuizEvent,
    QuizLeft,
    QuizStarted,
    after,
    answer,
    answered,
    order,
    replay,
    waiting,
)
from bot.core.recording import from_quiz_record, to_quiz_record
from bot.core.vocabulary import Kind
from tests.core.learning.making import form

seeds = st.integers(0, 2**32 - 1)
FORM = form(count=3)
STARTED = QuizStarted("form-a", FORM.digest, Moment.BEFORE, 1, "en")


def said(id: str, verdict: Kind = Kind.SCAM) -> ItemAnswered:
    return ItemAnswered(id, verdict, Confidence.QUITE, Action.CHECK)


def walked(seed: int, made: Form = FORM) -> list[QuizEvent]:
    """The events of somebody who answers everything."""
    events: list[QuizEvent] = [replace(STARTED, seed=seed)]
    while item := waiting(replay(events), made):
        events += answer(replay(events), made, said(item.id))
    return events


@given(seeds)
def test_everybody_meets_every_item_once_and_ends(seed: int) -> None:
    events = walked(seed)
    names = [event.item for event in events if isinstance(event, ItemAnswered)]
    assert names == [item.id for item in order(FORM, seed)]
    assert sorted(names) == sorted(item.id for item in FORM.items)
    assert isinstance(events[-1], QuizEnded)
    assert replay(events).whole


@given(seeds)
def test_the_order_is_the_same_for_the_same_seed(seed: int) -> None:
    assert order(FORM, seed) == order(FORM, seed)


def test_other_seeds_bring_other_orders() -> None:
    assert len({tuple(item.id for item in order(FORM, seed)) for seed in range(20)}) > 10


def test_an_answer_to_another_item_changes_nothing() -> None:
    quiz = replay([STARTED])
    first, second, *_ = order(FORM, 1)
    assert answer(quiz, FORM, said(second.id)) == ()
    assert answer(quiz, FORM, said("nobody")) == ()
    assert answer(quiz, FORM, said(first.id)) == (said(first.id),)


@given(st.lists(st.sampled_from([item.id for item in FORM.items]), max_size=10))
def test_the_first_answer_to_an_item_counts(names: list[str]) -> None:
    quiz = replay([STARTED])
    for number, name in enumerate(names):
        quiz = after(quiz, said(name, Kind.SCAM if number % 2 else Kind.GENUINE))
    assert len(quiz.answers) == len(set(names))
    for one in quiz.answers:
        first = names.index(one.item)
        assert one.verdict is (Kind.SCAM if first % 2 else Kind.GENUINE)


def test_who_leaves_is_asked_nothing_more_and_does_not_count() -> None:
    quiz = replay([STARTED, said("a-scam-0"), QuizLeft()])
    assert waiting(quiz, FORM) is None
    assert quiz.over
    assert not quiz.whole


def test_a_form_that_lost_an_item_meanwhile_can_still_be_finished() -> None:
    first, second, *_ = order(FORM, 1)
    events: list[QuizEvent] = [STARTED, said(first.id)]
    items = tuple(item for item in FORM.items if item is not second)
    smaller = Form("form-a", items, "another digest")
    while item := waiting(replay(events), smaller):
        events += answer(replay(events), smaller, said(item.id))
    assert replay(events).whole
    gone = Form("form-a", tuple(item for item in items if item is not first), "")
    assert len(answered(replay(events), gone)) == len(gone.items)


@given(seeds, st.integers(0, 8))
def test_events_survive_being_written_down(seed: int, length: int) -> None:
    events = walked(seed)[: length + 1]
    again: list[QuizEvent] = [from_quiz_record(to_quiz_record(event)) for event in events]
    assert again == events
    assert replay(again) == replay(events)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"event": "QuizExploded"},
        {"event": "DrillStarted"},
        {"event": "ItemAnswered", "item": "x"},
        {
            "event": "ItemAnswered",
            "item": "x",
            "verdict": "scam",
            "confidence": 9,
            "action": "check",
        },
    ],
)
def test_what_is_no_record_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        from_quiz_record(record)
