"""During the call."""

import asyncio
from typing import Any

import pytest

from bot.adapters.memory import AbsentNlu, ScriptedNlu
from bot.conversation import Settings
from bot.core.events import By, CallerSpoke, DrillStopped, Event, MeaningAsked, Replied
from bot.core.scenario import Medium
from bot.core.session import Phase
from bot.core.understanding import Understanding, Understood
from bot.ports import Attachment, Command, Content, Message, Tap, TimeUp, Words
from tests.building import scenario, silence, small, understood, waiting
from tests.conversation.stage import CONTACT, HER, HIM, MINUTE, READS, Stage


def replies(events: list[Event]) -> list[Replied]:
    return [event for event in events if isinstance(event, Replied)]


class TestReplies:
    async def test_a_reply_in_ones_own_words_leads_on(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("I have money at home.")
        assert "“demand”" in stage.text
        assert (await stage.session()).turn == 1

    async def test_the_nlu_hears_the_reply_its_language_and_the_line_it_answers(self) -> None:
        heard: list[tuple[str | None, ...]] = []

        class Listening(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                heard.append((text, language, context))
                return await super().understand(text, language, context)

        stage = Stage(nlu=Listening(READS))
        await stage.take()
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        assert heard == [
            ("I have money at home.", "en", "opening"),
            ("I will pay.", "en", "demand"),
        ]

    async def test_numbers_are_taken_out_before_anybody_reads_or_keeps_them(self) -> None:
        heard: list[str] = []

        class Listening(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                heard.append(text)
                return understood("discloses")

        stage = Stage(nlu=Listening({}))
        await stage.take()
        await stage.say("Ring 010-1234-5678, I am kim@example.com")
        kept = replies(await stage.events())[0].text
        assert heard == [kept] == ["Ring [#], I am [#]"]

    @pytest.mark.parametrize("text", ["🙂", "…", "?!?", "  ", "👍🏽👍🏽", "\u200b"], ids=ascii)
    async def test_what_holds_no_words_is_not_understood_and_nobody_is_bothered(
        self, text: str
    ) -> None:
        class Bothered(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                raise AssertionError("there was nothing to read")

        stage = Stage(nlu=Bothered({}))
        await stage.take()
        await stage.say(text)
        assert (await stage.session()).misses == 1
        assert "“What was that?”" in stage.text or "“Speak up.”" in stage.text

    async def test_the_longest_message_is_read_and_kept_whole(self) -> None:
        long = "I have money at home, I tell you! " * 150
        stage = Stage(nlu=ScriptedNlu({long[:4096]: ("discloses",)}))
        await stage.take()
        await stage.say(long[:4096])
        assert replies(await stage.events())[0].text == long[:4096]

    async def test_half_a_character_does_no_harm(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Hello \ud83d")
        assert (await stage.session()).misses == 1
        stage.channel.text.encode()

    @pytest.mark.parametrize("what", ["picture", "file", "sticker"])
    async def test_a_picture_is_answered_kindly_and_the_call_goes_on(self, what: str) -> None:
        stage = Stage()
        await stage.take()
        await stage.show(what)
        assert "I can only read text." in stage.text
        assert (await stage.session()).turn == 0

    async def test_a_voice_message_is_answered_with_why(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.show("voice")
        assert "I cannot listen to voice messages." in stage.text

    async def test_whoever_asks_for_help_gets_a_hint_outside_of_the_role(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("What should I do?")
        assert "A hint, outside the role" in stage.text
        assert "I will check." in stage.text
        assert (await stage.session()).turn == 0

    async def test_starting_over_says_the_last_line_again(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.command("start")
        assert "The call is still on." in stage.text
        assert "“opening”" in stage.text
        assert len(await stage.events()) == 2

    @pytest.mark.parametrize("name", ["help", "privacy", "progress", "language", "drill", "forget"])
    async def test_any_other_command_leaves_the_call_as_it_is(self, name: str) -> None:
        stage = Stage()
        await stage.take()
        await stage.command(name)
        await stage.say("I have money at home.")
        assert (await stage.session()).state == "demand"


class TestButtons:
    async def test_hanging_up_by_button_is_a_reply(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.press("📵 Hang up")
        (reply,) = replies(await stage.events())
        assert (reply.by, reply.readings[0].act) == (By.BUTTON, "ends_call")

    async def test_in_a_chat_one_leaves_the_chat(self) -> None:
        stage = Stage(small(medium=Medium.CHAT))
        await stage.take()
        assert "📵 Leave the chat" in stage.labels()
        assert "PRACTICE, not a real chat" in stage.text

    async def test_a_button_of_an_earlier_line_answers_nothing(self) -> None:
        stage = Stage()
        await stage.take()
        old = stage.button("📵 Hang up")
        await stage.say("I have money at home.")
        await stage.tap(old.data)
        assert "That button belonged to an earlier message." in stage.text
        assert (await stage.session()).turn == 1

    async def test_nor_does_one_from_before_a_silence_that_moved_the_call_on(self) -> None:
        one = scenario(
            waiting("opening", {}, "demand", quiet=silence("demand")),
            waiting("demand", {"ends_call": "dead_line"}, "demand"),
        )
        stage = Stage(one)
        await stage.take()
        old = stage.button("📵 Hang up")
        await stage.keep_silent(MINUTE)
        await stage.tap(old.data)
        assert "earlier message" in stage.text
        assert (await stage.session()).state == "demand"

    async def test_nor_does_one_of_an_earlier_drill(self) -> None:
        stage = Stage()
        await stage.take()
        old = stage.button("📵 Hang up")
        await stage.say("I have money at home.")
        await stage.tap("take:called:a-call")
        await stage.tap(old.data)
        assert "earlier message" in stage.text
        assert (await stage.session("drill-2")).turn == 0

    async def test_after_a_nudge_the_buttons_above_it_still_work(self) -> None:
        stage = Stage()
        await stage.take()
        button = stage.button("🔎 Check elsewhere")
        await stage.keep_silent(MINUTE)
        await stage.tap(button.data)
        assert (await stage.session()).phase is Phase.FEELING

    async def test_pressing_twice_counts_once(self) -> None:
        stage = Stage()
        await stage.take()
        button = stage.button("📵 Hang up")
        await stage.tap(button.data)
        await stage.tap(button.data)
        assert (await stage.session()).turn == 1
        assert len((await stage.history()).drills) == 1

    @pytest.mark.parametrize(
        "data",
        ["", "act", "act::", "act:0:ends_call", "feel:fine", "again:1", "score", "look", "x" * 64],
    )
    async def test_a_button_that_is_not_of_this_call_leaves_it_as_it_is(self, data: str) -> None:
        stage = Stage()
        await stage.take()
        before = await stage.events()
        await stage.tap(data)
        assert await stage.events() == before

    async def test_an_act_that_nobody_knows_is_not_done(self) -> None:
        stage = Stage()
        await stage.take()
        data = stage.button("📵 Hang up").data.replace("ends_call", "dances")
        await stage.tap(data)
        assert (await stage.session()).turn == 0

    async def test_no_button_is_longer_than_telegram_allows(self) -> None:
        stage = Stage()
        await stage.finish("Well...", "🙂", "🙂", "I have money at home.", "I will pay.")
        await stage.tap("feel:fine")
        await stage.tap("score")
        rows = [row for _, reply in stage.channel.sent for row in reply.buttons]
        assert max(len(button.data.encode()) for row in rows for button in row) <= 64


class TestDoubt:
    async def test_an_unsure_reading_is_asked_back_with_the_words_of_the_acts(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Well...")
        assert "What did you want to do?" in stage.text
        assert stage.labels()[:3] == ["delays", "pleads", "None of these"]
        assert "⏹ Stop the exercise" in stage.labels()

    async def test_the_choice_is_scored_with_the_words_that_were_typed(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Well...")
        await stage.press("delays")
        (reply,) = replies(await stage.events())
        assert (reply.text, reply.readings[0].act) == ("Well...", "delays")

    async def test_none_of_these_is_not_understood(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Well...")
        await stage.press("None of these")
        assert (await stage.session()).misses == 1

    async def test_new_words_may_be_typed_instead(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Well...")
        await stage.say("I have money at home.")
        assert replies(await stage.events())[0].text == "I have money at home."

    async def test_what_is_not_understood_twice_is_asked_with_buttons(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Blub")
        assert (await stage.session()).asked is None
        await stage.say("Blub")
        assert "What did you want to do?" in stage.text
        assert "discloses" in stage.labels()


class TestWithoutAnNlu:
    async def test_the_caller_speaks_at_once_and_buttons_answer(self) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        assert "“opening”" in stage.text
        await stage.press("discloses")
        assert (await stage.session()).state == "demand"

    async def test_hang_up_check_and_stop_are_there_as_well(self) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        assert {"📵 Hang up", "🔎 Check elsewhere", "⏹ Stop the exercise"} <= set(stage.labels())

    async def test_typed_words_are_answered_with_buttons_and_it_is_said_once(self) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        await stage.say("I have money at home.")
        assert "I cannot read replies at the moment" in stage.text
        await stage.press("discloses")
        await stage.say("I will pay.")
        assert "What did you want to do?" in stage.text
        assert "I cannot read replies at the moment" not in stage.text

    async def test_the_typed_words_stay_with_the_choice(self) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        await stage.say("I have money at home.")
        await stage.press("discloses")
        assert replies(await stage.events())[0].text == "I have money at home."

    async def test_one_that_goes_away_in_mid_call_and_comes_back_is_no_harm(self) -> None:
        nlu = ScriptedNlu(READS)
        stage = Stage(nlu=nlu)
        await stage.take()
        nlu.ready = False
        await stage.say("I have money at home.")
        nlu.ready = True
        await stage.say("I have money at home.")
        assert (await stage.session()).state == "demand"
        assert stage.labels() == ["📵 Hang up", "🔎 Check elsewhere", "⏹ Stop the exercise"]

    async def test_nobody_guesses_in_its_place(self) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        await stage.say("I will pay.")
        assert not replies(await stage.events())


TOO_MUCH = Words("This is too much for me.")

STOPPING: list[Content] = [
    Words("stop"),
    Words("Stop!!"),
    Words("그만"),
    Words("그만할래요"),
    Words("멈춤"),
    TOO_MUCH,
    Command("stop"),
    Tap("stop"),
]


class TestStopping:
    @pytest.mark.parametrize("content", STOPPING, ids=str)
    @pytest.mark.parametrize(
        "before",
        [
            [],
            ["I have money at home."],
            ["Well..."],
            ["Blub"],
            ["Blub", "Blub"],
            ["What should I do?"],
        ],
        ids=lambda before: " ".join(before) or "at once",
    )
    async def test_it_works_in_every_state_at_once_unscored(
        self, content: Content, before: list[str]
    ) -> None:
        stage = Stage()
        await stage.take()
        for text in before:
            await stage.say(text)
        await stage.do(content)
        assert (await stage.events())[-1] == DrillStopped()
        assert (await stage.store.trainee(HER)).drill is None
        assert (await stage.history()).drills == ()
        assert "nothing was scored" in stage.text

    @pytest.mark.parametrize("content", [one for one in STOPPING if one != TOO_MUCH], ids=str)
    @pytest.mark.parametrize(
        "deeds", [[], ["feel:fine"], ["feel:shaken"], ["feel:fine", "again:2"]], ids=" ".join
    )
    async def test_after_the_call_it_leaves_the_debrief_and_keeps_the_scorecard(
        self, content: Content, deeds: list[str]
    ) -> None:
        stage = Stage()
        await stage.finish()
        for data in deeds:
            await stage.tap(data)
        await stage.do(content)
        assert (await stage.session()).phase is Phase.CLOSED
        assert (await stage.store.trainee(HER)).drill is None
        assert len((await stage.history()).drills) == 1

    async def test_saying_so_in_other_words_leaves_a_rehearsal_too(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.tap("feel:fine")
        await stage.tap("again:2")
        await stage.do(TOO_MUCH)
        assert (await stage.session()).phase is Phase.CLOSED

    @pytest.mark.parametrize("content", [STOPPING[0], STOPPING[-1]], ids=str)
    async def test_it_needs_no_nlu(self, content: Content) -> None:
        stage = Stage(nlu=AbsentNlu())
        await stage.take()
        await stage.do(content)
        assert (await stage.session()).phase is Phase.CLOSED

    async def test_it_steps_out_of_the_role_and_shows_who_helps(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("stop")
        assert "None of it was real." in stage.text
        assert CONTACT.name["en"] in stage.text
        assert "1588" in stage.text

    async def test_a_stop_word_is_not_kept(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("stop")
        assert len(await stage.events()) == 3

    async def test_the_button_of_an_older_message_stops_as_well(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("I have money at home.")
        await stage.tap("stop")
        assert (await stage.session()).phase is Phase.CLOSED

    async def test_after_it_no_timer_runs(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("stop")
        assert await stage.keep_silent(MINUTE * 60) == 0


class TestSilence:
    async def test_the_caller_nudges_and_then_the_line_goes_dead(self) -> None:
        stage = Stage()
        await stage.take()
        assert await stage.keep_silent(45) == 1
        assert "“Hello? Are you there?”" in stage.text
        assert await stage.keep_silent(45) == 1
        assert "The exercise is over." in stage.text

    async def test_a_timer_runs_out_on_time_and_once(self) -> None:
        stage = Stage()
        await stage.take()
        assert await stage.keep_silent(44) == 0
        assert await stage.keep_silent(1) == 1
        assert await stage.keep_silent(0) == 0

    async def test_a_reply_sets_it_anew(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.keep_silent(30)
        await stage.say("I have money at home.")
        assert await stage.keep_silent(44) == 0

    @pytest.mark.parametrize(
        "content",
        [
            Attachment("picture"),
            Command("help"),
            Command("language"),
            Tap("nonsense"),
            Tap("menu"),
            Command("start"),
            Words("What should I do?"),
            Words("Well..."),
            Words("Blub"),
        ],
        ids=str,
    )
    async def test_whatever_a_person_does_gives_them_the_full_time_again(
        self, content: Content
    ) -> None:
        stage = Stage()
        await stage.take()
        await stage.keep_silent(30)
        await stage.do(content)
        assert await stage.keep_silent(44) == 0
        assert await stage.keep_silent(1) == 1

    async def test_a_timer_of_an_earlier_line_is_void_and_leaves_the_new_one_running(self) -> None:
        stage = Stage()
        await stage.take()
        late = TimeUp("drill-1", len(await stage.events()))
        await stage.say("I have money at home.")
        await stage.do(late)
        assert not stage.answer
        assert (await stage.session()).state == "demand"
        assert await stage.keep_silent(45) == 1

    async def test_a_timer_of_another_drill_is_void(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.do(TimeUp("drill-9", 2))
        assert len(await stage.events()) == 2

    async def test_time_to_read_is_added(self) -> None:
        stage = Stage(settings=Settings(reading_seconds=10))
        await stage.take()
        assert await stage.keep_silent(54) == 0
        assert await stage.keep_silent(1) == 1

    async def test_it_can_be_stretched_and_switched_off(self) -> None:
        slow = Stage(settings=Settings(silence_factor=2, reading_seconds=0))
        await slow.take()
        assert await slow.keep_silent(89) == 0
        assert await slow.keep_silent(1) == 1
        off = Stage(settings=Settings(silence_factor=0))
        await off.take()
        assert await off.keep_silent(MINUTE * 600) == 0

    async def test_it_can_be_brought_about_where_nobody_types_any_more(self) -> None:
        stage = Stage()
        await stage.take()
        assert await stage.conversation.fall_silent("1", HER)
        assert await stage.conversation.fall_silent("2", HER)
        assert not await stage.conversation.fall_silent("3", HER)
        assert (await stage.session()).phase is Phase.FEELING

    async def test_after_the_call_no_timer_runs(self) -> None:
        stage = Stage()
        await stage.finish()
        assert await stage.keep_silent(MINUTE * 60) == 0
        assert (await stage.session()).phase is Phase.FEELING


class TestOneAtATime:
    async def test_a_message_seen_twice_changes_nothing(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.do(Words("I have money at home."), key="same")
        await stage.do(Words("I have money at home."), key="same")
        assert not stage.answer
        assert (await stage.session()).turn == 1

    async def test_nor_is_it_read_again(self) -> None:
        heard: list[str] = []

        class Listening(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                heard.append(text)
                return await super().understand(text, language, context)

        stage = Stage(nlu=Listening(READS))
        await stage.take()
        for _ in range(2):
            await stage.do(Words("I have money at home."), key="same")
        assert len(heard) == 1

    async def test_two_messages_at_once_of_one_person_are_two_turns(self) -> None:
        asked = asyncio.Event()

        class Slow(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                asked.set()
                await asyncio.sleep(0)
                return await super().understand(text, language, context)

        stage = Stage(nlu=Slow(READS))
        await stage.take()
        await asyncio.gather(
            *(
                stage.conversation.handle(Message(f"at once {n}", HER, Words(text)))
                for n, text in enumerate(["I have money at home.", "I beg you.", "I beg you."])
            )
        )
        await stage.delivery.idle()
        assert asked.is_set()
        assert [one.text for one in replies(await stage.events())] == [
            "I have money at home.",
            "I beg you.",
            "I beg you.",
        ]

    async def test_the_same_message_twice_at_once_is_one_turn(self) -> None:
        stage = Stage()
        await stage.take()
        message = Message("same", HER, Words("I have money at home."))
        await asyncio.gather(*(stage.conversation.handle(message) for _ in range(3)))
        await stage.delivery.idle()
        assert (await stage.session()).turn == 1

    async def test_nobody_waits_for_the_slow_reply_of_another(self) -> None:
        gate = asyncio.Event()

        class Stuck(ScriptedNlu):
            async def understand(
                self, text: str, language: str | None, context: str | None
            ) -> Understanding:
                await gate.wait()
                return Understood(())

        stage = Stage(nlu=Stuck({}))
        await stage.take()
        stuck = asyncio.create_task(
            stage.conversation.handle(Message("hers", HER, Words("Hello there")))
        )
        await stage.command("help", HIM)
        assert "/drill" in stage.text
        assert not stuck.done()
        stuck.cancel()

    async def test_two_people_have_two_drills(self) -> None:
        stage = Stage()
        for who in (HER, HIM):
            await stage.agree(who)
            await stage.tap("take:called:a-call", who)
        await stage.say("I have money at home.", HER)
        assert (await stage.session("drill-1")).turn == 1
        assert (await stage.session("drill-2")).turn == 0
        assert {to for to, _ in stage.channel.sent} == {HER, HIM}


async def test_nothing_that_a_person_types_is_logged(caplog: Any) -> None:
    caplog.set_level("DEBUG")
    stage = Stage()
    await stage.take()
    for text in ("내 돈은 장롱에 있소", "I have money at home.", "Well...", "🙂"):
        await stage.say(text)
    assert "장롱" not in caplog.text
    assert "money" not in caplog.text


async def test_every_line_of_the_caller_carries_the_mark_in_every_language() -> None:
    for language, mark in (
        ("ko", "연습 · 진짜 전화가 아닙니다"),
        ("en", "PRACTICE, not a real call"),
    ):
        stage = Stage(language=language)
        await stage.finish("Blub", "I have money at home.", "I will pay.")
        spoken = [reply for _, reply in stage.channel.sent if reply.spoken]
        assert len(spoken) == 3
        assert all(mark in reply.html for reply in spoken)


async def test_what_is_asked_is_what_is_saved() -> None:
    stage = Stage()
    await stage.take()
    await stage.say("Well...")
    kinds = [type(event) for event in await stage.events()]
    assert kinds[1:] == [CallerSpoke, MeaningAsked]
