"""Saved replies reach the person: in order, again after a fault, once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.adapters.memory import FakeClock, MemoryStore
from bot.conversation.delivery import FIRST_WAIT, LONGEST_WAIT, Delivery
from bot.errors import ChannelFailed, StoreFailed, Unreachable
from bot.ports import Address, Reply, Step, Unsent
from tests.conversation.stage import HER, HIM, Recorder, Stage
from tests.ports.test_store import AT


async def waiting(store: MemoryStore, who: Address, *texts: str) -> None:
    """Replies for this person, saved and not sent."""
    trainee = await store.trainee(who)
    step = Step(f"{who.id}:{texts}", AT, trainee, replies=tuple(Reply(text) for text in texts))
    await store.save(who, step)


class Post:
    """A delivery with a store and a channel of its own, and the naps it took."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.channel = Recorder()
        self.naps: list[float] = []
        self.clock = FakeClock(AT)
        self.delivery = Delivery(self.store, self.channel, self.clock, self._nap)

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        await asyncio.sleep(0)

    @property
    def delivered(self) -> list[str]:
        return [reply.html for _, reply in self.channel.sent]


@pytest.fixture
def post() -> Post:
    return Post()


async def test_replies_arrive_in_the_order_in_which_they_were_said(post: Post) -> None:
    await waiting(post.store, HER, "one", "two")
    post.delivery.wake(HER)
    await waiting(post.store, HER, "three")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.delivered == ["one", "two", "three"]
    assert not await post.store.waiting()


async def test_a_reply_that_failed_is_tried_again_before_the_next(post: Post) -> None:
    post.channel.faults.extend([ChannelFailed("away"), ChannelFailed("still away")])
    await waiting(post.store, HER, "one", "two")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.delivered == ["one", "two"]


