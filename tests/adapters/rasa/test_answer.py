"""What the answer of the server means."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.rasa.answer import MOST_OPTIONS, understood
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Understanding,
    Understood,
    Unsure,
)
from tests.adapters.rasa.fake_server import (
    ANY,
    KNOWN,
    act,
    body,
)


class TestAnswers:
    """What the NLU's answer means."""

    def test_every_act_that_it_would_act_on_counts_the_surest_first(self) -> None:
        found = understood(body(act("pleads", 0.7), act("delays", 0.95)), KNOWN)
        assert found == Understood((Reading("delays", 0.95), Reading("pleads", 0.7)))

    def test_the_decision_counts_whatever_the_confidence(self) -> None:
        found = understood(body(act("pleads", 0.41), act("delays", 0.9, "no")), KNOWN)
        assert found == Understood((Reading("pleads", 0.41),))

    def test_acts_to_ask_about_are_left_out_where_another_is_sure(self) -> None:
        found = understood(body(act("pleads"), act("delays", 0.5, "ask")), KNOWN)
        assert found == Understood((Reading("pleads", 0.9),))

    def test_acts_to_ask_about_become_a_question(self) -> None:
        found = understood(body(act("pleads", 0.4, "ask"), act("delays", 0.5, "ask")), KNOWN)
        assert found == Unsure((Reading("delays", 0.5), Reading("pleads", 0.4)))

    def test_a_question_has_few_options(self) -> None:
        found = understood(body(*(act(one, 0.4, "ask") for one in sorted(KNOWN))), KNOWN)
        assert isinstance(found, Unsure)
        assert len(found.options) == MOST_OPTIONS

    def test_an_act_named_twice_counts_once(self) -> None:
        found = understood(body(act("pleads", 0.6), act("pleads", 0.8)), KNOWN)
        assert found == Understood((Reading("pleads", 0.8),))

    def test_acts_that_it_rules_out_are_left_out(self) -> None:
        assert understood(body(act("pleads", 0.1, "no")), KNOWN) == NotUnderstood()

    def test_acts_that_nobody_knows_are_left_out(self) -> None:
        found = understood(body(act("dances"), act("pleads")), KNOWN)
        assert found == Understood((Reading("pleads", 0.9),))
        assert understood(body(act("dances")), KNOWN) == NotUnderstood()

    def test_controls_are_read_like_acts(self) -> None:
        found = understood(body(act("wants_to_stop")), KNOWN)
        assert found == Understood((Reading("wants_to_stop", 0.9),))

    def test_unclear_words_are_never_scored_whatever_else_was_guessed(self) -> None:
        found = understood(body(act("unclear", 0.8), act("discloses")), KNOWN)
        assert found == NotUnderstood(0.8)

    def test_nothing_read_is_not_understood(self) -> None:
        assert understood(body(), KNOWN) == NotUnderstood()

    @given(st.binary(max_size=200))
    def test_any_bytes_come_to_something(self, content: bytes) -> None:
        found: Understanding = understood(content, KNOWN)
        assert isinstance(found, ANY)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["acts", "id"]), inner),
            max_leaves=8,
        )
    )
    def test_any_json_comes_to_something(self, content: object) -> None:
        assert isinstance(understood(json.dumps(content).encode(), KNOWN), ANY)
