"""What a facilitator's word on a reading does to the drill."""

from bot.core.events import Judged, Verdict
from bot.core.vocabulary import Habit
from tests.building import Call, small


def finished() -> Call:
    call = Call(small())
    call.say("discloses", text="I have some at home")
    call.say("agrees_to_pay", text="I will pay")
    return call


def judged(turn: int, verdict: Verdict, *acts: str, reason: str | None = None) -> Judged:
    return Judged(turn, verdict, acts, "facilitator", reason)


def test_a_changed_reading_is_scored_as_the_facilitator_reads_it() -> None:
    call = finished()
    assert call.habit(Habit.PAY).points == -2
    call.events.append(judged(2, Verdict.CHANGED, "refuses_payment"))
    assert call.habit(Habit.PAY).points == 2
    assert call.transcript.turns[1].acts == ("refuses_payment",)


def test_a_rejected_reading_neither_earns_nor_costs() -> None:
    call = finished()
    call.events.append(judged(2, Verdict.REJECTED))
    assert call.habit(Habit.PAY).points == 0


def test_a_rejected_reply_is_left_out_with_what_was_heard_before_it() -> None:
    call = finished()
    call.events.append(judged(2, Verdict.REJECTED))
    assert call.habit(Habit.PAY).percent is None
    assert call.habit(Habit.VERIFY).opportunities == 1


def test_that_the_call_was_left_stays_as_it_happened() -> None:
    call = Call(small())
    call.say("asks_identity")
    call.say("ends_call")
    before = call.card.total
    call.events.append(judged(2, Verdict.REJECTED))
    assert call.card.total == before == 100


def test_leaving_at_once_is_worth_no_less_where_the_reply_was_left_out() -> None:
    call = Call(small())
    call.say("ends_call")
    call.events.append(judged(1, Verdict.REJECTED))
    assert call.card.total == 100


def test_a_rejected_reply_that_the_bot_did_not_take_for_leaving_fills_nothing() -> None:
    call = Call(small())
    call.say("pleads")
    call.say("verifies_independently")
    call.events.append(judged(2, Verdict.REJECTED))
    assert call.habit(Habit.VERIFY).evidence == ()


def test_an_accepted_reading_changes_no_point_and_is_marked() -> None:
    call = finished()
    before = call.card.habits
    call.events.append(judged(2, Verdict.ACCEPTED, "agrees_to_pay"))
    assert call.card.habits == before
    assert call.transcript.turns[1].judged is not None


def test_the_last_word_counts_and_what_the_bot_read_stays_known() -> None:
    call = finished()
    call.events.append(judged(1, Verdict.REJECTED))
    call.events.append(judged(1, Verdict.CHANGED, "delays", reason="he asks for time"))
    turn = call.transcript.turns[0]
    assert turn.acts == ("delays",)
    assert [reading.act for reading in turn.read] == ["discloses"]
    assert turn.judged is not None and turn.judged.reason == "he asks for time"


def test_the_ending_stays_what_it_was() -> None:
    call = finished()
    ending = call.card.ending
    call.events.append(judged(2, Verdict.CHANGED, "refuses_payment"))
    assert call.card.ending == ending
    assert call.card.total < 50


def test_a_word_on_a_turn_that_never_was_changes_nothing() -> None:
    call = finished()
    before = call.transcript
    call.events.append(judged(9, Verdict.REJECTED))
    assert call.transcript == before
