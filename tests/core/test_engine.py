"""What happens next in a call."""

import pytest

from bot.core.engine import (
    GUIDED_OPTIONS,
    MOST_SILENCES,
    MOST_TURNS,
    Chose,
    Left,
    Spoke,
    Waited,
    guided,
    start,
)
from bot.core.events import (
    By,
    CallerSpoke,
    Doubt,
    DrillEnded,
    DrillStarted,
    DrillStopped,
    HelpAsked,
    MeaningAsked,
    Replied,
    Role,
    Said,
    StayedSilent,
    WasNotUnderstood,
)
from bot.core.scenario import Outcome, Scenario
from bot.core.session import Phase
from bot.core.understanding import NotUnderstood, Reading, Unavailable
from tests.building import Call, ending, line, scenario, silence, small, understood, unsure, waiting


def looping(**answers: str) -> Scenario:
    return scenario(
        waiting("round", answers, "round", says=(line("one"), line("two"), line("three"))),
        ending("out", Outcome.SAFE),
    )


class TestStarting:
    def test_a_drill_starts_and_the_caller_speaks(self) -> None:
        started, spoke = start(small(), seed=7, language="ko", role=Role.ADVISER)
        assert started == DrillStarted("a-call", "digest-1", Role.ADVISER, "ko", 7)
        assert isinstance(spoke, CallerSpoke)
        assert (spoke.state, spoke.said) == ("opening", Said.LINE)

    def test_the_same_seed_gives_the_same_variant(self) -> None:
        assert start(small(), seed=7, language="ko") == start(small(), seed=7, language="ko")

    def test_other_seeds_give_other_variants(self) -> None:
        first = {Call(small(), seed=seed).events[1] for seed in range(20)}
        assert first == {CallerSpoke("opening", 0), CallerSpoke("opening", 1)}

    def test_a_state_visited_again_says_its_next_variant_until_all_were_heard(self) -> None:
        call = Call(looping())
        call.say("acknowledges")
        call.say("acknowledges")
        spoken = [event.line for event in call.events if isinstance(event, CallerSpoke)]
        assert sorted(spoken) == [0, 1, 2]


class TestAnswering:
    def test_an_act_leads_where_the_state_says(self) -> None:
        call = Call(small())
        call.say("discloses", text="I have some money")
        assert call.events[-2:] == [
            Replied("opening", "I have some money", (Reading("discloses", 0.9),), By.WORDS),
            CallerSpoke("demand", call.events[-1].line),  # type: ignore[union-attr]
        ]

    def test_an_act_that_the_state_does_not_know_leads_to_otherwise(self) -> None:
        call = Call(small())
        call.say("pleads")
        assert call.session.state == "demand"

    def test_the_first_answer_that_the_state_lists_wins_over_the_order_of_the_reply(self) -> None:
        one = scenario(
            waiting("opening", {"delays": "later", "agrees_to_pay": "paid"}, "opening"),
            ending("later", Outcome.SAFE),
            ending("paid", Outcome.HARMED),
        )
        call = Call(one)
        call.say("agrees_to_pay", "delays")
        assert call.events[-1] == DrillEnded("later")

    def test_every_act_of_a_reply_is_kept_also_those_that_did_not_decide(self) -> None:
        call = Call(small())
        call.say("pleads", "verifies_independently")
        assert call.transcript.turns[0].acts == ("pleads", "verifies_independently")

    def test_an_ending_ends_the_call_without_another_word_of_the_caller(self) -> None:
        call = Call(small())
        assert [type(event) for event in call.say("ends_call")] == [Replied, DrillEnded]
        assert call.session.phase is Phase.FEELING

    def test_a_button_is_a_reply_without_words(self) -> None:
        call = Call(small())
        call.choose("discloses")
        assert call.transcript.turns[0].by is By.BUTTON
        assert call.transcript.turns[0].text is None

    def test_an_ended_call_takes_nothing_more(self) -> None:
        call = Call(small())
        call.say("ends_call")
        for stimulus in (
            Spoke("hello", understood("delays")),
            Chose("delays"),
            Waited(),
            Left(),
        ):
            assert call.take(stimulus) == []


