"""`make load`: many people drill at once over a Bot API on loopback; a report, not a test.

With Telegram's limit and the real NLU, as in service; and without the limit, with an NLU that
knows every reply by heart, to see what the bot itself can do. People answer a second or two after
they have read. Everybody takes one whole drill, from /start to the scorecard.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

import psutil

from bot.adapters.telegram import TelegramService, polling
from bot.config import ROOT
from bot.ports import Message
from tests.bot_api import TOKEN, BotApi, Phone
from tests.chaos.moody_nlu import MoodyNlu
from tests.end_to_end.program import BotProgram
from tests.figures import block, percentile, table, write

LIMIT: Final = 30
"""Messages a second that Telegram lets a bot send."""

FIRST_CHAT: Final = 72_000_000
PATIENCE: Final = 600.0
READY_SECONDS: Final = 180.0
SCENARIO: Final = "state-security-call"
WORDS: Final = (
    "어느 보위부 지도원 동지십니까",
    "인민반장하고 같이 가겠습니다",
    "내일 찾아뵙겠습니다",
)
ACTS: Final = ("asks_identity", "tells_trusted_person", "delays")
MOST_REPLIES: Final = 20

SLOW_SECONDS: Final = 2.0
"""As long as the bot waits for an NLU that does not answer."""


class Person:
    """Takes one drill and measures how long each answer takes."""

    def __init__(self, api: BotApi, chat: int) -> None:
        self.waits: list[float] = []
        self._api = api
        self._phone = Phone(api, chat)
        self._chance = Random(chat)

    async def drill(self) -> None:
        await asyncio.sleep(self._chance.uniform(0, 2))
        await self._asks(lambda: self._phone.says("/start"))
        for data in ("consent:yes", "setting:north", f"about:{SCENARIO}"):
            await self._presses(data)
        await self._presses(f"take:called:{SCENARIO}")
        for number in range(MOST_REPLIES):
            if not self._in_the_call:
                break
            words = f"{WORDS[number % len(WORDS)]}, {number}"
            await self._asks(partial(self._phone.says, words))
        for data in ("feel:fine", "score"):
            await self._presses(data)

    @property
    def _in_the_call(self) -> bool:
        buttons = [data for row in self._phone.newest.buttons for _, data in row]
        return any(data.startswith("act:") for data in buttons)

    async def _presses(self, data: str) -> None:
        await self._asks(lambda: self._phone.presses(data, self._phone.newest.id))

    async def _asks(self, deed: Callable[[], Awaitable[int]]) -> None:
        await asyncio.sleep(self._chance.uniform(1, 2))
        inbox = self._api.inbox(self._phone.chat)
        before = len(inbox.messages)
        began = time.perf_counter()
        await deed()
        if not await inbox.pulse.until(lambda: len(inbox.messages) > before, PATIENCE):
            raise AssertionError("somebody was never answered")
        self.waits.append(time.perf_counter() - began)


@dataclass(slots=True)
class Load:
    """What one crowd did to the machine."""

    people: int
    limited: bool
    seconds: float
    waits: list[float] = field(default_factory=list)
    sent: int = 0
    cpu: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time: bot, NLU, and the people themselves."""
    memory: dict[str, float] = field(default_factory=dict)
    """Megabytes at the end."""

    @property
    def row(self) -> tuple[str, ...]:
        rate = self.sent / self.seconds
        return (
            str(self.people),
            "30/s, real NLU" if self.limited else "none, NLU by heart",
            f"{len(self.waits) / self.seconds:.1f}",
            *(f"{percentile(self.waits, cut):.2f} s" for cut in (50, 95, 99)),
            f"{rate:.1f}",
            f"{rate / LIMIT:.0%}",
            *(self._cpu(one) for one in ("bot", "NLU", "people")),
            *(self._megabytes(one) for one in ("bot", "NLU")),
        )

    def _cpu(self, name: str) -> str:
        return f"{self.cpu[name] / self.seconds:.0%}" if name in self.cpu else "–"

    def _megabytes(self, name: str) -> str:
        return f"{self.memory[name]:.0f} MB" if name in self.memory else "–"


HEAD: Final = (
    *("people", "limit", "turns/s", "answer p50", "p95", "p99", "messages/s", "of Telegram's 30"),
    *("CPU bot", "CPU NLU", "CPU people", "memory bot", "memory NLU"),
)


