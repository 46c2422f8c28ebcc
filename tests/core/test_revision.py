"""What changed between two versions of a scenario."""

from dataclasses import replace

import pytest

from bot.core.language import LANGUAGES
from bot.core.revision import Change, How, What, changes, comparable
from bot.core.scenario import Answer, BetterReply, Ending, Outcome, Scenario, State, Waiting
from bot.presentation.revisions import told
from tests.building import ending, line, prose, silence, small, waiting

OLD = small()


def revised(*states: State) -> Scenario:
    """The small scenario with these states in place of its own, or beside them."""
    return replace(OLD, states={**OLD.states, **{state.id: state for state in states}})


def demand(**parts: object) -> Waiting:
    return replace(OLD.waiting("demand"), **parts)  # type: ignore[arg-type]


def only(new: Scenario) -> Change:
    (found,) = changes(OLD, new)
    return found


def test_nothing_changes_nothing() -> None:
    assert changes(OLD, OLD) == ()
    assert comparable(())


class TestWhatIsScored:
    def test_a_new_state(self) -> None:
        found = only(revised(waiting("twist", {}, "demand")))
        assert (found.what, found.how, found.where) == (What.STATE, How.ADDED, "twist")
        assert found.scored

    def test_an_ending_taken_away(self) -> None:
        states = {name: state for name, state in OLD.states.items() if name != "left"}
        found = only(replace(OLD, states=states))
        assert (found.what, found.how, found.where) == (What.ENDING, How.REMOVED, "left")

    def test_an_ending_that_is_safe_no_more(self) -> None:
        found = only(revised(ending("left", Outcome.OPEN)))
        assert (found.before, found.after, found.scored) == ("safe", "open", True)

    def test_a_state_that_became_an_ending(self) -> None:
        hows = [
            (one.what, one.how) for one in changes(OLD, revised(ending("demand", Outcome.OPEN)))
        ]
        assert hows == [(What.STATE, How.REMOVED), (What.ENDING, How.ADDED)]

    def test_other_signs_on_the_same_words(self) -> None:
        lines = (line("demand", "money_demand"), line("demand", "money_demand"))
        found = changes(OLD, revised(demand(lines=lines)))
        assert {one.what for one in found} <= {What.SIGNS, What.LINE}

    def test_answers_added_led_elsewhere_and_removed(self) -> None:
        answers = dict(OLD.waiting("demand").answers)
        answers.pop("ends_call")
        answers["agrees_to_pay"] = Answer("left")
        answers["pleads"] = Answer("paid")
        found = changes(OLD, revised(demand(answers=answers)))
        hows = {(one.name, one.how) for one in found}
        assert hows == {
            ("ends_call", How.REMOVED),
            ("agrees_to_pay", How.CHANGED),
            ("pleads", How.ADDED),
        }
        assert not comparable(found)

    def test_the_order_of_answers_since_the_first_decides(self) -> None:
        answers = dict(reversed(list(OLD.waiting("demand").answers.items())))
        assert only(revised(demand(answers=answers))).name == "order"

    def test_where_silence_and_every_other_reply_lead(self) -> None:
        quiet = silence("left")
        found = changes(OLD, revised(demand(otherwise="paid", silence=quiet)))
        assert [one.what for one in found] == [What.OTHERWISE, What.SILENCE]

    def test_another_setting(self) -> None:
        assert only(replace(OLD, setting="north")).scored


class TestWordingAlone:
    def test_a_line_reworded(self) -> None:
        only_line = OLD.waiting("demand").lines[0]
        old = replace(OLD, states={**OLD.states, "demand": demand(lines=(only_line,))})
        other = replace(only_line, prose=prose("Hand over the money."))
        new = replace(OLD, states={**OLD.states, "demand": demand(lines=(other,))})
        (found,) = changes(old, new)
        assert (found.what, found.how, found.scored) == (What.LINE, How.CHANGED, False)

    def test_a_variant_more_with_the_same_signs(self) -> None:
        lines = OLD.waiting("demand").lines
        more = replace(lines[0], prose=prose("Pay up."))
        found = only(revised(demand(lines=(*lines, more))))
        assert (found.what, found.how, found.scored) == (What.LINE, How.ADDED, False)

    def test_a_variant_more_with_other_signs_is_scored(self) -> None:
        lines = OLD.waiting("demand").lines
        assert only(revised(demand(lines=(*lines, line("Tell nobody", "secrecy"))))).scored

    @pytest.mark.parametrize("key", ["title", "debrief", "you_are", "caller"])
    def test_the_words_around_the_call(self, key: str) -> None:
        found = only(replace(OLD, **{key: prose("Other words")}))  # type: ignore[arg-type]
        assert not found.scored

    def test_a_better_reply_and_what_happens(self) -> None:
        better = BetterReply(prose("I will ask my family."), ("tells_trusted_person",))
        ended = OLD.states["left"]
        assert isinstance(ended, Ending)
        new = revised(demand(better=better), replace(ended, what_happens=prose("It is over.")))
        assert comparable(changes(OLD, new))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_is_told_in_words(language: str) -> None:
    other = small(setting="north")
    for what in What:
        for how in How:
            change = Change(what, how, "demand", "pleads", "a", "b", prose("Some line", "어떤 말"))
            (first, last) = told([change], language)
            assert "demand" in first
            assert "%(" not in first
            assert last
    assert list(told(changes(OLD, other), language))