class TestControls:
    @pytest.mark.parametrize("state", ["opening", "demand"])
    @pytest.mark.parametrize(
        "stimulus",
        [
            Left(),
            Chose("wants_to_stop"),
            Spoke("enough", understood("wants_to_stop")),
            Spoke("I pay, but enough", understood("agrees_to_pay", "wants_to_stop")),
        ],
        ids=str,
    )
    def test_wanting_to_stop_stops_in_every_state(self, state: str, stimulus: Left) -> None:
        call = Call(small())
        if state == "demand":
            call.say("discloses")
        assert call.take(stimulus) == [DrillStopped()]
        assert call.session.phase is Phase.CLOSED

    def test_stopping_works_while_the_caller_asks_what_was_meant(self) -> None:
        call = Call(small())
        call.hint_at("delays", "pleads")
        assert call.leave() == [DrillStopped()]

    def test_asking_for_help_changes_nothing_but_is_noted(self) -> None:
        call = Call(small())
        before = call.session
        assert call.say("asks_for_help") == [HelpAsked("opening")]
        assert call.session == before

    def test_a_reply_that_also_asks_for_help_is_not_scored(self) -> None:
        call = Call(small())
        call.say("agrees_to_pay", "asks_for_help")
        assert call.session.turn == 0


class TestSilence:
    def test_the_caller_nudges_into_the_first_silence(self) -> None:
        call = Call(small())
        assert call.wait() == [StayedSilent("opening"), CallerSpoke("opening", 0, Said.NUDGE)]
        assert call.session.state == "opening"

    def test_the_second_silence_leads_on(self) -> None:
        call = Call(small())
        call.wait()
        assert call.wait() == [StayedSilent("opening"), DrillEnded("dead_line")]

    def test_without_a_nudge_the_first_silence_leads_on(self) -> None:
        call = Call(small())
        call.say("discloses")
        assert call.wait() == [StayedSilent("demand"), DrillEnded("dead_line")]

    def test_silence_may_lead_to_another_line(self) -> None:
        one = scenario(
            waiting("opening", {}, "demand", quiet=silence("demand")),
            waiting("demand", {}, "opening"),
        )
        call = Call(one)
        assert call.wait() == [StayedSilent("opening"), CallerSpoke("demand", 0)]

    def test_a_reply_that_was_not_understood_gives_the_nudge_back(self) -> None:
        call = Call(small())
        call.wait()
        call.mumble()
        assert call.wait()[-1] == CallerSpoke("opening", 0, Said.NUDGE)

    def test_a_call_to_which_nobody_ever_answers_ends_unscored(self) -> None:
        circle = scenario(
            waiting("opening", {}, "opening", quiet=silence("opening")),
            ending("over", Outcome.SAFE),
        )
        call = Call(circle)
        for _ in range(MOST_SILENCES):
            call.wait()
        assert call.session.phase is Phase.CLOSED
        assert call.events[-1] == DrillStopped()

    def test_silence_is_no_turn(self) -> None:
        call = Call(small())
        call.wait()
        call.wait()
        assert call.session.turn == 0


class TestNotUnderstanding:
    def test_the_first_time_the_caller_asks_to_say_it_again(self) -> None:
        call = Call(small())
        missed, spoke = call.mumble("hrm")
        assert missed == WasNotUnderstood("opening", "hrm")
        assert isinstance(spoke, CallerSpoke)
        assert spoke.said is Said.UNCLEAR

    def test_the_second_time_the_trainee_gets_buttons(self) -> None:
        call = Call(small())
        call.mumble()
        missed, asked = call.mumble("hrm")
        assert missed == WasNotUnderstood("opening", "hrm")
        assert asked == MeaningAsked(
            "opening", "hrm", guided(call.scenario, call.session), Doubt.NOT_UNDERSTOOD
        )

    def test_a_reply_in_between_starts_the_count_anew(self) -> None:
        call = Call(looping())
        call.mumble()
        call.say("acknowledges")
        assert isinstance(call.mumble()[-1], CallerSpoke)

    def test_it_is_no_turn_and_changes_no_state(self) -> None:
        call = Call(small())
        call.mumble()
        call.mumble()
        assert (call.session.turn, call.session.state) == (0, "opening")


