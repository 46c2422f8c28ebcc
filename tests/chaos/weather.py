"""Everything that goes wrong around the bot, at random."""

import asyncio
from collections import Counter
from random import Random
from typing import Final

from tests.bot_api import BotApi, faults
from tests.chaos.moody_nlu import Mood, MoodyNlu

MOODS: Final = (1.0, 4.0)
"""Seconds that the NLU stays in one mood, from and to."""

SENDING: Final = {
    "429": faults.refuse(429, "Too Many Requests: retry after 1", retry_after=1),
    "5xx": faults.refuse(500, "Internal Server Error"),
    "502 rubbish": faults.rubbish,
    "cut": faults.cut,
    "half-closed": faults.half_close,
    "time-out": faults.hang,
    "answer lost": faults.lose_answer,
}

ASKING: Final = {
    "429": faults.refuse(429, "Too Many Requests: retry after 1", retry_after=1),
    "5xx": faults.refuse(502, "Bad Gateway"),
    "cut": faults.cut,
    "half-closed": faults.half_close,
    "answer lost": faults.lose_answer,
    "updates twice": faults.double,
}


OFTEN: Final = {"sendMessage": 0.10, "getUpdates": 0.15, "answerCallbackQuery": 0.08}
"""The part of all calls of a method that meets a fault."""


class Weather:
    """Breaks calls of the Bot API and the NLU's mood while `blow` runs; `met` counts the faults."""

    def __init__(self, api: BotApi, nlu: MoodyNlu | None, seed: int) -> None:
        self.met: Counter[str] = Counter()
        self._api = api
        self._nlu = nlu
        self._chance = Random(seed)

    async def blow(self) -> None:
        """Go on until cancelled, and leave fair weather behind."""
        self._api.weather = self._fault
        try:
            while True:
                await asyncio.sleep(self._chance.uniform(*MOODS))
                self._change_mood()
        finally:
            self._api.weather = None
            if self._nlu:
                self._nlu.mood = Mood.WELL

    def _fault(self, method: str) -> faults.Fault | None:
        """What a call of this method meets."""
        if self._chance.random() >= OFTEN.get(method, 0.0):
            return None
        known = {**ASKING, **self._disorder()} if method == "getUpdates" else SENDING
        name = self._chance.choice(list(known))
        self.met[f"{method}: {name}"] += 1
        return known[name]

    def _disorder(self) -> dict[str, faults.Fault]:
        return {
            "updates again": faults.repeat(self._api.updates, last=60),
            "updates disordered": faults.shuffle(self._chance.randrange(1000)),
        }

    def _change_mood(self) -> None:
        if self._nlu:
            self._nlu.mood = self._chance.choice([Mood.WELL, Mood.WELL, *Mood])
            if self._nlu.mood is not Mood.WELL:
                self.met[f"NLU {self._nlu.mood}"] += 1
