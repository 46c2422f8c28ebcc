"""An NLU that is sometimes slow, sometimes away, and sometimes talks rubbish."""

import asyncio
import json
from enum import StrEnum
from typing import Final

from aiohttp import web

from tests.end_to_end.fake_nlu import FakeNlu

HANGS: Final = 3.0
"""Seconds; longer than the bot waits."""


class Mood(StrEnum):
    WELL = "well"
    HANGING = "hanging"
    RUBBISH = "rubbish"
    FAULTY = "faulty"
    KILLED = "killed"


BROKEN: Final = (
    b"",
    b"<html>busy</html>",
    b'{"acts": 7}',
    b'{"acts": [{"id": "asks_identity", "confidence": 9}]}',
    b'{"acts": [{"id": "no_such_act", "confidence": 0.9, "decision": "act"}]}',
    b"[" * 100_000,
    b"\xff\xfe\x00",
)


class MoodyNlu(FakeNlu):
    """Knows a reply by what stands before its last comma."""

    def __init__(self, knows: dict[str, tuple[str, ...]]) -> None:
        super().__init__(knows)
        self.mood = Mood.WELL
        self._rubbish = 0

    async def _status(self, request: web.Request) -> web.Response:
        if self.mood is Mood.KILLED:
            _break(request)
        return await super()._status(request)

    async def _parse(self, request: web.Request) -> web.Response:
        match self.mood:
            case Mood.KILLED:
                _break(request)
            case Mood.HANGING:
                await asyncio.sleep(HANGS)
            case Mood.FAULTY:
                return web.Response(status=500, text="Traceback")
            case Mood.RUBBISH:
                self._rubbish += 1
                return web.Response(body=BROKEN[self._rubbish % len(BROKEN)])
        asked = json.loads((await request.json())["text"])
        acts = self.knows.get(asked["text"].rpartition(",")[0], ("unclear",))
        found = [{"id": act, "confidence": 0.9, "decision": "act"} for act in acts]
        return web.json_response({"text": asked["text"], "acts": found})


def _break(request: web.Request) -> None:
    """The connection ends as if the process were gone."""
    if request.transport is not None:
        request.transport.abort()
