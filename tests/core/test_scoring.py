"""How a scorecard comes about, rule by rule."""

from dataclasses import replace

import pytest

from bot.core.language import Prose
from bot.core.scenario import Answer, Outcome, Scenario
from bot.core.scoring import BANDS, Evidence, earnable, opportunities, score
from bot.core.transcript import Heard
from bot.core.vocabulary import Habit, Kind
from tests.building import (
    VOCABULARY,
    Call,
    ending,
    genuine,
    line,
    scenario,
    silence,
    small,
    waiting,
)

BECAUSE = Prose({"ko": "까닭", "en": "for a reason"})


def one_line(*signs: str, outcome: Outcome = Outcome.SAFE, setting: str = "south") -> Scenario:
    """One line with these signs; whatever is replied, the call then ends like this."""
    return scenario(
        waiting("opening", {"bargains": "opening"}, "over", says=(line("opening", *signs),)),
        ending("over", outcome),
        setting=setting,
    )


class TestActs:
    """Rule 1: each act gives its points, unless the state has its own."""

    def test_an_act_gives_its_points_and_cites_its_turn(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("verifies_independently")
        assert call.habit(Habit.VERIFY).evidence == (Evidence(1, "verifies_independently", 2),)

    def test_every_act_of_a_reply_counts(self) -> None:
        call = Call(one_line("authority_claim", "secrecy"))
        call.say("asks_identity", "tells_trusted_person")
        assert call.habit(Habit.VERIFY).points == 1
        assert call.habit(Habit.SHARE).points == 2

    def test_a_state_may_have_points_of_its_own_and_says_why(self) -> None:
        own = scenario(
            waiting(
                "opening",
                {"delays": Answer("over", {Habit.SLOW: -1}, BECAUSE)},
                "over",
                says=(line("opening", "urgency"),),
            ),
            ending("over", Outcome.SAFE),
        )
        call = Call(own)
        call.say("delays")
        assert call.habit(Habit.SLOW).evidence == (Evidence(1, "delays", -1, BECAUSE),)

    def test_points_of_its_own_may_also_be_none_at_all(self) -> None:
        own = scenario(
            waiting(
                "opening",
                {"delays": Answer("over", {}, BECAUSE)},
                "over",
                says=(line("opening", "urgency"),),
            ),
            ending("over", Outcome.SAFE),
        )
        call = Call(own)
        call.say("delays")
        assert call.habit(Habit.SLOW).evidence == ()

    def test_own_points_hold_in_their_state_only(self) -> None:
        own = scenario(
            waiting(
                "opening", {"delays": Answer("later", {})}, "later", says=(line("a", "urgency"),)
            ),
            waiting("later", {}, "over", says=(line("b", "urgency"),)),
            ending("over", Outcome.SAFE),
        )
        call = Call(own)
        call.say("delays")
        call.say("delays")
        assert call.habit(Habit.SLOW).evidence == (Evidence(2, "delays", 2),)


class TestSettingsAndKinds:
    def test_in_the_north_hanging_up_earns_nothing(self) -> None:
        call = Call(one_line("isolation", "urgency", setting="north", outcome=Outcome.OPEN))
        call.say("ends_call")
        assert call.habit(Habit.END).evidence == call.habit(Habit.SLOW).evidence == ()

    def test_in_the_south_hanging_up_earns_most(self) -> None:
        call = Call(one_line("isolation"))
        call.say("ends_call")
        assert call.habit(Habit.END).points == 2

    def test_in_the_north_open_defiance_costs(self) -> None:
        call = Call(one_line("isolation", "urgency", setting="north"))
        call.say("defies")
        assert call.habit(Habit.END).points == 0
        assert call.habit(Habit.SLOW).points == -2

    def test_in_the_north_polite_delay_also_counts_as_checking(self) -> None:
        call = Call(one_line("authority_claim", setting="north"))
        call.say("delays")
        assert call.habit(Habit.VERIFY).evidence == (Evidence(1, "delays", 1),)

    def test_in_the_north_reporting_earns_nothing_and_costs_nothing(self) -> None:
        call = Call(one_line("repeat_demand", setting="north"))
        call.say("reports")
        assert call.habit(Habit.REPORT).points == 0

    def test_what_the_north_does_not_change_counts_there_as_everywhere(self) -> None:
        call = Call(one_line("secrecy", setting="north"))
        call.say("tells_trusted_person")
        assert call.habit(Habit.SHARE).points == 2

    def test_on_a_genuine_call_checking_first_is_right(self) -> None:
        call = Call(genuine())
        call.say("verifies_independently")
        assert call.habit(Habit.VERIFY).percent == 100

    def test_on_a_genuine_call_hostility_costs(self) -> None:
        call = Call(genuine())
        call.say("defies")
        assert call.habit(Habit.VERIFY).points == -1
        assert call.card.outcome is Outcome.MISSED

    def test_on_a_genuine_call_the_rules_of_the_north_do_not_apply(self) -> None:
        points = VOCABULARY.points("delays", Kind.GENUINE, "north")
        assert points == VOCABULARY.acts["delays"].genuine

    def test_refusing_a_genuine_caller_stays_below_serving_them(self) -> None:
        served, refused = Call(genuine()), Call(genuine())
        served.say("verifies_independently")
        refused.say("refuses_payment")
        assert refused.card.total < served.card.total


class TestOpportunities:
    """Rule 2: a habit counts where the call gave an opportunity for it."""

    def test_a_sign_gives_an_opportunity_for_the_habit_that_answers_it(self) -> None:
        heard = Heard("opening", line("opening", "urgency", "money_demand"))
        assert opportunities(VOCABULARY, small(), heard) == {Habit.SLOW, Habit.PAY}

    def test_a_genuine_line_names_its_chances_itself(self) -> None:
        heard = Heard("opening", line("opening", chances=(Habit.VERIFY,)))
        assert opportunities(VOCABULARY, genuine(), heard) == {Habit.VERIFY}

    def test_a_habit_that_nothing_earns_in_this_setting_has_no_opportunity(self) -> None:
        heard = Heard("opening", line("opening", "isolation"))
        assert opportunities(VOCABULARY, small("south"), heard) == {Habit.END}
        assert opportunities(VOCABULARY, small("north"), heard) == frozenset()

    def test_without_an_opportunity_a_habit_has_no_score(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("refuses_payment")
        assert call.habit(Habit.PAY).percent is None
        assert call.habit(Habit.PAY).evidence == ()

    def test_a_habit_without_an_opportunity_does_not_move_the_total(self) -> None:
        with_payment, without = Call(one_line("authority_claim")), Call(one_line("authority_claim"))
        with_payment.say("verifies_independently", "refuses_payment")
        without.say("verifies_independently")
        assert with_payment.card.total == without.card.total

    def test_every_line_with_a_sign_of_it_is_an_opportunity(self) -> None:
        call = Call(one_line("authority_claim", "knows_you"))
        call.say("bargains")
        call.say("delays")
        assert call.habit(Habit.VERIFY).opportunities == 2

    def test_a_habit_shown_before_its_opportunity_counts_too(self) -> None:
        late = scenario(
            waiting("opening", {}, "demand", says=(line("a", "authority_claim"),)),
            waiting("demand", {}, "over", says=(line("b", "money_demand"),)),
            ending("over", Outcome.SAFE),
        )
        call = Call(late)
        call.say("refuses_payment")
        call.say("refuses_payment")
        assert call.habit(Habit.PAY).evidence == (
            Evidence(1, "refuses_payment", 2),
            Evidence(2, "refuses_payment", 2),
        )

    def test_a_loss_is_an_opportunity_in_itself(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("discloses")
        lost = call.habit(Habit.DISCLOSE)
        assert lost.evidence == (Evidence(1, "discloses", -2),)
        assert (lost.opportunities, lost.percent) == (1, 0)

    def test_what_was_given_away_unasked_may_be_made_up_for(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("bargains")
        call.say("refuses_payment")
        assert [one.points for one in call.habit(Habit.PAY).evidence] == [-1, 2]

    def test_a_loss_where_nothing_can_be_earned_is_none(self) -> None:
        call = Call(one_line("authority_claim", setting="north"))
        own = {Habit.END: -1}
        assert Habit.END not in earnable(VOCABULARY, call.scenario)
        states = {
            **call.scenario.states,
            "opening": waiting(
                "opening",
                {"bargains": Answer("over", own, BECAUSE)},
                "over",
                says=(line("opening", "authority_claim"),),
            ),
        }
        call = Call(replace(call.scenario, states=states))
        call.say("bargains")
        assert call.habit(Habit.END).percent is None
        assert call.habit(Habit.END).evidence == ()

    def test_a_line_that_nobody_answered_is_no_opportunity(self) -> None:
        call = Call(small())
        call.wait()
        call.wait()
        assert {habit.percent for habit in call.card.habits} == {None}

    def test_every_habit_stands_on_the_card_in_the_same_order(self) -> None:
        call = Call(small())
        call.say("ends_call")
        assert [one.habit for one in call.card.habits] == list(Habit)


class TestNet:
    """Rule 3: what was earned, at most +2, less what was lost, at least -2."""

    @pytest.mark.parametrize(
        ("replies", "percent"),
        [
            (["verifies_independently"], 100),
            (["asks_identity"], 75),
            (["acknowledges"], 50),
        ],
    )
    def test_two_points_are_full_marks(self, replies: list[str], percent: int) -> None:
        call = Call(one_line("authority_claim"))
        for reply in replies:
            call.say(reply)
        assert call.habit(Habit.VERIFY).percent == percent

    @pytest.mark.parametrize(("reply", "percent"), [("pleads", 25), ("agrees_to_pay", 25)])
    def test_one_point_lost_is_a_quarter(self, reply: str, percent: int) -> None:
        call = Call(one_line("urgency"))
        call.say(reply)
        assert call.habit(Habit.SLOW).percent == percent

    def test_two_points_lost_are_nothing_left(self) -> None:
        call = Call(one_line("asks_assets"))
        call.say("discloses")
        assert call.habit(Habit.DISCLOSE).percent == 0

    def test_earning_more_than_full_marks_does_not_pay_for_a_loss(self) -> None:
        call = Call(one_line("asks_assets", "money_demand"))
        call.say("bargains", "refuses_payment")
        call.say("refuses_payment")
        pay = call.habit(Habit.PAY)
        assert [one.points for one in pay.evidence] == [-1, 2, 2]
        assert (pay.points, pay.percent) == (1, 75)

    def test_losing_more_than_everything_is_the_same_as_everything(self) -> None:
        call = Call(one_line("money_demand"))
        call.say("bargains")
        call.say("agrees_to_pay")
        assert (call.habit(Habit.PAY).points, call.habit(Habit.PAY).percent) == (-2, 0)


class TestLeaving:
    """Rule 4: leaving a southern scam call safely answers every sign there was."""

    def test_leaving_at_once_is_full_marks(self) -> None:
        call = Call(small())
        call.say("ends_call")
        assert call.card.total == 100

    def test_it_fills_every_habit_that_had_an_opportunity_and_cites_the_last_turn(self) -> None:
        call = Call(small())
        call.say("acknowledges")
        call.say("ends_call")
        assert call.habit(Habit.PAY).evidence == (Evidence(2, None, 2),)
        assert call.habit(Habit.VERIFY).evidence == (Evidence(2, None, 2),)

    def test_what_was_already_earned_is_not_given_twice(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("asks_identity", "ends_call")
        assert [one.points for one in call.habit(Habit.VERIFY).evidence] == [1, 1]

    def test_what_was_lost_before_stays_lost(self) -> None:
        call = Call(one_line("asks_assets"))
        call.say("bargains")
        call.say("ends_call")
        assert call.habit(Habit.DISCLOSE).points == 1

    def test_what_was_given_away_unasked_stays_lost_as_well(self) -> None:
        call = Call(small())
        call.say("discloses")
        call.say("ends_call")
        assert call.habit(Habit.DISCLOSE).points == 0
        assert call.card.total < 100

    def test_it_does_not_hold_in_the_north(self) -> None:
        call = Call(one_line("authority_claim", setting="north", outcome=Outcome.SAFE))
        call.say("ends_call")
        assert call.habit(Habit.VERIFY).evidence == ()

    def test_it_does_not_hold_where_leaving_was_not_safe(self) -> None:
        call = Call(one_line("authority_claim", outcome=Outcome.OPEN))
        call.say("ends_call")
        assert call.habit(Habit.VERIFY).evidence == ()

    def test_it_does_not_hold_on_genuine_calls(self) -> None:
        call = Call(genuine())
        call.say("ends_call")
        assert call.habit(Habit.VERIFY).evidence == ()

    def test_it_holds_only_if_the_last_reply_left(self) -> None:
        call = Call(one_line("authority_claim"))
        call.say("bargains", "ends_call")
        call.say("acknowledges")
        assert call.habit(Habit.VERIFY).evidence == ()


class TestBands:
    """Rule 5: the mean of the habits is laid into the band of the ending."""

    def test_a_harmed_ending_never_reaches_the_upper_half(self) -> None:
        call = Call(one_line("authority_claim", outcome=Outcome.HARMED))
        call.say("verifies_independently")
        assert call.card.total == 49

    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_the_best_replies_reach_the_top_of_the_band(self, outcome: Outcome) -> None:
        call = Call(one_line("authority_claim", outcome=outcome))
        call.say("verifies_independently")
        assert call.card.total == BANDS[outcome][1]

    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_the_worst_replies_reach_its_bottom(self, outcome: Outcome) -> None:
        call = Call(one_line("asks_assets", outcome=outcome))
        call.say("discloses")
        assert call.card.total == BANDS[outcome][0]

    def test_habits_weigh_the_same_however_often_they_came_up(self) -> None:
        call = Call(one_line("authority_claim", "knows_you", "money_demand"))
        call.say("verifies_independently", "agrees_to_pay")
        assert call.card.total == 75  # halfway between 50 and 100

    def test_a_call_without_any_opportunity_stands_in_the_middle_of_its_band(self) -> None:
        call = Call(one_line())
        call.say("delays")
        assert call.card.total == 75


class TestWhatIsNotScored:
    def test_silence_neither_earns_nor_costs(self) -> None:
        quiet, quick = Call(small()), Call(small())
        quiet.wait()
        for call in (quiet, quick):
            call.say("verifies_independently")
        assert quiet.card.total == quick.card.total
        assert quiet.card.habits == quick.card.habits

    def test_a_reply_that_was_not_understood_neither_earns_nor_costs(self) -> None:
        unread, read = Call(small()), Call(small())
        unread.mumble()
        for call in (unread, read):
            call.say("verifies_independently")
        assert unread.card.habits == read.card.habits

    def test_a_question_that_was_never_answered_neither_earns_nor_costs(self) -> None:
        call = Call(small())
        call.hint_at("agrees_to_pay", "discloses")
        call.say("verifies_independently")
        assert call.habit(Habit.VERIFY).percent == 100
        assert len(call.card.transcript.turns) == 1

    def test_a_running_drill_has_no_scorecard(self) -> None:
        call = Call(small())
        call.say("discloses")
        assert score(VOCABULARY, call.scenario, call.events) is None

    def test_a_stopped_drill_has_no_scorecard(self) -> None:
        call = Call(small())
        call.say("agrees_to_pay")
        call.leave()
        assert score(VOCABULARY, call.scenario, call.events) is None

    def test_a_call_that_went_silent_has_one(self) -> None:
        one = scenario(waiting("opening", {}, "opening", quiet=silence("dead_line")))
        call = Call(one)
        call.wait()
        assert (call.card.outcome, call.card.total) == (Outcome.OPEN, 50)


def test_a_scorecard_names_the_very_snapshot_it_belongs_to() -> None:
    call = Call(small("north", digest="another"))
    call.say("ends_call")
    card = call.card
    assert (card.scenario, card.digest, card.setting) == ("a-call", "another", "north")
    assert (card.kind, card.ending, card.outcome) == (Kind.SCAM, "left", Outcome.OPEN)


def test_points_of_nothing_are_left_out() -> None:
    assert VOCABULARY.points("ends_call", Kind.SCAM, "north") == {}
