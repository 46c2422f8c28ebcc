"""After the call: the order of the debrief, rehearsing, the scorecard."""

import re

import pytest

from bot.core.events import (
    Feeling,
    FeelingTold,
    Judged,
    RehearsalStarted,
    Rehearsed,
    Verdict,
)
from bot.core.session import Phase
from bot.ports import Attachment, Content, Step, Tap, Words
from tests.building import Call, genuine, small
from tests.conversation.stage import CONTACT, HER, NO_NUMBER, Stage


async def debriefed(*texts: str, language: str = "en") -> Stage:
    """Somebody who has looked back at the call."""
    stage = Stage(language=language)
    await stage.finish(*texts)
    await stage.tap("feel:fine")
    return stage


async def judge(stage: Stage, judged: Judged) -> None:
    """A facilitator's verdict, saved beside the conversation."""
    step = Step(
        key="a verdict",
        at=stage.clock.now(),
        trainee=await stage.store.trainee(HER),
        session="drill-1",
        first_seq=len(await stage.events()),
        events=(judged,),
    )
    await stage.store.save(HER, step)


CHOICES = ["Try moment 1 again", "Try moment 2 again", "Scorecard and help"]
"""After a call in which much was told, and then paid."""


class TestTheEnd:
    async def test_the_trainee_is_led_out_of_the_role_told_the_end_and_asked_how_they_are(
        self,
    ) -> None:
        stage = Stage()
        await stage.finish()
        out = stage.text.index("None of it was real.")
        end = stage.text.index("This is how it ended.")
        how = stage.text.index("How are you?")
        assert out < end < how

    async def test_what_was_lost_in_the_story_is_named_as_such(self) -> None:
        stage = Stage()
        await stage.finish()
        assert "Lost in the story: 500 US dollars" in stage.text

    async def test_nothing_is_scored_before_the_trainee_was_asked(self) -> None:
        stage = Stage()
        await stage.finish()
        assert "of 100" not in stage.text
        assert stage.labels() == ["I'm fine. Let's look at it", "That was hard for me"]

    async def test_the_scorecard_is_kept_with_the_reply_that_ended_the_call(self) -> None:
        stage = Stage()
        await stage.finish()
        call = Call(small())
        call.say("discloses")
        call.say("agrees_to_pay")
        (past,) = (await stage.history()).drills
        assert (past.outcome, past.total) == ("harmed", call.card.total)

    @pytest.mark.parametrize(
        "content", [Attachment("picture"), Tap("nonsense"), Tap("score"), Tap("again:1")], ids=str
    )
    async def test_whatever_else_comes_the_question_is_asked_again_and_scored_once(
        self, content: Content
    ) -> None:
        stage = Stage()
        await stage.finish()
        await stage.do(content)
        assert "How are you?" in stage.text
        assert len((await stage.history()).drills) == 1


