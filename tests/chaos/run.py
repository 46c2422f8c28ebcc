"""One round of faults: people drill, the bot is killed, and everybody's drills are examined."""

import asyncio
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

import psutil

from bot.adapters.scenario_files import load_vocabulary
from bot.bootstrap import library_of
from bot.config import ROOT, Config, load_config
from tests.bot_api import BotApi
from tests.chaos.inquest import Findings, Kept, examine
from tests.chaos.moody_nlu import MoodyNlu
from tests.chaos.trainee import Trainee
from tests.chaos.weather import Weather
from tests.end_to_end.program import BotProgram

FIRST_CHAT: Final = 71_000_000

SETTING: Final = "south"
"""The scenarios of one setting: a bot that starts two hundred times should start fast."""

RUNNING: Final = (0.0, 3.0)
"""Seconds between the bot's being up and its end, from and to."""

STARTING: Final = (0.0, 3.0)
"""Seconds from its start to its end where it is killed before it is up."""

IN_THE_START: Final = 0.25
"""How many of the kills do not wait until it is up."""

QUIET: Final = 4.0
"""Seconds without a message after which nothing more is on its way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round does. `own_nlu` has the bot start the real NLU, which is killed with it."""

    name: str
    kills: int
    requests: int
    """How often the bot is asked to end by SIGTERM."""
    nlu_kills: int = 0
    people: int = 40
    mode: str = "polling"
    own_nlu: bool = False
    seed: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of a round."""

    plan: Plan
    findings: Findings = field(default_factory=Findings)
    seconds: float = 0.0
    kills: int = 0
    nlu_kills: int = 0
    endings: list[float] = field(default_factory=list)
    """Seconds that each graceful ending took."""
    recoveries: list[float] = field(default_factory=list)
    """Seconds from a kill to the first message that the bot sent afterwards."""
    faults: Counter[str] = field(default_factory=Counter)
    gave_up: int = 0


class Round:
    """One Telegram, one bot, forty people."""

    def __init__(self, folder: Path, plan: Plan, port: int) -> None:
        self._folder = folder
        self._plan = plan
        self._port = port
        self._chance = Random(plan.seed)
        self._outcome = Outcome(plan)
        self._ends: list[float] = []

    async def run(self) -> Outcome:
        """Play the round and examine it."""
        acts = load_vocabulary(ROOT / "scenarios").acts
        knows: dict[str, tuple[str, ...]] = {act.button["ko"]: (id_,) for id_, act in acts.items()}
        began = time.monotonic()
        async with BotApi() as api, MoodyNlu(knows) as nlu:
            bot = self._bot(api, nlu)
            people = [
                Trainee(api, FIRST_CHAT + number, [*knows, "글쎄요"], self._plan.seed + number)
                for number in range(self._plan.people)
            ]
            try:
                await self._play(api, nlu, bot, people)
                self._outcome.seconds = time.monotonic() - began
                config = load_config(self._folder / "config.yaml")
                read_by_heart = None if self._plan.own_nlu else knows
                await self._examine(api, config, people, read_by_heart)
            finally:
                await bot.clean_up()
        return self._outcome

    def _bot(self, api: BotApi, nlu: MoodyNlu) -> BotProgram:
        bot = BotProgram(self._folder, api, nlu.url)
        telegram: dict[str, Any] = {"base_url": api.url, "pace": 0, "mode": self._plan.mode}
        if self._plan.mode == "webhook":
            api.bring_again(0.1, self._plan.seed)
            telegram["webhook_port"] = self._port
            telegram["webhook_url"] = f"http://127.0.0.1:{self._port}"
        bot.settings["telegram"] = telegram
        shutil.copytree(ROOT / "scenarios" / SETTING, self._folder / "scenarios" / SETTING)
        bot.settings["nlu"] = {
            "urls": [] if self._plan.own_nlu else [nlu.url],
            "timeout_seconds": 2.0,
        }
        return bot

    async def _play(
        self, api: BotApi, nlu: MoodyNlu, bot: BotProgram, people: list[Trainee]
    ) -> None:
        await bot.start()
        over = asyncio.Event()
        weather = Weather(api, None if self._plan.own_nlu else nlu, self._plan.seed)
        blowing = asyncio.create_task(weather.blow())
        living = [asyncio.create_task(one.live(over)) for one in people]
        for deed in self._deeds():
            await deed(bot)
        await bot.ready()
        await asyncio.sleep(RUNNING[1])
        over.set()
        blowing.cancel()
        await asyncio.gather(blowing, return_exceptions=True)
        await asyncio.gather(*living)
        await self._end_in_peace(api, bot)
        self._outcome.faults = weather.met
        self._outcome.gave_up = sum(one.gave_up for one in people)
        sent = sorted(one.at for one in api.sent)
        for end in self._ends:
            if after := next((at for at in sent if at > end), None):
                self._outcome.recoveries.append(after - end)

    def _deeds(self) -> list[Any]:
        deeds = [
            *[self._kill] * self._plan.kills,
            *[self._ask_to_end] * self._plan.requests,
            *[self._kill_nlu] * self._plan.nlu_kills,
        ]
        self._chance.shuffle(deeds)
        return deeds

    async def _kill(self, bot: BotProgram) -> None:
        """At a random moment, now and then while it is still starting."""
        if self._chance.random() < IN_THE_START and self._outcome.kills:
            await asyncio.sleep(self._chance.uniform(*STARTING))
        else:
            await bot.ready()
            await asyncio.sleep(self._chance.uniform(*RUNNING))
        await bot.kill()
        self._ends.append(time.monotonic())
        self._outcome.kills += 1
        await bot.launch()

    async def _ask_to_end(self, bot: BotProgram) -> None:
        await bot.ready()
        await asyncio.sleep(self._chance.uniform(*RUNNING))
        self._outcome.endings.append(await bot.ask_to_end())
        await bot.launch()

    async def _kill_nlu(self, bot: BotProgram) -> None:
        """Only the NLU, once it has had time to load its model."""
        await bot.ready()
        await asyncio.sleep(self._chance.uniform(20, 30))
        for child in psutil.Process(bot.pid).children():
            child.kill()
            self._outcome.nlu_kills += 1

    async def _end_in_peace(self, api: BotApi, bot: BotProgram) -> None:
        """A last start takes up whatever waits, however long its pause had become."""
        await bot.ask_to_end()
        await bot.start()
        sent = -1
        while sent != len(api.sent):
            sent = len(api.sent)
            await asyncio.sleep(QUIET)
        await bot.ask_to_end()

    async def _examine(
        self,
        api: BotApi,
        config: Config,
        people: list[Trainee],
        knows: dict[str, tuple[str, ...]] | None,
    ) -> None:
        kept, library = Kept(config), library_of(config)
        for one in people:
            chat = one.phone.chat
            theirs = [update for update in api.updates if _is_of(update, chat)]
            received = [sent.html for sent in one.phone.received]
            found = await examine(kept, config, library, chat, theirs, received, knows)
            self._outcome.findings.add(found)
        await kept.store.close()


def _is_of(update: dict[str, Any], chat: int) -> bool:
    return any(
        isinstance(value, dict) and value.get("from", {}).get("id") == chat
        for value in update.values()
    )
