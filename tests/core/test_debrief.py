"""What is talked about after a drill, and what never is."""

import pytest

from bot.core.debrief import MOST_MOMENTS, Strength, protects, tried
from bot.core.events import Judged, Verdict
from bot.core.scenario import Answer, Outcome
from bot.core.vocabulary import Habit, Kind
from tests.building import VOCABULARY, Call, ending, genuine, line, scenario, small, waiting


def long_call() -> Call:
    """Three lines, each with a sign of its own, then a safe ending."""
    return Call(
        scenario(
            waiting("first", {}, "second", says=(line("one", "asks_assets"),)),
            waiting("second", {}, "third", says=(line("two", "money_demand"),)),
            waiting("third", {}, "over", says=(line("three", "secrecy"),)),
            ending("over", Outcome.SAFE),
        )
    )


class TestStrength:
    def test_it_is_the_reply_that_earned_most(self) -> None:
        call = Call(small())
        call.say("asks_identity", text="Who are you?")
        call.say("verifies_independently", text="I will ring the office.")
        strength = call.debrief.strength
        assert strength.turn is not None
        assert strength.turn.text == "I will ring the office."
        assert (strength.act, strength.habit) == ("verifies_independently", Habit.VERIFY)

    def test_of_two_as_good_it_is_the_earlier(self) -> None:
        call = long_call()
        call.say("refuses_disclosure", text="first")
        call.say("refuses_payment", text="second")
        call.say("acknowledges")
        assert call.debrief.strength.turn == call.transcript.turns[0]

    def test_where_nothing_was_earned_it_is_to_have_gone_through_the_call(self) -> None:
        call = long_call()
        for _ in range(3):
            call.say("acknowledges")
        assert call.debrief.strength == Strength(None, None, None)

    def test_leaving_in_time_is_a_strength_of_its_own(self) -> None:
        call = Call(small())
        call.say("ends_call", text="Goodbye.")
        strength = call.debrief.strength
        assert (strength.act, strength.habit) == ("ends_call", Habit.END)
        assert strength.turn is not None
        assert strength.turn.text == "Goodbye."

    def test_of_two_as_good_an_act_comes_before_having_left(self) -> None:
        call = Call(small())
        call.say("acknowledges")
        call.say("refuses_payment", "ends_call", text="You get nothing. Goodbye.")
        strength = call.debrief.strength
        assert (strength.act, strength.habit) == ("refuses_payment", Habit.PAY)

    def test_a_reply_that_was_left_out_of_the_score_is_none(self) -> None:
        call = Call(small())
        call.say("ends_call")
        call.events.append(Judged(1, Verdict.REJECTED, (), "facilitator"))
        assert call.debrief.strength == Strength(None, None, None)