class TestDoubt:
    def test_an_unsure_reading_is_asked_back_with_its_options(self) -> None:
        call = Call(small())
        assert call.hint_at("delays", "pleads", text="well") == [
            MeaningAsked("opening", "well", ("delays", "pleads"), Doubt.UNSURE)
        ]

    def test_the_choice_counts_as_the_reply_that_was_asked_about(self) -> None:
        call = Call(small())
        call.hint_at("discloses", "pleads", text="well")
        call.choose("discloses")
        assert call.transcript.turns[0].text == "well"
        assert call.transcript.turns[0].readings == (Reading("discloses", 1.0),)

    def test_none_of_these_means_that_it_was_not_understood(self) -> None:
        call = Call(small())
        call.hint_at("discloses", "pleads", text="well")
        assert call.choose(None)[0] == WasNotUnderstood("opening", "well")

    def test_a_choice_in_a_later_state_does_not_take_the_earlier_words_along(self) -> None:
        one = scenario(
            waiting("opening", {}, "demand", quiet=silence("demand")),
            waiting("demand", {}, "opening"),
        )
        call = Call(one)
        call.hint_at("delays", text="well")
        call.wait()
        call.choose("delays")
        assert call.transcript.turns[0].text is None

    def test_nothing_is_scored_while_a_doubt_is_open(self) -> None:
        call = Call(small())
        call.hint_at("agrees_to_pay")
        assert call.session.turn == 0

    def test_where_nobody_can_read_the_trainee_gets_buttons(self) -> None:
        call = Call(small())
        options = guided(call.scenario, call.session)
        assert call.speak_unheard("words") == [
            MeaningAsked("opening", "words", options, Doubt.NLU_AWAY)
        ]


class TestGuidedOptions:
    def test_checking_and_ending_the_call_are_left_to_their_own_buttons(self) -> None:
        call = Call(small())
        assert not {"verifies_independently", "ends_call"} & set(
            guided(call.scenario, call.session)
        )

    def test_they_fit_on_a_small_screen_and_none_comes_twice(self) -> None:
        many = ("delays", "pleads", "reports", "defies", "bargains", "discloses", "agrees_to_pay")
        call = Call(looping(**dict.fromkeys(many, "round")))
        options = guided(call.scenario, call.session)
        assert len(options) == len(set(options)) == GUIDED_OPTIONS

    def test_they_hold_what_the_state_listens_for(self) -> None:
        call = Call(small())
        call.say("discloses")
        assert {"agrees_to_pay", "tells_trusted_person"} <= set(guided(call.scenario, call.session))

    def test_they_stay_the_same_while_the_state_does(self) -> None:
        call = Call(small())
        first = guided(call.scenario, call.session)
        call.mumble()
        assert guided(call.scenario, call.session) == first

    def test_their_order_comes_from_the_seed_and_gives_nothing_away(self) -> None:
        orders = {guided(small(), Call(small(), seed=seed).session) for seed in range(10)}
        assert len(orders) > 1


class TestVeryLongCalls:
    def test_the_last_turn_ends_the_call_as_silence_would(self) -> None:
        call = Call(looping())
        for _ in range(MOST_TURNS):
            call.say("acknowledges")
        assert call.events[-1] == DrillEnded("dead_line")
        assert call.session.turn == MOST_TURNS

    def test_one_turn_earlier_the_call_still_goes_on(self) -> None:
        call = Call(looping())
        for _ in range(MOST_TURNS - 1):
            call.say("acknowledges")
        assert call.session.phase is Phase.CALLING


def test_the_engine_changes_nothing_that_it_is_given() -> None:
    call = Call(small())
    before = call.session
    for stimulus in (
        Spoke("a", understood("delays")),
        Spoke("b", unsure("delays")),
        Spoke("c", NotUnderstood()),
        Spoke("d", Unavailable()),
        Waited(),
    ):
        call.take(stimulus)
        call.events = call.events[:2]
    assert call.session == before