async def crowd(folder: Path, people: int, limited: bool) -> Load:
    """So many people drill at once."""
    knows: dict[str, tuple[str, ...]] = {
        words: (act,) for words, act in zip(WORDS, ACTS, strict=True)
    }
    async with BotApi() as api, MoodyNlu(knows) as nlu:
        bot = BotProgram(folder, api, nlu.url)
        bot.settings["scenarios"] = str(ROOT / "scenarios")
        bot.settings["telegram"]["messages_per_second"] = LIMIT if limited else 0
        bot.settings["nlu"] = {"urls": [] if limited else [nlu.url]}
        await bot.start()
        try:
            if limited:
                await _wait_for_model(bot.pid)
            return await _measured(api, bot, [Person(api, FIRST_CHAT + n) for n in range(people)])
        finally:
            await bot.ask_to_end()


async def _measured(api: BotApi, bot: BotProgram, people: list[Person]) -> Load:
    limited = bot.settings["telegram"]["messages_per_second"] > 0
    processes = {"bot": psutil.Process(bot.pid), "people": psutil.Process()}
    if children := processes["bot"].children():
        processes["NLU"] = children[0]
    before = {name: _cpu_seconds(process) for name, process in processes.items()}
    began = time.perf_counter()
    await asyncio.gather(*(one.drill() for one in people))
    load = Load(len(people), limited, time.perf_counter() - began)
    load.waits = [wait for one in people for wait in one.waits]
    load.sent = len(api.sent)
    load.cpu = {name: _cpu_seconds(one) - before[name] for name, one in processes.items()}
    load.memory = {name: one.memory_info().rss / 1e6 for name, one in processes.items()}
    return load


async def _wait_for_model(bot: int) -> None:
    """Until the NLU's processor time stands still: its model is loaded then."""
    (nlu,) = psutil.Process(bot).children()
    spent, deadline = -1.0, time.monotonic() + READY_SECONDS
    await asyncio.sleep(5)
    while _cpu_seconds(nlu) - spent > 0.1 and time.monotonic() < deadline:
        spent = _cpu_seconds(nlu)
        await asyncio.sleep(2)


def _cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


async def beside_a_slow_reply(glance: float) -> list[float]:
    """How long others wait until they are heard while one person's replies are read slowly."""
    heard: list[float] = []
    said: dict[str, float] = {}
    slow = FIRST_CHAT

    async def handle(message: Message) -> None:
        if message.sender.id == str(slow):
            await asyncio.sleep(SLOW_SECONDS)
        elif message.key in said:
            heard.append(time.perf_counter() - said[message.key])

    async def talk(api: BotApi, chat: int) -> None:
        chance = Random(chat)
        for _ in range(15):
            await asyncio.sleep(chance.uniform(1, 3) + SLOW_SECONDS * (chat == slow))
            before = time.perf_counter()
            said[f"telegram:{await Phone(api, chat).says('네')}"] = before

    async with BotApi() as api:
        service = TelegramService(TOKEN, api.url, pace=0)
        await service.start(handle)
        with patch.multiple(polling, FIRST_GLANCE=glance, LONGEST_GLANCE=max(glance, 0.5)):
            taking = asyncio.create_task(service.poll())
            await asyncio.gather(*(talk(api, slow + number) for number in range(40)))
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)
        await service.stop()
    return heard


async def gain() -> str:
    """The same forty people, with and without looking for new updates meanwhile."""
    rows = []
    for name, glance in (("waits until it is read", 3600.0), ("goes on asking Telegram", 0.1)):
        heard = await beside_a_slow_reply(glance)
        cuts = (f"{percentile(heard, cut) * 1000:.0f} ms" for cut in (50, 95, 99))
        rows.append((name, *cuts))
    return table(
        ("while one reply takes 2 s, the bot", "others are heard after", "p95", "p99"), rows
    )


async def main() -> None:
    asked = argparse.ArgumentParser(prog="make load", description=__doc__)
    asked.add_argument("--people", type=int, nargs="+", default=[40, 200, 1000])
    asked.add_argument("--write", action="store_true", help="into docs/reliability.md")
    options = asked.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    rows: list[Any] = []
    for limited in (True, False):
        for people in options.people:
            with tempfile.TemporaryDirectory() as folder:
                load = await crowd(Path(folder), people, limited)
            rows.append(load.row)
            sys.stdout.write(f"{' | '.join(load.row)}\n")
            sys.stdout.flush()
    turned = list(zip(HEAD, *rows, strict=True))
    text = f"{table(turned[0], turned[1:])}\n\n{await gain()}"
    sys.stdout.write(f"\n{text}\n")
    if options.write:
        write("load", block(text))


if __name__ == "__main__":
    asyncio.run(main())
