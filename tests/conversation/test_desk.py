"""The author's desk in the chat: a text checked, played in private, its misreadings filed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.adapters.memory import ScriptedNlu
from bot.conversation import Conversation
from bot.core.events import CallerSpoke, DrillEnded, DrillStarted, Replied
from bot.core.scenario import Outcome, Scenario
from bot.core.session import Phase
from bot.ports import Attachment, Command, Complaint, Document, Duty, Examined
from tests.building import ending, scenario, small, waiting
from tests.conversation.stage import HER, HIM, READS, Stage

DIGEST = "ab" * 32
TEXT = small(digest=DIGEST, id="a-draft")
FINE = Document("draft.yaml", b"fine")

COMPLAINT = Complaint(
    code="E202",
    where="28:25",
    excerpt="signs: [threat, secercy]",
    passage=(16, 23),
    message='unknown warning sign "secercy"',
    remedy='did you mean "secrecy"?',
    warns=False,
)


class Desk:
    """An Examiner that knows what it finds in each text."""

    def __init__(self, found: Mapping[bytes, Examined]) -> None:
        self.found = found
        self.languages: list[str] = []

    async def examine(self, data: bytes, language: str, today: date) -> Examined:
        self.languages.append(language)
        return self.found[data]


def finding(*complaints: Complaint, text: Scenario | None = None) -> dict[bytes, Examined]:
    return {b"text": Examined(complaints, text)}


SENT = Document("draft.yaml", b"text")


async def staged(
    found: Mapping[bytes, Examined] | None = None, author: bool = True, **more: Any
) -> Stage:
    """A stage with a desk, at which she may sit."""
    stage = Stage(**more)
    desk = Desk({b"fine": Examined((), TEXT), **(found or {})})
    stage.tools = replace(stage.tools, examiner=desk)
    stage.conversation = Conversation(stage.tools, stage.delivery)
    if author:
        await stage.store.give_duty(HER, Duty.AUTHOR)
    return stage


async def playing(**more: Any) -> Stage:
    """She has agreed, sent a text that is fine, and plays it."""
    stage = await staged(**more)
    await stage.agree()
    await stage.do(FINE)
    await stage.press("▶ Play it")
    return stage


class TestChecking:
    async def test_a_fault_is_said_with_its_place_and_its_remedy(self) -> None:
        stage = await staged(finding(COMPLAINT))
        await stage.do(SENT)
        (reply,) = stage.answer
        assert "draft.yaml" in stage.text
        assert "1 fault keeps it from being played." in stage.text
        assert "28:25" in reply.html
        assert "E202" in reply.html
        assert "<code>signs: [threat, ▸secercy◂]</code>" in reply.html
        assert "did you mean" in reply.html
        assert not reply.buttons

    async def test_it_is_checked_in_the_language_of_the_author(self) -> None:
        stage = await staged(finding(COMPLAINT), language="ko")
        await stage.do(SENT)
        desk = stage.tools.examiner
        assert isinstance(desk, Desk)
        assert desk.languages == ["ko"]
        assert "오류가 1건 있습니다" in stage.text

    async def test_many_faults_fit_one_message_and_the_rest_are_counted(self) -> None:
        long = replace(COMPLAINT, message="가" * 400, excerpt="<&" * 50, passage=(0, 100))
        stage = await staged(finding(*[long] * 100))
        await stage.do(SENT)
        (reply,) = stage.answer
        assert len(reply.html.encode("utf-16-le")) // 2 <= 4096
        shown = reply.html.count("E202")
        assert 1 < shown < 100
        assert f"… and {100 - shown} more." in reply.html

    async def test_a_single_fault_is_never_counted_away(self) -> None:
        stage = await staged(finding(COMPLAINT, COMPLAINT))
        await stage.do(SENT)
        assert "more" not in stage.text
        assert stage.text.count("E202") == 2

    async def test_what_is_fine_is_offered_to_be_played(self) -> None:
        stage = await staged()
        await stage.do(FINE)
        assert "“A call” can be played." in stage.text
        assert stage.labels() == ["▶ Play it", "⏩ Jump to a state"]

    async def test_advice_does_not_keep_it_from_being_played(self) -> None:
        stage = await staged(finding(replace(COMPLAINT, warns=True), text=TEXT))
        await stage.do(SENT)
        assert "1 piece of advice." in stage.text
        assert "▶ Play it" in stage.labels()

    async def test_a_file_without_a_scenario_is_told_so(self) -> None:
        stage = await staged(finding())
        await stage.do(SENT)
        assert "there is no scenario in it" in stage.text
        assert not stage.answer[-1].buttons

    async def test_a_file_too_large_or_missing(self) -> None:
        stage = await staged()
        await stage.do(Document("huge.yaml", None))
        assert "larger than 256 KB" in stage.text

    async def test_check_alone_says_how(self) -> None:
        stage = await staged()
        await stage.command("check")
        assert "Send me a scenario as a YAML file" in stage.text
        assert "cannot take" not in stage.text

    @pytest.mark.parametrize(
        "name", ["<b>&x.yaml", "../../etc/passwd", "a" * 5000, "\u202ecod.exe"]
    )
    async def test_no_name_does_harm(self, name: str) -> None:
        stage = await staged()
        await stage.do(Document(name, b"fine"))
        (reply,) = stage.answer
        assert "<b>&x" not in reply.html
        assert "\u202e" not in reply.html
        assert len(reply.html) < 1000

    async def test_a_hostile_text_is_shown_and_not_obeyed(self) -> None:
        evil = "<script>{{ 7*7 }}</code>"
        hostile = replace(COMPLAINT, excerpt=evil, passage=(0, 8), message=evil, remedy=evil)
        stage = await staged(finding(hostile))
        await stage.do(SENT)
        (reply,) = stage.answer
        assert "<script>" not in reply.html
        assert "{{ 7*7 }}" in reply.html
        assert reply.html.count("<code>") == reply.html.count("</code>") == 1


class TestWhoMay:
    async def test_anybody_else_gets_the_kind_sentence(self) -> None:
        stage = await staged(author=False)
        await stage.take()
        await stage.do(FINE)
        assert "I can only read text." in stage.text
        assert (await stage.session()).phase is Phase.CALLING

    async def test_outside_of_a_call_it_is_like_any_attachment(self) -> None:
        stage = await staged(author=False)
        await stage.agree()
        await stage.do(FINE)
        with_file = stage.text
        await stage.do(Attachment("file"))
        assert stage.text == with_file

    @pytest.mark.parametrize("command", ["check", "jump", "wrong"])
    async def test_nobody_else_has_the_commands(self, command: str) -> None:
        stage = await staged(author=False)
        await stage.agree()
        await stage.command(command)
        assert "How it works" in stage.text

    async def test_a_forged_button_plays_nothing_for_others(self) -> None:
        stage = await playing()
        data = stage.button("▶ Play it").data
        await stage.agree(HIM)
        await stage.tap(data, HIM)
        assert "Which calls would you like to practise?" in stage.text
        assert (await stage.store.trainee(HIM)).drill is None

    async def test_without_a_desk_an_author_is_like_anybody(self) -> None:
        stage = Stage()
        await stage.store.give_duty(HER, Duty.AUTHOR)
        await stage.take()
        await stage.do(FINE)
        assert "I can only read text." in stage.text

    async def test_one_who_is_author_no_more_is_led_out_unscored(self) -> None:
        stage = await playing()
        await stage.store.end_duty(HER, Duty.AUTHOR)
        await stage.say("I have money at home.")
        assert (await stage.store.trainee(HER)).drill is None
        assert (await stage.history()).drills == ()

    async def test_consent_comes_before_playing(self) -> None:
        stage = await staged()
        await stage.do(FINE)
        await stage.press("▶ Play it")
        assert "Before we begin" in stage.text
        assert (await stage.store.trainee(HER)).drill is None
        await stage.tap("consent:yes")
        await stage.press("▶ Play it")
        assert "PRACTICE" in stage.text


class TestPlaying:
    async def test_it_begins_with_the_caller_under_the_practice_mark(self) -> None:
        stage = await playing()
        assert "PRACTICE, not a real call" in stage.text
        assert "“opening”" in stage.text
        assert await stage.store.snapshot(DIGEST) == TEXT
        assert (await stage.session("desk-drill-1")).scenario == "a-draft"

    async def test_what_was_read_stands_under_the_reply(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        reading, caller = stage.answer
        assert "Read as" in reading.html
        assert "<code>discloses</code> 90%" in reading.html
        assert "<code>opening → demand</code>" in reading.html
        assert "“demand”" in caller.html
        assert caller.spoken

    async def test_a_doubt_is_shown_and_asked(self) -> None:
        stage = await playing()
        await stage.say("Well...")
        reading, question = stage.answer
        assert "In doubt between" in reading.html
        assert "<code>delays</code> 40%" in reading.html
        assert "→" not in reading.html
        assert "What did you want to do?" in question.html
        await stage.press("delays")
        assert "opening → demand" in stage.text

    async def test_what_nobody_understood(self) -> None:
        stage = await playing()
        await stage.say("Blah.")
        assert "Not understood 100%" in stage.text

    async def test_without_a_reader_there_are_buttons(self) -> None:
        nlu = ScriptedNlu(READS)
        stage = await playing(nlu=nlu)
        nlu.ready = False
        await stage.say("I have money at home.")
        assert "Nobody can read replies" in stage.text
        await stage.press("discloses")
        assert "“demand”" in stage.text

    @pytest.mark.parametrize("text", ["This is too much for me.", "What should I do?"])
    async def test_a_wish_to_stop_or_for_help_is_shown_and_not_obeyed(self, text: str) -> None:
        stage = await playing()
        await stage.say(text)
        assert "would be obeyed at once" in stage.text
        assert (await stage.session("desk-drill-1")).phase is Phase.CALLING
        await stage.press("✗ Read wrongly")
        assert text in stage.text

    @pytest.mark.parametrize("word", ["stop", "그만"])
    async def test_stop_stops_at_once(self, word: str) -> None:
        stage = await playing()
        await stage.say(word)
        assert "The play at the desk is over." in stage.text
        assert (await stage.session("desk-drill-1")).phase is Phase.CLOSED
        assert (await stage.store.trainee(HER)).drill is None

    async def test_so_do_its_button_and_its_command(self) -> None:
        for leave in ("button", "command"):
            stage = await playing()
            await (stage.tap("stop") if leave == "button" else stage.command("stop"))
            assert "The play at the desk is over." in stage.text

    async def test_silence_is_a_button_and_never_a_timer(self) -> None:
        stage = await playing()
        assert await stage.keep_silent(10_000) == 0
        await stage.press("🤐 Say nothing")
        assert "Hello? Are you there?" in stage.text
        await stage.press("🤐 Say nothing")
        assert "dead_line" in stage.text
        assert "This is how it ended." in stage.text

    async def test_a_command_of_the_lobby_sets_no_timer_either(self) -> None:
        stage = await playing()
        await stage.command("help")
        assert await stage.keep_silent(10_000) == 0
        await stage.say("I have money at home.")
        assert "“demand”" in stage.text

    async def test_an_old_button_changes_nothing(self) -> None:
        stage = await playing()
        old = stage.button("🤐 Say nothing").data
        await stage.say("I have money at home.")
        await stage.tap(old)
        assert "earlier message" in stage.text
        assert (await stage.session("desk-drill-1")).state == "demand"

    async def test_the_end_is_told_and_nothing_asked(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        assert "paid (harmed)" in stage.text
        assert "This is how it ended." in stage.text
        assert "That was hard for me" not in stage.text
        assert stage.labels() == ["▶ Play it", "⏩ Jump to a state", "⏹ Stop the exercise"]
        await stage.say("And now?")
        assert stage.labels()[0] == "▶ Play it"

    async def test_it_is_in_nobodys_history(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        await stage.tap("feel:fine")
        await stage.tap("score")
        await stage.command("progress")
        assert "Nothing yet." in stage.text
        assert (await stage.history()).drills == ()

    async def test_it_can_be_played_again(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        await stage.press("▶ Play it")
        assert "“opening”" in stage.text

    async def test_one_play_at_a_time_the_newest(self) -> None:
        stage = await playing()
        await stage.do(FINE)
        await stage.press("▶ Play it")
        assert (await stage.store.trainee(HER)).drill == "desk-drill-2"

    async def test_a_file_sent_during_a_drill_leaves_the_drill_running(self) -> None:
        stage = await staged()
        await stage.take()
        await stage.do(FINE)
        assert "can be played" in stage.text
        await stage.say("I have money at home.")
        assert (await stage.session()).state == "demand"

    async def test_a_drill_from_the_menu_is_scored_as_ever(self) -> None:
        stage = await playing()
        await stage.tap("take:called:a-call")
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        assert len((await stage.history()).drills) == 1

    async def test_what_was_erased_must_be_sent_again(self) -> None:
        stage = await staged()
        await stage.agree()
        other = stage.tools.examiner
        assert other is not None
        await stage.tap("desk:play:" + "A" * 43)
        assert "send it again" in stage.text

    @pytest.mark.parametrize(
        "data",
        ["desk:", "desk:play:", "desk:play:!", "desk:jump:x.9", "desk:is:x:y", "desk:wrong:-1"],
    )
    async def test_no_forged_button_does_harm(self, data: str) -> None:
        stage = await playing()
        await stage.tap(data)
        assert stage.answer
        assert (await stage.session("desk-drill-1")).state == "opening"

    async def test_a_picture_is_answered_kindly(self) -> None:
        stage = await playing()
        await stage.show()
        assert "I can only read text." in stage.text

    async def test_start_says_the_line_once_more(self) -> None:
        stage = await playing()
        await stage.command("start")
        assert "“opening”" in stage.text


class TestJumping:
    async def test_every_state_has_a_button_and_endings_are_marked(self) -> None:
        stage = await playing()
        await stage.press("⏩ Jump to a state")
        assert stage.labels() == [
            "opening",
            "demand",
            "■ paid",
            "■ checked",
            "■ left",
            "■ dead_line",
        ]

    async def test_the_call_goes_on_there(self) -> None:
        stage = await playing()
        await stage.press("⏩ Jump to a state")
        await stage.press("demand")
        assert "“demand”" in stage.text
        await stage.say("I will pay.")
        assert "paid (harmed)" in stage.text

    async def test_each_time_with_the_next_of_its_lines(self) -> None:
        stage = await playing()
        await stage.press("⏩ Jump to a state")
        await stage.press("demand")
        await stage.press("demand")
        events = await stage.events("desk-drill-1")
        lines = [
            one.line for one in events if isinstance(one, CallerSpoke) and one.state == "demand"
        ]
        assert lines == [0, 1]

    async def test_straight_from_the_offer(self) -> None:
        stage = await staged()
        await stage.agree()
        await stage.do(FINE)
        await stage.press("⏩ Jump to a state")
        await stage.press("demand")
        started, spoke = await stage.events("desk-drill-1")
        assert isinstance(started, DrillStarted)
        assert spoke == CallerSpoke("demand", 0)

    async def test_to_an_ending_and_from_there_on(self) -> None:
        stage = await playing()
        await stage.press("⏩ Jump to a state")
        await stage.press("■ checked")
        assert "checked (safe)" in stage.text
        assert isinstance((await stage.events("desk-drill-1"))[-1], DrillEnded)
        await stage.press("demand")
        assert "“demand”" in stage.text
        assert (await stage.store.trainee(HER)).drill == "desk-drill-2"
        assert (await stage.history()).drills == ()

    async def test_by_name(self) -> None:
        stage = await playing()
        await stage.do(Command("jump", "demand"))
        assert "“demand”" in stage.text
        await stage.do(Command("jump", "demnad"))
        assert "Did you mean this? demand" in stage.text
        await stage.do(Command("jump", "<i>" * 2000))
        assert len(stage.text) < 500
        await stage.do(Command("jump"))
        assert "opening" in stage.labels()

    async def test_a_text_of_many_states_has_room_for_some(self) -> None:
        states = [waiting(f"state_{n}", {}, f"state_{n + 1}") for n in range(99)]
        large = scenario(*states, ending("state_99", Outcome.SAFE), digest="cd" * 32)
        stage = await staged({b"text": Examined((), large)})
        await stage.agree()
        await stage.do(SENT)
        await stage.press("⏩ Jump to a state")
        assert len(stage.labels()) == 40
        assert "61 more states: write /jump and the name." in stage.text
        buttons = [one for row in stage.answer[-1].buttons for one in row]
        assert max(len(one.data.encode()) for one in buttons) <= 64
        await stage.press("state_3")
        await stage.do(Command("jump", "state_98"))
        assert "state_98" in stage.text


class TestWrong:
    async def test_the_last_reply_becomes_an_entry(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.do(Command("wrong", "delays, asks_identity"))
        assert (
            'tests:\n  opening:\n    "I have money at home.": [delays, asks_identity]' in stage.text
        )
        (kept,) = await stage.store.candidates()
        assert (kept.scenario, kept.state, kept.language) == ("a-draft", "opening", "en")
        assert (kept.text, kept.read) == ("I have money at home.", ("discloses",))
        assert kept.acts == ("delays", "asks_identity")
        assert kept.at == stage.clock.now()

    async def test_it_is_redacted(self) -> None:
        stage = await playing()
        await stage.say("Call 010-1234-5678 <b>")
        await stage.do(Command("wrong", "delays"))
        (kept,) = await stage.store.candidates()
        assert kept.text == "Call [#] <b>"
        assert "&lt;b&gt;" in stage.answer[-1].html

    async def test_without_their_words_nothing_is_kept_or_noted_and_they_are_told_so(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.tap("keep:acts")
        await stage.say("I have money at home.")
        offered = [row[0].label for one in stage.answer for row in one.buttons]
        assert "✗ Read wrongly" not in offered
        await stage.do(Command("wrong", "delays"))
        assert "Nothing was noted: your own words are not kept" in stage.text
        assert list(await stage.store.candidates()) == []
        played = (await stage.store.trainee(HER)).drill
        assert played
        typed = [one for one in await stage.events(played) if isinstance(one, Replied)]
        assert [one.text for one in typed] == [None, None]

    async def test_the_button_asks_and_the_next_one_answers(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.press("✗ Read wrongly")
        assert "What does this reply do?" in stage.text
        assert "Read as: discloses" in stage.text
        buttons = [one for row in stage.answer[-1].buttons for one in row]
        assert max(len(one.data.encode()) for one in buttons) <= 64
        await stage.press("delays")
        (kept,) = await stage.store.candidates()
        assert kept.acts == ("delays",)

    async def test_the_last_word_counts(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.do(Command("wrong", "delays"))
        await stage.do(Command("wrong", "unclear"))
        (kept,) = await stage.store.candidates()
        assert kept.acts == ()
        assert "[unclear]" in stage.text

    async def test_an_older_reply_keeps_its_own_button(self) -> None:
        stage = await playing()
        await stage.say("I beg you.")
        older = stage.button("✗ Read wrongly").data
        await stage.say("I will pay.")
        await stage.tap(older)
        assert "I beg you." in stage.text
        await stage.press("delays")
        (kept,) = await stage.store.candidates()
        assert kept.text == "I beg you."

    async def test_what_nobody_understood_and_what_was_in_doubt_count_too(self) -> None:
        stage = await playing()
        for text in ("Blah.", "Well..."):
            await stage.say(text)
            await stage.do(Command("wrong", "asks_identity"))
        assert [(one.text, one.read) for one in await stage.store.candidates()] == [
            ("Blah.", ()),
            ("Well...", ("delays", "pleads")),
        ]

    async def test_an_act_that_does_not_exist_is_answered_with_the_nearest(self) -> None:
        stage = await playing()
        await stage.say("I beg you.")
        await stage.do(Command("wrong", "delay"))
        assert "Did you mean this? delays" in stage.text
        assert not await stage.store.candidates()

    async def test_what_was_right_is_not_noted(self) -> None:
        stage = await playing()
        await stage.say("I beg you.")
        await stage.do(Command("wrong", "pleads"))
        assert "Nothing was noted." in stage.text
        assert not await stage.store.candidates()

    async def test_before_any_reply(self) -> None:
        stage = await playing()
        await stage.command("wrong")
        assert "no reply of yours yet" in stage.text

    async def test_outside_of_the_desk(self) -> None:
        stage = await staged()
        await stage.finish()
        await stage.command("wrong")
        assert "Nothing is being played at the desk." in stage.text
        assert not await stage.store.candidates()

    async def test_after_the_end_of_the_call(self) -> None:
        stage = await playing()
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        await stage.do(Command("wrong", "bargains"))
        (kept,) = await stage.store.candidates()
        assert (kept.state, kept.text) == ("demand", "I will pay.")

    async def test_it_is_forgotten_with_the_author(self) -> None:
        stage = await playing()
        await stage.say("I beg you.")
        await stage.do(Command("wrong", "delays"))
        await stage.tap("forget:yes")
        assert not await stage.store.candidates()
        await stage.do(FINE)
        assert "can be played" not in stage.text
