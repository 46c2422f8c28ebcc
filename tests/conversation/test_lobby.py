"""Before and between the calls: consent, menus, and the commands about oneself."""

import pytest

from bot.core.events import Role
from bot.core.vocabulary import Kind
from bot.ports import Attachment, Command, Content, Tap, Trainee, Words
from tests.building import genuine, prose, small
from tests.conversation.stage import HER, HIM, MINUTE, Stage


class TestConsent:
    @pytest.mark.parametrize(
        "first",
        [
            Command("start"),
            Command("drill"),
            Words("Hello"),
            Attachment("picture"),
            Tap("menu"),
            Tap("setting:south"),
            Tap("surprise:south"),
            Tap("about:a-call"),
            Tap("take:called:a-call"),
            Tap("nonsense"),
        ],
        ids=str,
    )
    async def test_it_is_asked_before_anything_else(self, first: Content) -> None:
        stage = Stage()
        await stage.do(first)
        assert "Is that all right with you?" in stage.text
        assert stage.labels()[:3] == [
            "Yes, I agree",
            "Yes, but without my words",
            "No, thank you",
        ]
        assert (await stage.store.trainee(HER)).drill is None

    async def test_it_says_how_long_things_are_kept(self) -> None:
        stage = Stage()
        await stage.command("start")
        assert "deleted after 90 days" in stage.text

    async def test_it_says_what_a_misread_reply_may_be_used_for_and_that_names_stay(self) -> None:
        stage = Stage()
        await stage.command("start")
        assert "it may be kept as an example, without anything that says whose" in stage.text
        assert "I cannot tell names from other words" in stage.text

    async def test_agreeing_is_noted_with_its_time_and_opens_the_menu(self) -> None:
        stage = Stage()
        await stage.command("start")
        await stage.press("Yes, I agree")
        assert (await stage.store.trainee(HER)).consented == stage.clock.now()
        assert "Which calls would you like to practise?" in stage.text

    async def test_who_declines_is_told_that_nothing_is_kept_and_nothing_is(self) -> None:
        stage = Stage()
        await stage.command("start")
        await stage.press("No, thank you")
        assert "Nothing is kept" in stage.text
        name = (await stage.store.trainee(HER)).id
        assert await stage.store.trainee(HER) == Trainee(name)
        assert not await stage.store.waiting()

    async def test_who_declined_may_still_change_their_mind(self) -> None:
        stage = Stage()
        await stage.command("start")
        await stage.press("No, thank you")
        await stage.agree()
        assert (await stage.store.trainee(HER)).consented

    async def test_who_agreed_and_now_says_no_is_asked_whether_to_erase_everything(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap("consent:no")
        assert stage.labels() == ["Erase everything", "Keep it"]
        assert (await stage.store.trainee(HER)).consented

    async def test_it_is_asked_once(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.command("start")
        assert "Which calls" in stage.text

    async def test_one_persons_consent_is_not_anothers(self) -> None:
        stage = Stage()
        await stage.agree(HER)
        await stage.tap("take:called:a-call", HIM)
        assert "Is that all right with you?" in stage.text


class TestMenu:
    async def test_it_offers_the_settings_that_have_calls(self) -> None:
        stage = Stage(small())
        await stage.agree()
        assert stage.labels() == ["In the South"]

    async def test_a_setting_shows_its_calls_with_title_and_level(self) -> None:
        stage = Stage(small(level=2), small("north", id="other", title=prose("Elsewhere")))
        await stage.agree()
        await stage.press("In the South")
        assert "●●○ A call" in stage.text
        assert stage.labels() == ["🎲 Surprise me", "A call", "Back"]

    async def test_it_does_not_say_which_callers_are_genuine(self) -> None:
        stage = Stage(small(), genuine(id="true", title=prose("Another call")))
        await stage.agree()
        await stage.press("In the South")
        assert Kind.SCAM not in stage.text
        assert "Some of these callers are genuine" in stage.text

    async def test_a_call_is_described_with_its_content_note_before_it_starts(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.press("In the South")
        await stage.press("A call")
        assert "You are a merchant." in stage.text
        assert "This exercise contains: threats of arrest." in stage.text
        assert not await stage.events()

    async def test_both_roles_are_offered(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap("about:a-call")
        assert stage.labels()[:2] == ["Take it myself", "Advise the person called"]

    async def test_an_intense_call_offers_the_gentler_role_first(self) -> None:
        stage = Stage(small(id="mild"), small(level=3))
        await stage.take("mild")
        await stage.say("Goodbye.")
        await stage.tap("about:a-call")
        assert stage.labels()[:2] == ["Advise the person called", "Take it myself"]
        assert "This call is intense." in stage.text

    @pytest.mark.parametrize("data", ["about:a-call", "take:called:a-call"])
    async def test_an_intense_call_is_never_the_first(self, data: str) -> None:
        stage = Stage(small(id="mild", title=prose("A mild call")), small(level=3))
        await stage.agree()
        await stage.tap(data)
        assert "finish a milder one first" in stage.text
        assert "A mild call" in stage.labels()

    async def test_chance_never_picks_an_intense_call(self) -> None:
        stage = Stage(small(level=3), small(id="mild", title=prose("A mild call")))
        await stage.agree()
        for _ in range(5):
            await stage.tap("surprise:south")
            assert "A mild call" in stage.text

    async def test_where_all_are_intense_chance_picks_none(self) -> None:
        stage = Stage(small(level=3))
        await stage.agree()
        await stage.tap("surprise:south")
        assert "Which calls" in stage.text

    @pytest.mark.parametrize(
        "data", ["about:gone", "take:called:gone", "take:adviser:gone"], ids=str
    )
    async def test_a_call_that_is_gone_is_told_of(self, data: str) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap(data)
        assert "not on offer any more" in stage.text
        assert "Which calls" in stage.text

    @pytest.mark.parametrize("data", ["about:a-call", "take:called:a-call"])
    async def test_a_call_whose_file_was_spoilt_is_not_on_offer(self, data: str) -> None:
        stage = Stage()
        await stage.agree()
        stage.library.spoilt.add("a-call")
        await stage.tap(data)
        assert "not on offer any more" in stage.text

    @pytest.mark.parametrize(
        "data", ["", ":", "::::", "setting:", "setting:mars", "surprise:mars", "take:king:a-call"]
    )
    async def test_a_button_that_says_nothing_opens_the_menu(self, data: str) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap(data)
        assert "Which calls" in stage.text

    @pytest.mark.parametrize("content", [Words("Hello"), Attachment("voice"), Words("🙂")], ids=str)
    async def test_whatever_is_said_opens_the_menu(self, content: Content) -> None:
        stage = Stage()
        await stage.agree()
        await stage.do(content)
        assert "Which calls" in stage.text


class TestStarting:
    async def test_the_caller_speaks_under_the_practice_mark(self) -> None:
        stage = Stage()
        await stage.take()
        (reply,) = stage.answer
        assert reply.spoken
        assert "🔶 PRACTICE, not a real call" in stage.text
        assert "“opening”" in stage.text
        assert "An officer" in stage.text

    async def test_hang_up_check_and_stop_are_always_there(self) -> None:
        stage = Stage()
        await stage.take()
        assert stage.labels() == ["📵 Hang up", "🔎 Check elsewhere", "⏹ Stop the exercise"]

    async def test_the_adviser_is_asked_what_the_person_should_say(self) -> None:
        stage = Stage()
        await stage.take(role="adviser")
        assert "What should the person say?" in stage.text
        assert (await stage.session()).role is Role.ADVISER

    async def test_a_drill_keeps_the_text_with_which_it_began(self) -> None:
        stage = Stage(small())
        await stage.take()
        stage.library.books["a-call"] = genuine(digest="digest-2")
        await stage.say("I have money at home.")
        assert (await stage.session()).state == "demand"

    async def test_a_new_drill_leaves_the_old_one_behind_unscored(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("I have money at home.")
        await stage.tap("take:called:a-call")
        assert (await stage.store.trainee(HER)).drill == "drill-2"
        assert (await stage.history()).drills == ()

    async def test_a_button_pressed_on_two_phones_starts_one_drill(self) -> None:
        stage = Stage()
        await stage.take()
        line = stage.channel.sent[-1][1]
        await stage.tap("take:called:a-call")
        assert (await stage.store.trainee(HER)).drill == "drill-1"
        assert len(await stage.events()) == 2
        assert "The call is still on." in stage.text
        assert stage.answer[-1].html == line.html

    async def test_the_other_role_is_another_drill(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.tap("take:adviser:a-call")
        assert (await stage.store.trainee(HER)).drill == "drill-2"


class TestCommands:
    async def test_help_lists_the_commands(self) -> None:
        stage = Stage()
        await stage.command("help")
        for name in ("/drill", "/stop", "/progress", "/language", "/privacy", "/forget"):
            assert name in stage.text

    async def test_an_unknown_command_is_answered_with_help(self) -> None:
        stage = Stage()
        await stage.command("dance")
        assert "/drill" in stage.text

    async def test_privacy_says_what_is_kept_and_for_how_long(self) -> None:
        stage = Stage()
        await stage.command("privacy")
        assert "after 90 days" in stage.text
        assert "Never kept: photos" in stage.text

    @pytest.mark.parametrize(
        "content", [Command("stop"), Words("stop"), Words("그만!"), Tap("stop")], ids=str
    )
    async def test_stopping_where_nothing_runs_is_answered_kindly(self, content: Content) -> None:
        stage = Stage()
        await stage.agree()
        await stage.do(content)
        assert "No exercise is running. You are safe here." in stage.text

    async def test_progress_is_empty_at_first(self) -> None:
        stage = Stage()
        await stage.command("progress")
        assert "Nothing yet." in stage.text

    async def test_progress_shows_scam_and_genuine_calls_apart(self) -> None:
        stage = Stage(small(), genuine(id="true", digest="digest-2", title=prose("True call")))
        await stage.finish()
        await stage.tap("take:called:true")
        await stage.say("I will ring your office.")
        await stage.command("progress")
        assert "Scam calls: 0 of 1 handled safely" in stage.text
        assert "Genuine calls: 1 of 1 handled safely" in stage.text
        assert "2026-01-01 · A call · 9" in stage.text

    async def test_the_days_of_progress_are_those_in_korea(self) -> None:
        stage = Stage()
        stage.clock.pass_(20 * 60 * MINUTE)
        await stage.finish()
        await stage.command("progress")
        assert "2026-01-02" in stage.text

    async def test_progress_marks_drills_of_an_earlier_text(self) -> None:
        stage = Stage()
        await stage.finish()
        stage.library.books["a-call"] = small(digest="digest-2")
        await stage.command("progress")
        assert "* The scenario has changed since" in stage.text

    async def test_progress_knows_drills_whose_scenario_is_gone_or_spoilt(self) -> None:
        stage = Stage()
        await stage.finish()
        stage.library.spoilt.add("a-call")
        await stage.command("progress")
        assert "a-call" in stage.text


class TestLanguage:
    async def test_at_first_it_is_that_of_the_persons_app(self) -> None:
        stage = Stage(language="en-GB")
        await stage.command("start")
        assert "Before we begin" in stage.text

    @pytest.mark.parametrize("language", ["ko", "ko-KP", None])
    async def test_koreans_and_people_unknown_are_spoken_to_in_korean(
        self, language: str | None
    ) -> None:
        stage = Stage(language=language)
        await stage.command("start")
        assert "시작하기 전에" in stage.text

    async def test_it_can_be_chosen_before_agreeing(self) -> None:
        stage = Stage(language="ko")
        await stage.command("start")
        await stage.press("English")
        assert "Is that all right with you?" in stage.text

    async def test_it_can_be_changed_at_any_time(self) -> None:
        stage = Stage(language="ko")
        await stage.agree()
        await stage.command("language")
        await stage.press("English")
        assert "Which calls" in stage.text
        assert (await stage.store.trainee(HER)).language == "en"

    async def test_changing_it_in_a_call_does_not_end_the_call(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.command("language")
        await stage.press("한국어")
        await stage.say("I have money at home.")
        assert (await stage.session()).state == "demand"

    async def test_a_language_that_we_do_not_speak_changes_nothing(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap("lang:fr")
        assert "Which calls" in stage.text
        assert (await stage.store.trainee(HER)).language == "en"

    async def test_what_comes_without_a_language_is_answered_in_that_of_the_person(self) -> None:
        stage = Stage(language="en")
        await stage.take()
        assert await stage.keep_silent(MINUTE) == 1
        assert "PRACTICE, not a real call" in stage.text


class TestForgetting:
    async def test_it_is_asked_twice(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.command("forget")
        assert "It cannot be undone." in stage.text
        assert (await stage.store.trainee(HER)).consented

    async def test_keeping_it_keeps_it(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.command("forget")
        await stage.press("Keep it")
        assert (await stage.store.trainee(HER)).consented

    async def test_then_everything_is_gone_and_said_so(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.command("forget")
        await stage.press("Erase everything")
        assert "Everything that was kept about you is erased." in stage.text
        assert await stage.store.trainee(HER) == Trainee((await stage.store.trainee(HER)).id)
        assert not await stage.events()
        assert (await stage.history()).drills == ()

    async def test_the_last_word_about_it_is_kept_nowhere(self) -> None:
        stage = Stage()
        await stage.agree()
        await stage.tap("forget:yes")
        assert not await stage.store.waiting()

    async def test_a_repeated_wish_erases_nothing_that_came_after_it(self) -> None:
        """Telegram may bring the same message twice."""
        stage = Stage()
        await stage.agree()
        await stage.do(Tap("forget:yes"), key="erase")
        await stage.take()
        await stage.do(Tap("forget:yes"), key="erase")
        assert not stage.answer
        assert await stage.events()

    async def test_it_works_in_the_middle_of_a_call(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.tap("forget:yes")
        await stage.say("I will pay.")
        assert "Is that all right with you?" in stage.text

    async def test_a_timer_that_ran_out_meanwhile_does_not_bring_the_person_back(self) -> None:
        stage = Stage()
        await stage.take()
        due = await stage.store.due(stage.clock.now().replace(year=2030))
        await stage.tap("forget:yes")
        for one in due:
            await stage.conversation.fall_silent("late", one.sender)
        name = (await stage.store.trainee(HER)).id
        assert await stage.store.trainee(HER) == Trainee(name)
        assert not await stage.store.waiting()

    async def test_others_are_not_touched(self) -> None:
        stage = Stage()
        await stage.agree(HIM)
        await stage.agree(HER)
        await stage.tap("forget:yes", HER)
        assert (await stage.store.trainee(HIM)).consented