class TestMoments:
    def test_a_harm_is_cited_with_its_line_its_loss_and_a_better_reply(self) -> None:
        call = Call(small())
        call.say("pleads")
        call.say("agrees_to_pay", text="I will pay.")
        moment = call.debrief.moments[-1]
        assert moment.turn.text == "I will pay."
        assert moment.heard.line.prose["en"] == "demand"
        assert moment.lost > 0
        assert Habit.PAY in moment.habits
        assert moment.better.prose["en"] == "I will check."

    def test_what_was_given_away_unasked_is_cited_however_well_the_call_ended(self) -> None:
        call = Call(small())
        call.say("discloses", text="I have some at home.")
        call.say("ends_call")
        (moment,) = call.debrief.moments
        assert moment.turn.text == "I have some at home."
        assert (moment.habits, moment.lost) == ((Habit.DISCLOSE,), 2)

    def test_of_many_harms_the_two_worst_are_cited_in_the_order_of_the_call(self) -> None:
        call = long_call()
        call.say("discloses")
        call.say("bargains")
        call.say("agrees_to_pay", "discloses")
        assert [moment.turn.number for moment in call.debrief.moments] == [1, 3]
        assert len(call.debrief.moments) == MOST_MOMENTS

    def test_where_nothing_was_harmed_chances_that_were_left_are_cited(self) -> None:
        call = long_call()
        call.say("acknowledges")
        call.say("refuses_payment")
        call.say("acknowledges")
        found = [(moment.turn.number, moment.lost) for moment in call.debrief.moments]
        assert found == [(1, 0), (3, 0)]

    def test_a_habit_shown_elsewhere_in_the_call_is_no_missed_chance(self) -> None:
        call = Call(small())
        call.say("asks_identity")
        call.say("verifies_independently")
        missed = {habit for moment in call.debrief.moments for habit in moment.habits}
        assert Habit.VERIFY not in missed

    def test_a_missed_habit_is_cited_once(self) -> None:
        again = (line("again", "asks_assets"),)
        call = Call(
            scenario(
                waiting("first", {}, "second", says=again),
                waiting("second", {}, "over", says=again),
                ending("over", Outcome.SAFE),
            )
        )
        call.say("acknowledges")
        call.say("acknowledges")
        assert [moment.turn.number for moment in call.debrief.moments] == [1]

    def test_a_reply_that_was_left_out_of_the_score_is_not_cited(self) -> None:
        call = long_call()
        for _ in range(3):
            call.say("acknowledges")
        call.events.append(Judged(1, Verdict.REJECTED, (), "facilitator"))
        assert [moment.turn.number for moment in call.debrief.moments] == [2, 3]

    def test_a_call_left_in_time_holds_nothing_to_improve(self) -> None:
        call = Call(small())
        call.say("acknowledges")
        call.say("ends_call")
        assert call.debrief.moments == ()

    def test_a_state_without_a_better_reply_is_not_cited(self) -> None:
        one = scenario(
            waiting("opening", {}, "over", says=(line("a", "asks_assets"),), better=()),
            ending("over", Outcome.SAFE),
        )
        call = Call(one)
        call.say("discloses")
        assert call.debrief.moments == ()

    def test_silence_is_never_cited(self) -> None:
        call = Call(small())
        call.wait()
        call.wait()
        assert call.debrief.moments == ()

    def test_a_well_handled_genuine_call_holds_nothing_to_improve(self) -> None:
        call = Call(genuine())
        call.say("verifies_independently", "refuses_payment")
        assert call.debrief.moments == ()


class TestSecondTries:
    def test_a_reply_that_earns_and_costs_nothing_protects(self) -> None:
        assert protects(VOCABULARY, small(), "opening", ("verifies_independently", "acknowledges"))

    @pytest.mark.parametrize("harm", ["pleads", "discloses"])
    def test_one_that_costs_anything_does_not_whatever_else_it_earns(self, harm: str) -> None:
        assert not protects(VOCABULARY, small(), "opening", ("verifies_independently", harm))

    @pytest.mark.parametrize("acts", [(), ("acknowledges",)])
    def test_one_that_earns_nothing_does_not(self, acts: tuple[str, ...]) -> None:
        assert not protects(VOCABULARY, small(), "opening", acts)

    def test_the_setting_decides(self) -> None:
        assert protects(VOCABULARY, small("south"), "opening", ("ends_call",))
        assert not protects(VOCABULARY, small("north"), "opening", ("ends_call",))

    def test_a_states_own_points_decide(self) -> None:
        own = scenario(
            waiting("one", {"reports": Answer("two", {Habit.VERIFY: 2})}, "two"),
            waiting("two", {"delays": Answer("over", {Habit.SLOW: -1})}, "over"),
            ending("over", Outcome.SAFE),
            kind=Kind.GENUINE,
        )
        assert protects(VOCABULARY, own, "one", ("reports",))
        assert not protects(VOCABULARY, own, "two", ("reports",))
        assert not protects(VOCABULARY, own, "two", ("verifies_independently", "delays"))

    def test_the_line_stays_though_a_verdict_took_its_moment_away(self) -> None:
        call = Call(small())
        call.say("pleads")
        call.say("agrees_to_pay", text="I will pay.")
        call.events.append(Judged(2, Verdict.REJECTED, (), "facilitator"))
        assert 2 not in [moment.turn.number for moment in call.debrief.moments]
        moment = tried(call.scenario, call.card, 2)
        assert moment.heard.line.prose["en"] == "demand"
        assert moment.better.prose["en"] == "I will check."
