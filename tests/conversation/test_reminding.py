"""Reminders: due calls only, by day, once a week at most, and off with one button."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.memory import FakeClock
from bot.conversation import Conversation, reminding
from bot.core.scenario import Scenario
from bot.ports import Address, Step, Tap
from tests.building import genuine, small
from tests.conversation.stage import HER, HIM, MINUTE, Stage
from tests.core.learning.making import form

HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOON = datetime(2026, 3, 2, 3, tzinfo=UTC)
"""Noon in Seoul."""


def stage(*scenarios: Scenario, language: str = "en") -> Stage:
    made = Stage(*scenarios, language=language)
    made.clock = FakeClock(NOON)
    made.tools = replace(made.tools, clock=made.clock)
    made.conversation = Conversation(made.tools, made.delivery)
    return made


async def practised(language: str = "en") -> Stage:
    """Somebody who has just lost a drill."""
    twin = replace(genuine(), id="a-twin", pair="a-call", setting="south")
    here = stage(replace(small(), pair="a-twin"), twin, language=language)
    await here.take()
    texts = {
        "en": ("I have money at home.", "I will pay."),
        "ko": ("집에 돈이 있습니다", "돈을 드리겠습니다"),
    }
    for text in texts[language]:
        await here.say(text)
    await here.tap("stop")
    return here


async def quiz(here: Stage, setting: str = "south") -> None:
    """Open a quiz of calls of this setting."""
    made = (form("form-a", 1, "a"), form("form-b", 1, "b"))
    forms = [
        replace(one, items=tuple(replace(item, setting=setting) for item in one.items))
        for one in made
    ]
    here.tools = replace(here.tools, forms=forms)
    here.conversation = Conversation(here.tools, here.delivery)
    await here.command("quiz")


async def quizzed(here: Stage, setting: str) -> None:
    """Answer a whole quiz of calls of this setting."""
    await quiz(here, setting)
    while "That was the last one" not in here.text:
        await here.tap(here.answer[-1].buttons[0][0].data)


async def look(here: Stage) -> int:
    here._before = len(here.channel.sent)
    found = await reminding.look(here.store, here.conversation, here.clock)
    await here.delivery.idle()
    return found


class TestWhen:
    async def test_nothing_comes_before_a_call_is_due(self) -> None:
        here = await practised()
        here.clock.pass_(20 * HOUR)
        assert await look(here) == 0

    async def test_one_message_comes_when_it_is_due(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        assert await look(here) == 1
        assert len(here.answer) == 1
        assert "Here is a call worth practising" in here.text

    async def test_it_comes_once_in_a_week_however_much_is_due(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        found = []
        for _ in range(15):
            found.append(await look(here))
            here.clock.pass_(DAY)
        assert found == [1, *[0] * 7, 1, *[0] * 6]

    @pytest.mark.parametrize(("hour", "expected"), [(8, 0), (9, 1), (19, 1), (20, 0), (3, 0)])
    async def test_it_comes_by_day_in_korea(self, hour: int, expected: int) -> None:
        here = await practised()
        here.clock.pass_(2 * DAY + (hour - 12) * HOUR)
        assert await look(here) == expected

    def test_midnight_in_london_is_morning_in_seoul(self) -> None:
        assert reminding.by_day(datetime(2026, 3, 2, 0, tzinfo=UTC))
        assert not reminding.by_day(datetime(2026, 3, 2, 12, tzinfo=UTC))

    async def test_nobody_is_disturbed_in_a_call(self) -> None:
        here = await practised()
        await here.tap("take:called:a-call")
        here.clock.pass_(DAY)
        assert await look(here) == 0

    async def test_nobody_is_disturbed_right_after_another_call(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        here.tools.library.books["other"] = small("north", id="other", digest="d2")  # type: ignore[attr-defined]
        await here.tap("take:called:other")
        for text in ("I have money at home.", "I will pay."):
            await here.say(text)
        assert await look(here) == 0
        here.clock.pass_(2 * HOUR)
        assert await look(here) == 1

    async def test_nobody_is_disturbed_in_a_quiz(self) -> None:
        here = await practised()
        await quiz(here)
        here.clock.pass_(DAY)
        assert await look(here) == 0
        await here.tap("stop")
        assert await look(here) == 1

    async def test_a_debrief_that_was_left_open_is_open_still(self) -> None:
        here = stage()
        await here.finish()
        here.clock.pass_(2 * DAY)
        assert await look(here) == 1
        await here.tap("feel:fine")
        assert here.button("Scorecard and help")

    async def test_who_never_practised_is_left_alone(self) -> None:
        here = await practised()
        await here.agree(HIM)
        here.clock.pass_(DAY)
        assert await look(here) == 1
        assert here.channel.sent[-1][0] == HER

    async def test_trouble_with_one_person_keeps_nobody_else_waiting(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        remind = here.conversation.remind

        async def stumble(sender: Address) -> bool:
            if sender == HIM:
                raise ValueError("내 돈은 장롱에 있소")
            return await remind(sender)

        async def both(before: datetime) -> list[Address]:
            return [HIM, HER]

        monkeypatch.setattr(here.conversation, "remind", stumble)
        monkeypatch.setattr(here.store, "to_remind", both)
        assert await look(here) == 1
        assert "ValueError" in caplog.text
        assert "장롱" not in caplog.text

    async def test_what_is_sent_is_saved_first(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        await look(here)
        assert (await here.store.trainee(HER)).reminded == here.clock.now()


class TestWhat:
    async def test_it_leads_to_a_call_that_was_not_met(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        await look(here)
        assert here.button("Look at the call").data == "about:a-twin"
        await here.press("Look at the call")
        assert here.button("Take it myself")

    @pytest.mark.parametrize(("days", "said"), [(1, False), (13, False), (14, True)])
    async def test_it_speaks_of_a_while_only_after_one(self, days: int, said: bool) -> None:
        here = await practised()
        here.clock.pass_(days * DAY)
        await look(here)
        assert ("It has been a while" in here.text) is said

    async def test_it_speaks_of_no_while_where_only_a_quiz_met_the_family(self) -> None:
        here = await practised()
        await quizzed(here, "north")
        here.tools.library.books = {"other": small("north", id="other")}  # type: ignore[attr-defined]
        here.clock.pass_(30 * DAY)
        assert await look(here) == 1
        assert "It has been a while" not in here.text

    async def test_it_does_not_tell_whether_the_call_is_a_scam(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        await look(here)
        assert "scam" not in here.text.lower()
        assert "genuine" not in here.text.lower()

    async def test_it_speaks_korean(self) -> None:
        here = await practised("ko")
        here.clock.pass_(DAY)
        await look(here)
        assert "연습해 두면 좋은 전화" in here.text
        assert "알림 그만 받기" in here.labels()


class TestTheSwitch:
    async def test_one_button_under_it_turns_them_off(self) -> None:
        here = await practised()
        here.clock.pass_(DAY)
        await look(here)
        await here.press("No more reminders")
        assert "Reminders are off." in here.text
        here.clock.pass_(30 * DAY)
        assert await look(here) == 0

    async def test_they_can_be_turned_on_again(self) -> None:
        here = await practised()
        await here.command("reminders")
        assert "at most one a week" in here.text
        await here.press("Turn reminders off")
        await here.press("Turn reminders on")
        assert (await here.store.trainee(HER)).reminders
        here.clock.pass_(DAY)
        assert await look(here) == 1

    async def test_it_works_during_a_call_without_disturbing_it(self) -> None:
        here = await practised()
        await here.tap("take:called:a-call")
        await here.tap("reminders:off")
        assert not (await here.store.trainee(HER)).reminders
        assert await here.keep_silent(45) == 1

    async def test_nobody_is_asked_before_they_agreed(self) -> None:
        here = stage()
        await here.command("reminders")
        assert here.button("Yes, I agree")
        await here.do(Tap("reminders:off"))
        assert here.button("Yes, I agree")


async def test_two_looks_at_once_send_one_message() -> None:
    here = await practised()
    here.clock.pass_(DAY)
    addresses = await here.store.to_remind(here.clock.now() - timedelta(days=7))
    assert addresses == [HER]
    assert await here.conversation.remind(HER)
    assert not await here.conversation.remind(HER)


async def test_nothing_that_is_left_of_a_reminder_names_the_person_once_they_are_forgotten() -> (
    None
):
    here = await practised()
    here.clock.pass_(DAY)
    keys: list[str] = []
    save = here.store.save

    async def noting(address: Address, step: Step) -> bool:
        keys.append(step.key)
        return await save(address, step)

    here.store.save = noting  # type: ignore[method-assign]
    assert await here.conversation.remind(HER)
    (key,) = keys
    assert (await here.store.trainee(HER)).id not in key
    assert HER.id not in key