class TestFeelings:
    async def test_whoever_is_fine_looks_back_at_once(self) -> None:
        stage = await debriefed()
        assert "Looking back" in stage.text
        assert FeelingTold(Feeling.FINE) in await stage.events()

    async def test_whoever_is_shaken_gets_calm_and_contacts_first(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.tap("feel:shaken")
        assert "name five things you see" in stage.text
        assert CONTACT.name["en"] in stage.text
        assert "Looking back" not in stage.text
        assert stage.labels() == ["Look at the call together", "Choose a call"]

    async def test_and_looks_back_when_they_like(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.tap("feel:shaken")
        await stage.press("Look at the call together")
        assert "Looking back" in stage.text

    async def test_words_are_an_answer_too(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.say("I'm fine, thanks!")
        assert (await stage.events())[-1] == FeelingTold(Feeling.FINE)
        assert "Looking back" in stage.text

    @pytest.mark.parametrize("ready", [True, False], ids=["understood", "without an NLU"])
    @pytest.mark.parametrize("text", ["힘들었어요", "That was horrible", "I will pay.", "네"])
    async def test_words_that_do_not_say_fine_are_taken_for_a_hard_time(
        self, text: str, ready: bool
    ) -> None:
        stage = Stage()
        await stage.finish()
        stage.tools.nlu.ready = ready  # type: ignore[misc]
        await stage.say(text)
        assert (await stage.events())[-1] == FeelingTold(Feeling.SHAKEN)
        assert "name five things you see" in stage.text
        assert "Look at the call together" in stage.labels()

    async def test_whoever_writes_that_it_was_too_much_is_heard(self) -> None:
        stage = Stage()
        await stage.finish()
        await stage.say("This is too much for me.")
        assert FeelingTold(Feeling.SHAKEN) in await stage.events()
        assert "name five things you see" in stage.text

    async def test_what_they_wrote_about_it_is_not_kept(self) -> None:
        stage = Stage()
        await stage.finish()
        before = len(await stage.events())
        await stage.say("My heart is pounding")
        assert (await stage.events())[before:] == [FeelingTold(Feeling.SHAKEN)]


class TestLookingBack:
    async def test_it_begins_with_a_strength_then_the_moments_then_the_advice(self) -> None:
        stage = await debriefed("Who are you?", "I will pay.")
        strength = stage.text.index("What you did well: “Who are you?” – asks identity")
        moment = stage.text.index("1. The caller said: “demand”")
        advice = stage.text.index("Check before you act.")
        assert strength < moment < advice

    async def test_a_moment_cites_the_line_its_signs_the_reply_and_a_better_one(self) -> None:
        stage = await debriefed()
        for part in (
            "The caller said: “demand”",
            "🚩 money demand: money demand",
            "You answered: “I will pay.” (agrees to pay)",
            "You could say: “I will check.”",
        ):
            assert part in stage.text

    async def test_it_blames_nobody(self) -> None:
        stage = await debriefed()
        assert "It happens to very many people" in stage.text
        assert not re.search(r"mistake|wrong|fail|should have|fault|bad", stage.text, re.IGNORECASE)

    async def test_there_are_at_most_two_moments(self) -> None:
        stage = await debriefed("I have money at home.", "I beg you.", "I beg you.", "I will pay.")
        assert "2. The caller said" in stage.text
        assert "3. The caller said" not in stage.text

    async def test_a_button_leads_to_each_moment_and_one_to_the_scorecard(self) -> None:
        stage = await debriefed()
        assert stage.labels() == CHOICES

    async def test_a_reply_by_button_is_told_as_a_choice(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.say("Blub")
        await stage.say("Blub")
        await stage.press("discloses")
        await stage.say("I will pay.")
        await stage.tap("feel:fine")
        assert "(agrees to pay)" in stage.text

    async def test_a_silent_drill_is_looked_back_at_kindly(self) -> None:
        stage = Stage()
        await stage.take()
        await stage.keep_silent(45)
        await stage.keep_silent(45)
        await stage.tap("feel:fine")
        assert "You stayed with it to the end." in stage.text
        assert stage.labels() == ["Scorecard and help"]


class TestRehearsing:
    async def test_the_line_is_spoken_once_more_under_the_mark(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 2 again")
        (reply,) = stage.answer
        assert reply.spoken
        assert "PRACTICE" in stage.text
        assert "“demand”" in stage.text
        assert "Nothing is scored." in stage.text
        assert RehearsalStarted(2) in await stage.events()

    async def test_a_reply_that_protects_is_praised(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 1 again")
        await stage.say("I will ring your office.")
        assert "That protects you: verifies independently." in stage.text
        last = (await stage.events())[-1]
        assert isinstance(last, Rehearsed)
        assert last.protects

    async def test_one_that_does_not_gets_an_example(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 1 again")
        await stage.say("I will pay.")
        assert "The caller could still make use of that." in stage.text
        assert "For example: “I will check.”" in stage.text

    async def test_one_that_is_not_understood_is_welcome_too(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 1 again")
        await stage.say("Blub")
        assert "you tried again, and that is what counts" in stage.text

    async def test_it_changes_no_score(self) -> None:
        stage = await debriefed()
        before = await stage.history()
        await stage.press("Try moment 1 again")
        await stage.say("I will ring your office.")
        assert await stage.history() == before

    async def test_numbers_are_taken_out_here_as_well(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 1 again")
        await stage.say("Ring 010-1234-5678")
        last = (await stage.events())[-1]
        assert isinstance(last, Rehearsed)
        assert last.text == "Ring [#]"

    async def test_afterwards_the_same_choices_are_there(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 1 again")
        await stage.say("I will pay.")
        assert stage.labels() == CHOICES

    async def test_one_on_a_genuine_call_is_not_told_of_danger(self) -> None:
        stage = Stage(genuine())
        await stage.finish("I beg you.")
        await stage.tap("feel:fine")
        await stage.press("Try moment 1 again")
        await stage.say("I beg you.")
        assert "Another reply would serve you better." in stage.text
        assert "make use of" not in stage.text
        assert "For example: “I will check.”" in stage.text

    async def test_a_try_is_answered_though_a_verdict_has_taken_its_moment_away(self) -> None:
        stage = await debriefed()
        await stage.press("Try moment 2 again")
        await judge(stage, Judged(2, Verdict.REJECTED, (), "facilitator"))
        await stage.say("I will ring your office.")
        assert "That protects you: verifies independently." in stage.text
        assert stage.labels() == ["Try moment 1 again", "Scorecard and help"]
        assert (await stage.session()).phase is Phase.DEBRIEFED

    async def test_another_moment_may_be_chosen_in_the_middle_of_one(self) -> None:
        stage = await debriefed("I have money at home.", "I beg you.", "I beg you.", "I will pay.")
        await stage.press("Try moment 2 again")
        second = (await stage.session()).rehearsing
        await stage.press("Try moment 1 again")
        session = await stage.session()
        assert session.phase is Phase.REHEARSING
        assert session.rehearsing != second

    @pytest.mark.parametrize("turn", ["9", "0", "-1", "x", ""])
    async def test_a_moment_that_is_none_is_answered_with_the_choices(self, turn: str) -> None:
        stage = await debriefed()
        await stage.tap(f"again:{turn}")
        assert "What would you like to do next?" in stage.text

    async def test_without_an_nlu_it_is_welcome_as_well(self) -> None:
        stage = await debriefed()
        stage.tools.nlu.ready = False  # type: ignore[misc]
        await stage.press("Try moment 1 again")
        await stage.say("I will ring your office.")
        assert "For example:" in stage.text


class TestScorecard:
    async def test_contacts_come_first_then_the_score(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        assert stage.text.index("Where to turn if it happens") < stage.text.index("of 100")

    async def test_contacts_show_their_number_hours_and_day_of_checking(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        assert "Helpline: 1588" in stage.text
        assert "day and night" in stage.text
        assert "Numbers last checked: 2026-11-22" in stage.text
        assert NO_NUMBER.name["en"] in stage.text

    async def test_points_cite_their_reply(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        assert "-2 reply 2: agrees to pay" in stage.text

    async def test_a_habit_without_an_opportunity_says_so(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        untested = stage.text.partition("No opportunity in this call: ")[2]
        assert "report habit" in untested

    async def test_it_says_what_the_caller_was(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        assert "The other person was a scammer." in stage.text

    async def test_it_closes_the_drill(self) -> None:
        stage = await debriefed()
        await stage.press("Scorecard and help")
        assert (await stage.session()).phase is Phase.CLOSED
        assert (await stage.store.trainee(HER)).drill is None

    async def test_without_contacts_it_stands_alone(self) -> None:
        stage = Stage(contacts={})
        await stage.finish()
        await stage.tap("feel:fine")
        await stage.press("Scorecard and help")
        assert "Where to turn" not in stage.text
        assert "of 100" in stage.text

    async def test_a_setting_without_contacts_of_its_own_shows_those_that_fit_everywhere(
        self,
    ) -> None:
        stage = Stage(contacts={"everywhere": [CONTACT], "north": [NO_NUMBER]})
        await stage.finish()
        await stage.tap("feel:shaken")
        assert CONTACT.name["en"] in stage.text


class TestInBetween:
    @pytest.mark.parametrize("content", [Words("And now?"), Attachment("voice"), Tap("x")], ids=str)
    async def test_what_fits_nowhere_is_answered_with_the_choices(self, content: Content) -> None:
        stage = await debriefed()
        await stage.do(content)
        assert "What would you like to do next?" in stage.text
        assert "Scorecard and help" in stage.labels()

    async def test_the_menu_may_be_opened_and_another_call_taken(self) -> None:
        stage = await debriefed()
        await stage.tap("menu")
        assert "Which calls" in stage.text
        await stage.tap("take:called:a-call")
        assert (await stage.store.trainee(HER)).drill == "drill-2"

    async def test_a_button_of_the_call_that_is_over_answers_nothing(self) -> None:
        stage = Stage()
        await stage.take()
        button = stage.button("📵 Hang up")
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        before = await stage.events()
        await stage.tap(button.data)
        assert await stage.events() == before


class TestTheButtonsOfAnotherDrill:
    async def other(self) -> tuple[Stage, dict[str, str]]:
        """Somebody at the end of a second drill, and the buttons of the first by their labels."""
        stage = Stage()
        await stage.finish()
        old = {one.label: one.data for row in stage.answer[-1].buttons for one in row}
        await stage.press("That was hard for me")
        old |= {one.label: one.data for row in stage.answer[-1].buttons for one in row}
        await stage.press("Look at the call together")
        old |= {one.label: one.data for row in stage.answer[-1].buttons for one in row}
        await stage.press("Scorecard and help")
        await stage.tap("take:called:a-call")
        for text in ("I have money at home.", "I will pay."):
            await stage.say(text)
        return stage, old

    async def test_how_one_was_is_not_told_of_the_new_call(self) -> None:
        stage, old = await self.other()
        await stage.tap(old["I'm fine. Let's look at it"])
        assert "How are you?" in stage.text
        assert not any(isinstance(one, FeelingTold) for one in await stage.events("drill-2"))

    @pytest.mark.parametrize(
        "label", ["Look at the call together", "Try moment 1 again", "Scorecard and help"]
    )
    async def test_what_they_lead_to_is_offered_for_the_new_call_instead(self, label: str) -> None:
        stage, old = await self.other()
        await stage.press("I'm fine. Let's look at it")
        before = await stage.events("drill-2")
        await stage.tap(old[label])
        assert "What would you like to do next?" in stage.text
        assert stage.button("Scorecard and help").data != old["Scorecard and help"]
        assert await stage.events("drill-2") == before

    async def test_those_of_older_versions_which_name_no_drill_still_work(self) -> None:
        stage, _ = await self.other()
        await stage.tap("feel:fine")
        await stage.tap("look")
        assert "Looking back" in stage.text
        await stage.tap("score")
        assert "of 100" in stage.text

    async def test_they_fit_into_what_telegram_takes(self) -> None:
        _, old = await self.other()
        assert all(len(data.encode()) <= 64 for data in old.values())
