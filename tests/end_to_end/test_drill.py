"""The real bot on a Telegram of our own: a person talks to it from /start to the scorecard."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.core.vocabulary import ENDS_CALL
from tests.bot_api import TOKEN, Phone, Sent, faults, updates
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import (
    DRILL,
    INTO_THE_CALL,
    KNOWN,
    LOOKING_BACK,
    MARK,
    SAVINGS,
    THE_CALL,
    TOGETHER,
    WHO,
    heard,
    ko,
    taps,
    walk,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

HANG_UP = ko("📵 Hang up")
CHECK = ko("🔎 Check elsewhere")
STOP = ko("⏹ Stop the exercise")
ASKED = ko("Shall I erase everything that is kept about you? It cannot be undone.")


FAULTS = (
    faults.refuse(429, "Too Many Requests", retry_after=1),
    faults.refuse(500),
    faults.rubbish,
    faults.cut,
    faults.half_close,
    faults.lose_answer,
)


def spoken(person: Phone) -> list[Sent]:
    """What the caller said: quoted, under the caller's name."""
    return [one for one in person.received if "📞" in one.text]


class TestAWholeDrill:
    async def test_from_the_first_word_to_the_scorecard(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        about = next(one for one in anna.received if ko("This exercise contains:") in one.text)
        assert "장마당에서 천을 팝니다" in about.text
        await walk(anna, THE_CALL)
        assert "그런 지도원은 없었습니다" in anna.newest.text
        await walk(anna, LOOKING_BACK[:1])
        debrief = anna.newest.text
        assert f"“{SAVINGS}”" in debrief
        assert "집에 돈이 얼마나 있소?" in debrief
        assert "공손하게 미루고 함께 확인하면 됩니다." in debrief
        await walk(anna, LOOKING_BACK[1:])
        assert ko("You came out of it safely.") in anna.received[-2].text
        assert anna.newest.text.count("장마당 전화") == 1

    async def test_every_line_of_the_caller_is_marked_and_can_be_left(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, DRILL)
        lines = spoken(anna)
        assert len(lines) == 4, "three in the call, one rehearsed"
        for line in lines:
            assert f"🔶 {MARK}\n📞" in line.text
            assert line.fields["protect_content"].lower() == "true"
        for line in lines[:3]:
            assert line.labels == [HANG_UP, CHECK, STOP]

    async def test_an_english_app_is_spoken_to_in_english(self, shared: World) -> None:
        ben = shared.person("en")
        await ben.says("/start")
        await ben.hears("Is that all right with you?")
        await ben.taps("Yes, I agree")
        await ben.hears("Which calls would you like to practise?")
        await ben.taps("In the North")
        await ben.hears("A call at the market")
        await ben.taps("A call at the market")
        await ben.hears("demand")
        await ben.taps("Take it myself")
        line = await ben.hears("PRACTICE, not a real call", "A report has come in about you.")
        assert line.labels == ["📵 Hang up", "🔎 Check elsewhere", "⏹ Stop the exercise"]

    async def test_who_does_not_agree_is_left_in_peace(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL[:1])
        declined = ko("That is fine. Nothing is kept. If you change your mind, press /start.")
        await taps(ko("No, thank you"), declined).take(anna)
        await anna.says("/drill")
        await anna.hears(ko("Is that all right with you?"))

    async def test_hanging_up_is_a_reply_like_any_other(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        await taps(HANG_UP, "당신은 전화를 끊었습니다").take(anna)

    async def test_checking_elsewhere_is_a_reply_like_any_other(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        await taps(CHECK, "집에 돈이 얼마나 있소").take(anna)

    async def test_a_button_of_an_older_line_counts_for_nothing(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, [*INTO_THE_CALL, *THE_CALL[:1]])
        await anna.presses(f"act:0:{ENDS_CALL}")
        await anna.hears(ko("That button belonged to an earlier message. The call goes on."))
        await walk(anna, THE_CALL[1:])


class TestStopping:
    @pytest.mark.parametrize(
        "leave",
        [
            lambda anna: anna.says("그만"),
            lambda anna: anna.says("멈춤!"),
            lambda anna: anna.says("Stop."),
            lambda anna: anna.says("/stop"),
            lambda anna: anna.says("/stop@scamdrill_test_bot"),
            lambda anna: anna.taps(STOP),
        ],
        ids=["그만", "멈춤", "stop", "command", "command with name", "button"],
    )
    async def test_ends_the_call_at_once_and_scores_nothing(
        self, shared: World, leave: Callable[[Phone], Awaitable[int]]
    ) -> None:
        people = [shared.person() for _ in THE_CALL]
        for calls, anna in enumerate(people):
            await walk(anna, [*INTO_THE_CALL, *THE_CALL[:calls]])
            asked = len(shared.nlu.asked)
            await leave(anna)
            over = await anna.hears(ko("The exercise is over."))
            assert ko("If you would like to talk to someone:") in over.text
            assert len(shared.nlu.asked) == asked, "no model is asked"
            await anna.says("/progress")
            await anna.hears(ko("Nothing yet. /drill starts your first call."))

    async def test_outside_of_a_call_there_is_nothing_to_stop(self, shared: World) -> None:
        anna = shared.person()
        await anna.says("/stop")
        await anna.hears(ko("No exercise is running. You are safe here."))


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("what", "answer"),
        [
            ("voice", "I cannot listen to voice messages. Please write your answer."),
            ("photo", "I can only read text. Please write your answer in words."),
            ("sticker", "I can only read text. Please write your answer in words."),
            ("document", "I can only read text. Please write your answer in words."),
        ],
    )
    async def test_is_answered_kindly_and_the_call_goes_on(
        self, shared: World, what: str, answer: str
    ) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        await anna.sends(what)
        await anna.hears(ko(answer))
        await walk(anna, THE_CALL)

    async def test_emoji_alone_are_not_understood_and_not_scored(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        asked = len(shared.nlu.asked)
        await anna.says("😱😱")
        await anna.hears("뭐라는 거요?")
        assert len(shared.nlu.asked) == asked
        await walk(anna, THE_CALL)

    async def test_the_longest_message_is_taken_and_quoted_in_the_debrief(
        self, shared: World
    ) -> None:
        anna = shared.person()
        longest = ("장판 밑에 조금 있습니다 " * 400)[:4095] + "다"
        shared.nlu.knows = {**KNOWN, longest: ("discloses",)}
        await walk(anna, [*INTO_THE_CALL, THE_CALL[0]])
        await anna.says(longest)
        await anna.hears("500딸라를 마련하오")
        await walk(anna, THE_CALL[2:])
        await taps(ko("I'm fine. Let's look at it"), ko("Looking back")).take(anna)
        await anna.hears("공손하게 미루고 함께 확인하면 됩니다.")


class TestOneself:
    async def test_progress_lists_ones_own_drills(self, shared: World) -> None:
        anna, ben = shared.person(), shared.person()
        await walk(anna, DRILL)
        assert ko("Scam calls") in anna.newest.text
        await ben.says("/progress")
        await ben.hears(ko("Nothing yet. /drill starts your first call."))

    async def test_privacy_says_what_is_kept_and_for_how_long(self, shared: World) -> None:
        anna = shared.person()
        await anna.says("/privacy")
        page = await anna.hears(ko("What is kept about you"))
        assert "90" in page.text

    async def test_commands_leave_a_running_call_alone(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        for command in ("/privacy", "/help", "/progress", "/nonsense"):
            await anna.says(command)
            await anna.hears_something()
        await walk(anna, THE_CALL)

    async def test_forget_asks_first(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, DRILL)
        await anna.says("/forget")
        await anna.hears(ASKED)
        await anna.taps(ko("Keep it"))
        await anna.hears(ko("Which calls would you like to practise?"))
        await anna.says("/progress")
        await anna.hears("장마당 전화")

    async def test_forget_erases_everything(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, DRILL)
        await anna.says("/forget")
        await anna.hears(ASKED)
        await anna.taps(ko("Erase everything"))
        await anna.hears(ko("Done. Everything that was kept about you is erased."))
        await anna.says("/progress")
        await anna.hears(ko("Nothing yet. /drill starts your first call."))
        await anna.says("/start")
        await anna.hears(ko("Is that all right with you?"))

    async def test_forget_ends_a_running_call(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        await anna.presses("forget:yes")
        await anna.hears(ko("Done. Everything that was kept about you is erased."))
        await anna.says(WHO)
        await anna.hears(ko("Is that all right with you?"))


class TestFaultsOfTelegram:
    async def test_a_reply_that_did_not_go_out_goes_out_again(self, shared: World) -> None:
        """Everybody meets another fault, three times in a call."""
        people = {fault: shared.person() for fault in FAULTS}

        async def play(person: Phone, fault: faults.Fault) -> None:
            await walk(person, INTO_THE_CALL)
            for step in THE_CALL:
                shared.api.break_next("sendMessage", fault, chat=person.chat)
                await step.take(person)
            await walk(person, LOOKING_BACK)

        await asyncio.gather(*(play(person, fault) for fault, person in people.items()))
        calm = shared.person()
        await walk(calm, DRILL)
        for person in people.values():
            assert heard(person) == heard(calm)

    async def test_updates_that_come_twice_count_once(self, shared: World) -> None:
        anna, ben = shared.person(), shared.person()
        await walk(anna, DRILL)
        async with shared.updates_again(last=5):
            await walk(ben, DRILL)
        assert [one.text for one in ben.received] == [one.text for one in anna.received]

    async def test_somebody_who_has_blocked_the_bot_is_let_go(self, shared: World) -> None:
        anna, ben = shared.person(), shared.person()
        blocked = faults.refuse(403, "Forbidden: bot was blocked by the user")
        with shared.api.broken("sendMessage", blocked, chat=anna.chat):
            await anna.says("/start")
            await walk(ben, DRILL)
        await anna.says("/help")
        await anna.hears(ko("How it works"))


async def test_a_group_is_told_to_come_in_private(shared: World) -> None:
    room = updates.group(-1001)
    await shared.api.bring(message=updates.text(room, updates.user(5), "/drill@scamdrill_test_bot"))
    inbox = shared.api.inbox(-1001)
    assert await inbox.pulse.until(lambda: bool(inbox.messages), 15)
    assert ko("I only talk in private. Open my profile and press Start.") in inbox.messages[0].text


async def test_two_people_at_once_are_never_mixed_up(shared: World) -> None:
    anna, ben = shared.person(), shared.person()
    for step in DRILL:
        await step.take(anna)
        await step.take(ben)
    assert [one.text for one in anna.received] == [one.text for one in ben.received]


async def test_neither_log_nor_store_shows_who_said_what(shared: World) -> None:
    anna = shared.person()
    await walk(anna, DRILL)
    kept = b"".join(file.read_bytes() for file in shared.bot.folder.glob("store.db*"))
    log = shared.bot.log.read_bytes()
    for secret in (SAVINGS, WHO, TOGETHER, str(anna.chat), TOKEN):
        assert secret.encode() not in kept
        assert secret.encode() not in log


async def test_an_answer_that_is_cut_short_is_not_shown_in_the_log(shared: World) -> None:
    anna = shared.person()
    await walk(anna, INTO_THE_CALL)
    shared.api.break_next("getUpdates", faults.cut_short, times=2)
    shared.api.break_next("sendMessage", faults.cut_short, chat=anna.chat)
    await walk(anna, THE_CALL)
    assert WHO not in shared.bot.words_of_log
    assert "Traceback" not in shared.bot.words_of_log