async def test_between_tries_it_waits_ever_longer_up_to_a_minute(post: Post) -> None:
    post.channel.faults.extend([ChannelFailed("away")] * 10)
    await waiting(post.store, HER, "one")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.naps[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert post.naps[-1] == LONGEST_WAIT


async def test_it_waits_as_long_as_the_channel_asks(post: Post) -> None:
    post.channel.faults.append(ChannelFailed("too many", retry_after=17))
    await waiting(post.store, HER, "one")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.naps == [17]


async def test_whoever_cannot_be_reached_any_more_is_not_written_to_again(post: Post) -> None:
    post.channel.faults.append(Unreachable("blocked"))
    await waiting(post.store, HER, "one")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.delivered == []
    assert not await post.store.waiting()
    assert post.naps == []


async def test_one_persons_fault_does_not_keep_another_waiting(post: Post) -> None:
    gate = asyncio.Event()

    async def stuck(seconds: float) -> None:
        await gate.wait()

    delivery = Delivery(post.store, post.channel, post.clock, stuck)
    post.channel.faults.append(ChannelFailed("away"))
    await waiting(post.store, HER, "hers")
    delivery.wake(HER)
    await asyncio.sleep(0)
    await waiting(post.store, HIM, "his")
    delivery.wake(HIM)
    await delivery.idle_for(HIM)
    assert post.delivered == ["his"]
    gate.set()
    await delivery.idle()
    assert post.delivered == ["his", "hers"]


async def test_a_reply_that_cannot_be_read_any_more_does_not_hold_up_the_next(post: Post) -> None:
    class Damaged(MemoryStore):
        async def unsent(self, address: Address) -> Sequence[Unsent]:
            first, second = await super().unsent(address)
            return [Unsent(first.id, None), second]

    post.store = Damaged()
    post.delivery = Delivery(post.store, post.channel, post.clock, post._nap)
    await waiting(post.store, HER, "one", "two")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.delivered == ["two"]
    assert not await post.store.waiting()


async def test_after_a_crash_what_was_not_sent_is_sent(post: Post) -> None:
    await waiting(post.store, HER, "hers")
    await waiting(post.store, HIM, "his")
    await post.delivery.resume()
    await post.delivery.idle()
    assert sorted(post.delivered) == ["hers", "his"]


async def test_what_was_sent_is_not_sent_again(post: Post) -> None:
    await waiting(post.store, HER, "one")
    for _ in range(3):
        await post.delivery.resume()
        await post.delivery.idle()
    assert post.delivered == ["one"]


async def test_stopping_leaves_the_rest_for_the_next_start(post: Post) -> None:
    async def for_ever(seconds: float) -> None:
        await asyncio.Event().wait()

    delivery = Delivery(post.store, post.channel, post.clock, for_ever)
    post.channel.faults.append(ChannelFailed("away"))
    await waiting(post.store, HER, "one", "two")
    delivery.wake(HER)
    await asyncio.sleep(0)
    await delivery.stop()
    assert post.delivered == []
    await post.delivery.resume()
    await post.delivery.idle()
    assert post.delivered == ["one", "two"]


async def test_where_the_store_fails_for_a_while_every_reply_is_still_sent_once(
    post: Post,
) -> None:
    class FullForAWhile(MemoryStore):
        failures = 3

        async def mark_sent(self, reply: int, now: datetime) -> None:
            if self.failures:
                self.failures -= 1
                raise StoreFailed("The disk is full.")
            await super().mark_sent(reply, now)

    post.store = FullForAWhile()
    post.delivery = Delivery(post.store, post.channel, post.clock, post._nap)
    await waiting(post.store, HER, "one", "two")
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert post.delivered == ["one", "two"]
    assert post.naps == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert await post.store.waiting() == []


async def test_after_stopping_nobody_is_woken(post: Post) -> None:
    await waiting(post.store, HER, "one")
    post.delivery.wake(HER)
    await post.delivery.stop()
    post.delivery.wake(HER)
    await post.delivery.idle()
    assert await post.store.waiting() == [HER]


async def test_a_reply_that_is_kept_nowhere_comes_after_the_others_or_not_at_all(
    post: Post,
) -> None:
    await waiting(post.store, HER, "one")
    await post.delivery.send_unkept(HER, Reply("unkept"))
    assert post.delivered == ["unkept"]
    post.channel.faults.append(ChannelFailed("away"))
    await post.delivery.send_unkept(HER, Reply("lost"))
    assert post.delivered == ["unkept"]


async def test_forgetting_does_not_wait_for_a_channel_that_is_away() -> None:
    stage = Stage()
    asleep = asyncio.Event()

    async def for_ever(seconds: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    stage.delivery = Delivery(stage.store, stage.channel, stage.clock, for_ever)
    stage.conversation._delivery = stage.delivery
    stage.channel.faults.append(ChannelFailed("away"))
    await waiting(stage.store, HER, "one", "two")  # type: ignore[arg-type]
    stage.delivery.wake(HER)
    await asleep.wait()
    await stage.tap("forget:yes")
    assert [reply.html for _, reply in stage.channel.sent] == [
        "Done. Everything that was kept about you is erased."
    ]


async def test_a_reply_is_saved_before_it_is_sent() -> None:
    stage = Stage()
    saved: list[bool] = []

    def look(reply: Reply) -> None:
        assert isinstance(stage.store, MemoryStore)
        kept = [unsent.reply for _, unsent, _ in stage.store._outbox.values()]
        saved.append(reply in kept)

    stage.channel.before = look
    await stage.take()
    await stage.say("I have money at home.")
    assert saved
    assert all(saved)


async def test_where_a_step_cannot_be_saved_nothing_is_sent() -> None:
    class Full(MemoryStore):
        async def save(self, address: Address, step: Step) -> bool:
            raise StoreFailed("The disk is full.")

    stage = Stage(store=Full())
    with pytest.raises(StoreFailed):
        await stage.command("start")
    await stage.delivery.idle()
    assert stage.channel.sent == []
