"""Whoever writes more than anybody can read is asked to slow down, kindly and once."""

import pytest

from bot.conversation import Delivery
from bot.conversation.conversation import Conversation
from bot.conversation.flood import BACKLOG, BURST, CALM, MANY, Flood
from bot.core.events import Replied
from bot.core.session import Phase
from bot.ports import Address, Command, Content, Tap, Words
from tests.conversation.stage import HER, HIM, Stage

SLOW_DOWN = "That was a lot at once."
COME_LATER = "Very many people are writing to me now."
RATE = 30


class Flooded(Stage):
    """A stage whose conversation counts messages."""

    def __init__(self, per_second: float = RATE) -> None:
        super().__init__()
        self.delivery = Delivery(self.store, self.channel, self.clock, self._nap)
        self.conversation = Conversation(self.tools, self.delivery, Flood(per_second))

    async def in_a_call(self) -> None:
        """Take the call, and breathe."""
        await self.take()
        self.clock.pass_(BURST)

    async def pour(self, times: int, text: str = "Who are you?") -> None:
        """The same words many times, as fast as they come."""
        for _ in range(times):
            await self.say(text)


class TestOnePerson:
    async def test_twenty_at_once_are_heard(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(int(BURST))
        assert SLOW_DOWN not in stage.channel.text

    async def test_one_more_is_told_once_to_slow_down(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(int(BURST) + 30)
        assert stage.channel.text.count(SLOW_DOWN) == 1

    async def test_what_is_not_heard_is_not_scored(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(100)
        replied = [one for one in await stage.events() if isinstance(one, Replied)]
        assert len(replied) == BURST

    async def test_one_message_a_second_may_go_on_for_ever(self) -> None:
        stage = Flooded()
        await stage.agree()
        for _ in range(200):
            stage.clock.pass_(1)
            await stage.command("help")
        assert SLOW_DOWN not in stage.channel.text

    async def test_after_a_calm_moment_everything_goes_on(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(60)
        stage.clock.pass_(CALM)
        await stage.say("I will ring your office.")
        assert (await stage.session()).phase is Phase.FEELING

    async def test_without_a_calm_moment_it_does_not(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(60)
        for _ in range(10):
            stage.clock.pass_(CALM - 1)
            await stage.say("I will ring your office.")
        assert (await stage.session()).phase is Phase.CALLING

    @pytest.mark.parametrize(
        "way_out", [Command("stop"), Words("Stop!"), Words("그만"), Tap("stop")]
    )
    async def test_the_way_out_is_always_open(self, way_out: Content) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(100)
        await stage.do(way_out)
        assert (await stage.session()).phase is Phase.CLOSED

    async def test_but_where_nothing_runs_it_is_a_message_like_any_other(self) -> None:
        stage = Flooded()
        for _ in range(100):
            await stage.command("stop")
        assert len(stage.channel.sent) == BURST + 1

    async def test_a_call_gets_its_full_time_again(self) -> None:
        """Who was asked to pause must not be nudged for pausing."""
        stage = Flooded()
        await stage.in_a_call()
        await stage.pour(int(BURST))
        stage.clock.pass_(0.9)
        before = len(await stage.events())
        await stage.pour(1)
        assert SLOW_DOWN in stage.text
        assert await stage.keep_silent(5) == 0
        assert len(await stage.events()) == before

    async def test_nobody_else_is_touched(self) -> None:
        stage = Flooded()
        await stage.agree(HIM)
        await stage.in_a_call()
        await stage.pour(100)
        await stage.command("help", HIM)
        assert "/drill" in stage.text

    async def test_the_kind_word_is_in_their_language(self) -> None:
        stage = Flooded()
        stage.language = "ko"
        await stage.pour(30)
        assert "한꺼번에 너무 많은 말이 왔습니다." in stage.channel.text

    async def test_a_message_that_comes_twice_counts_once(self) -> None:
        stage = Flooded()
        for _ in range(100):
            await stage.do(Command("help"), key="the same")
        await stage.command("help")
        assert SLOW_DOWN not in stage.channel.text


class TestEverybody:
    FULL = int(RATE * BACKLOG)

    async def crowd(self, stage: Flooded, people: int, first: int = 0) -> None:
        for number in range(first, first + people):
            await stage.do(Command("start"), Address("telegram", f"crowd-{number}"))

    async def test_more_than_can_be_answered_in_a_minute_are_asked_to_come_later(self) -> None:
        stage = Flooded()
        await self.crowd(stage, self.FULL)
        assert COME_LATER not in stage.channel.text
        await self.crowd(stage, 1, first=self.FULL)
        assert COME_LATER in stage.text

    async def test_who_is_in_a_drill_goes_on(self) -> None:
        stage = Flooded()
        await stage.in_a_call()
        await self.crowd(stage, self.FULL + 1)
        await stage.say("I will ring your office.")
        assert (await stage.session()).phase is Phase.FEELING

    async def test_later_there_is_room_again(self) -> None:
        stage = Flooded()
        await self.crowd(stage, self.FULL + 1)
        stage.clock.pass_(BACKLOG)
        await stage.agree()
        assert COME_LATER not in stage.text

    async def test_who_could_not_even_be_told_is_not(self) -> None:
        flood = Flood(1)
        now = Stage().clock.now()
        verdicts = [flood.from_all(Address("x", str(n)), now).value for n in range(200)]
        assert verdicts == ["hear"] * 60 + ["come_later"] * 60 + ["ignore"] * 80

    async def test_without_a_rate_only_each_person_is_counted(self) -> None:
        stage = Flooded(per_second=0)
        await self.crowd(stage, self.FULL + 1)
        assert COME_LATER not in stage.channel.text

    def test_calm_people_are_forgotten(self) -> None:
        flood, clock = Flood(RATE), Stage().clock
        for number in range(10 * MANY):
            clock.pass_(0.1)
            flood.from_one(Address("x", str(number)), clock.now())
        assert len(flood._people) <= MANY + 1


async def test_silence_is_no_flood() -> None:
    stage = Flooded()
    await stage.in_a_call()
    await stage.pour(30)
    assert await stage.keep_silent(600) == 1


async def test_without_a_flood_there_is_no_limit() -> None:
    stage = Stage()
    for _ in range(100):
        await stage.command("help", HER)
    assert SLOW_DOWN not in stage.channel.text
