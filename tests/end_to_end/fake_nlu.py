"""An NLU server on loopback that knows by heart what it understands."""

import asyncio
import json
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.bot_api.pulse import Pulse


class FakeNlu:
    """Answers as Rasa does: `knows` holds replies and their acts, anything else is unclear."""

    def __init__(self, knows: dict[str, tuple[str, ...]]) -> None:
        self.knows = knows
        self.asked: list[str] = []
        self.looks = 0
        """How often somebody looked whether a model is loaded."""
        self.answers = asyncio.Event()
        """While this is not set, nothing is answered."""
        self.answers.set()
        self.pulse = Pulse()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/status", self._status)
        app.router.add_post("/model/parse", self._parse)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _status(self, request: web.Request) -> web.Response:
        self.looks += 1
        self.pulse.beat()
        return web.json_response({"model_file": "by-heart.tar.gz"})

    async def _parse(self, request: web.Request) -> web.Response:
        asked = json.loads((await request.json())["text"])
        assert asked.keys() == {"text", "lang", "context"}
        self.asked.append(asked["text"])
        self.pulse.beat()
        await self.answers.wait()
        acts = [
            {"id": act, "confidence": 0.9, "decision": "act"}
            for act in self.knows.get(asked["text"], ("unclear",))
        ]
        return web.json_response({"text": asked["text"], "acts": acts})
