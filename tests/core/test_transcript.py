"""The drill as a conversation."""

from bot.core.events import By, CallerSpoke, Said
from bot.core.transcript import ending_of, spoken_line
from tests.building import Call, line, scenario, silence, small, waiting


def heard(call: Call, turn: int) -> list[str]:
    return [one.line.prose["en"] for one in call.transcript.turns[turn - 1].heard]


def test_a_turn_holds_what_was_heard_what_was_said_and_where_it_led() -> None:
    call = Call(small())
    call.say("discloses", text="I have some")
    (turn,) = call.transcript.turns
    assert (turn.number, turn.state, turn.goes_to) == (1, "opening", "demand")
    assert (turn.text, turn.acts, turn.by) == ("I have some", ("discloses",), By.WORDS)
    assert heard(call, 1) == ["opening"]


def test_the_next_turn_begins_with_the_next_line() -> None:
    call = Call(small())
    call.say("discloses")
    call.say("agrees_to_pay")
    assert heard(call, 2) == ["demand"]
    assert call.transcript.turns[1].goes_to == "paid"


def test_a_nudge_and_a_repeated_question_belong_to_the_turn_that_follows() -> None:
    call = Call(small())
    call.wait()
    call.mumble()
    call.say("discloses")
    assert heard(call, 1)[:2] == ["opening", "Hello? Are you there?"]
    assert heard(call, 1)[2] in {"What was that?", "Speak up."}


def test_a_line_that_was_met_with_silence_belongs_to_the_turn_that_follows() -> None:
    one = scenario(
        waiting("opening", {}, "demand", quiet=silence("demand")),
        waiting("demand", {}, "opening"),
    )
    call = Call(one)
    call.wait()
    call.say("delays")
    assert heard(call, 1) == ["opening", "demand"]


def test_lines_that_nobody_answered_are_kept_apart() -> None:
    call = Call(small())
    call.say("discloses")
    assert [one.line.prose["en"] for one in call.transcript.unanswered] == ["demand"]


def test_help_silence_and_replies_that_were_not_understood_are_counted() -> None:
    call = Call(small())
    call.wait()
    call.mumble()
    call.mumble()
    call.say("asks_for_help")
    transcript = call.transcript
    assert (transcript.silences, transcript.not_understood, transcript.helped) == (1, 2, 1)


def test_a_reply_that_was_not_understood_is_no_turn() -> None:
    call = Call(small())
    call.mumble()
    assert call.transcript.turns == ()


def test_the_line_of_an_event_is_the_very_variant_that_was_heard() -> None:
    one = scenario(
        waiting(
            "opening",
            {},
            "opening",
            says=(line("a"), line("b")),
            quiet=silence("dead_line", "n1", "n2"),
        ),
        unclear=("u1", "u2"),
    )
    assert spoken_line(one, CallerSpoke("opening", 1)).prose["en"] == "b"
    assert spoken_line(one, CallerSpoke("opening", 1, Said.NUDGE)).prose["en"] == "n2"
    assert spoken_line(one, CallerSpoke("opening", 0, Said.UNCLEAR)).prose["en"] == "u1"


def test_the_ending_is_known_once_it_is_reached() -> None:
    call = Call(small())
    assert ending_of(call.events) is None
    call.say("ends_call")
    assert ending_of(call.events) == "left"


def test_a_stopped_drill_has_no_ending() -> None:
    call = Call(small())
    call.leave()
    assert ending_of(call.events) is None
