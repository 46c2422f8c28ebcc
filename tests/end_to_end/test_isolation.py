"""Two phones of one person, groups, edits, attachments: nobody touches the drill of another."""

import asyncio

import pytest

from bot.config import ROOT
from tests.bot_api import Phone, updates
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import (
    DRILL,
    INTO_THE_CALL,
    LOOKING_BACK,
    SAVINGS,
    THE_CALL,
    WHO,
    heard,
    ko,
    walk,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

TAKE = ko("Take it myself")


def second(shared: World, phone: Phone) -> Phone:
    """Another device on which the same person has Telegram: the same chat, read from now on."""
    other = Phone(shared.api, phone.chat)
    other.read = len(phone.received)
    return other


class TestTwoDevices:
    async def test_a_drill_goes_on_from_one_to_the_other(self, shared: World) -> None:
        anna, calm = shared.person(), shared.person()
        tablet = second(shared, anna)
        for step in DRILL:
            await step.take(anna)
            anna, tablet = tablet, anna
            anna.read = tablet.read
        await walk(calm, DRILL)
        assert heard(anna) == heard(calm)

    async def test_a_call_taken_on_both_is_one_call(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL[:-1])
        tablet = second(shared, anna)
        await asyncio.gather(anna.taps(TAKE), tablet.taps(TAKE))
        await anna.hears(ko("The call is still on."))
        await walk(anna, THE_CALL)

    async def test_two_answers_at_once_are_both_heard_in_the_order_they_came(
        self, shared: World
    ) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        tablet = second(shared, anna)
        await anna.says(WHO)
        await tablet.says(SAVINGS)
        await anna.hears("집에 돈이 얼마나 있소")
        await anna.hears("500딸라를 마련하오")

    async def test_a_button_pressed_on_both_counts_once(self, shared: World) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        tablet = second(shared, anna)
        check = anna.newest.data(ko("🔎 Check elsewhere"))
        assert check is not None
        await asyncio.gather(anna.presses(check), tablet.presses(check))
        await anna.hears("집에 돈이 얼마나 있소")
        await anna.hears(ko("That button belonged to an earlier message. The call goes on."))
        await walk(anna, THE_CALL[1:])


class TestWhatWasSaid:
    async def test_an_edited_reply_counts_as_it_was_first_said(self, shared: World) -> None:
        anna, calm = shared.person(), shared.person()
        await walk(calm, DRILL)
        await walk(anna, [*INTO_THE_CALL, *THE_CALL[:2]])
        where, who = updates.private(anna.chat), updates.user(anna.chat)
        await shared.api.bring(edited_message=updates.text(where, who, "/forget"))
        await shared.api.bring(edited_message=updates.text(where, who, "돈을 다 드리겠습니다"))
        await walk(anna, [*THE_CALL[2:], *LOOKING_BACK])
        assert heard(anna) == heard(calm)

    async def test_a_button_under_a_deleted_message_still_counts(self, shared: World) -> None:
        """Telegram tells no bot of deletions; such a message comes without its content."""
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        hang_up = anna.newest.data(ko("📵 Hang up"))
        assert hang_up is not None
        where, who = updates.private(anna.chat), updates.user(anna.chat)
        tap = updates.tap(where, who, hang_up)
        tap["message"] = {"chat": where, "message_id": 5, "date": 0}
        await shared.api.bring(callback_query=tap)
        await anna.hears("당신은 전화를 끊었습니다")

    @pytest.mark.parametrize("what", sorted(updates.ATTACHMENTS))
    async def test_no_kind_of_attachment_is_scored_or_stops_a_call(
        self, shared: World, what: str
    ) -> None:
        anna = shared.person()
        await walk(anna, INTO_THE_CALL)
        asked = len(shared.nlu.asked)
        await anna.sends(what, caption=SAVINGS)
        await anna.hears_something()
        assert len(shared.nlu.asked) == asked
        await walk(anna, THE_CALL)


class TestGroups:
    async def test_a_group_is_told_once_and_led_to_the_private_chat(self, shared: World) -> None:
        anna, room = shared.person(), updates.group(-1002)
        member = updates.user(anna.chat)
        for text in ("/start@scamdrill_test_bot", "/drill@scamdrill_test_bot", "여보세요"):
            await shared.api.bring(message=updates.text(room, member, text))
        await walk(anna, INTO_THE_CALL)
        inbox = shared.api.inbox(-1002)
        assert await inbox.pulse.until(lambda: bool(inbox.messages), 15)
        (told,) = inbox.messages
        assert told.buttons[0][0][1] == "https://t.me/scamdrill_test_bot?start"

    async def test_who_drills_in_private_is_not_disturbed_by_their_group(
        self, shared: World
    ) -> None:
        anna, room = shared.person(), updates.group(-1003)
        member = updates.user(anna.chat)
        await walk(anna, INTO_THE_CALL)
        await shared.api.bring(message=updates.text(room, member, "/stop@scamdrill_test_bot"))
        await shared.api.bring(message=updates.text(room, member, "그만"))
        await shared.api.bring(callback_query=updates.tap(room, member, "stop"))
        await walk(anna, THE_CALL)


async def test_forty_people_at_once_hear_the_same_as_one_alone(shared: World) -> None:
    calm, people = shared.person(), [shared.person() for _ in range(40)]
    await walk(calm, DRILL)
    await asyncio.gather(*(walk(one, DRILL) for one in people))
    for one in people:
        assert heard(one) == heard(calm)


@pytest.mark.asyncio(loop_scope="function")  # as its own world runs in
async def test_the_limits_of_telegram_are_kept_end_to_end(world: World) -> None:
    """With the limits as they are delivered: no chat and no second gets too much."""
    del world.bot.settings["telegram"]["messages_per_second"]
    await world.start()
    people = [world.person() for _ in range(20)]
    await asyncio.gather(*(walk(one, INTO_THE_CALL) for one in people))
    times = sorted(one.at for one in world.api.sent)
    for start in times:
        within = sum(start <= at < start + 1 for at in times)
        assert within <= 30 + 3, "as they arrive; the network may bunch a few together"


def test_the_limit_is_a_setting_that_is_delivered_as_telegrams_own() -> None:
    assert "messages_per_second: 30 " in (ROOT / "config.yaml").read_text(encoding="utf-8")
