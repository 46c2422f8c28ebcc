"""Telegram's limits are kept, measured in the loop's own time."""

import asyncio
import heapq
from typing import Any

import pytest

from bot.adapters.telegram.limits import CHAT_BURST, MANY, TelegramLimits


class Hurry(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next timer, so that minutes pass at once."""

    def __init__(self) -> None:
        super().__init__()
        self._jumped = 0.0

    def time(self) -> float:
        self._jumped += 1e-7  # as any clock does, it goes on a little while one looks
        return self._jumped

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._jumped = max(self._jumped, heapq.nsmallest(1, self._scheduled)[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def sent(limits: TelegramLimits, *calls: tuple[str, int]) -> list[tuple[float, int]]:
    """When each of these calls, all asked for at once, goes out."""
    gone: list[tuple[float, int]] = []

    async def call(endpoint: str, chat: int) -> None:
        async def send() -> bool:
            gone.append((asyncio.get_running_loop().time(), chat))
            return True

        await limits.process_request(send, (), {}, endpoint, {"chat_id": str(chat)}, None)

    async def everything() -> None:
        await asyncio.gather(*(call(*one) for one in calls))

    with asyncio.Runner(loop_factory=Hurry) as runner:
        runner.run(everything())
    return gone


def most_within(seconds: float, times: list[float]) -> int:
    """The most of these moments that lie in any stretch of this length."""
    return max(sum(start <= at < start + seconds - 0.01 for at in times) for start in times)


def test_at_most_thirty_messages_go_out_in_any_second() -> None:
    gone = sent(TelegramLimits(30), *(("sendMessage", chat) for chat in range(1, 201)))
    times = [at for at, _ in gone]
    assert 27 <= most_within(1.0, times) <= 30
    assert max(times) == pytest.approx(197 / 27, abs=0.1)


def test_a_chat_gets_one_a_second_after_the_first_few() -> None:
    gone = sent(TelegramLimits(30), *[("sendMessage", 7)] * 13)
    times = [at for at, _ in gone]
    assert most_within(1.0, times) <= CHAT_BURST + 1
    assert max(times) >= 13 - CHAT_BURST - 0.1


def test_a_busy_chat_holds_back_no_other() -> None:
    gone = sent(TelegramLimits(30), *[("sendMessage", 7)] * 20, ("sendMessage", 8))
    assert next(at for at, chat in gone if chat == 8) < 1


def test_a_group_gets_twenty_a_minute() -> None:
    gone = sent(TelegramLimits(30), *[("sendMessage", -7)] * 50)
    assert most_within(60.0, [at for at, _ in gone]) == 20


def test_typing_counts_over_all_but_not_in_the_chat() -> None:
    gone = sent(TelegramLimits(30), *[("sendChatAction", 7)] * 60)
    times = [at for at, _ in gone]
    assert most_within(1.0, times) <= 30
    assert max(times) < 2.5


def test_zero_is_no_limit() -> None:
    gone = sent(TelegramLimits(0), *[("sendMessage", 7)] * 100, *[("sendMessage", -7)] * 100)
    assert len(gone) == 200
    assert max(at for at, _ in gone) < 0.1


def test_quiet_chats_are_forgotten() -> None:
    limits = TelegramLimits(30)

    async def one_after_the_other() -> None:
        for chat in range(1, 5 * MANY):
            await limits._chat(chat).acquire()
            await asyncio.sleep(1)

    with asyncio.Runner(loop_factory=Hurry) as runner:
        runner.run(one_after_the_other())
    assert len(limits._chats) <= MANY + 1


async def test_a_call_to_no_chat_is_not_held_up() -> None:
    async def answer() -> dict[str, Any]:
        return {}

    limits = TelegramLimits(0.001)
    async with asyncio.timeout(5):
        for _ in range(10):
            await limits.process_request(answer, (), {}, "getUpdates", {}, None)
