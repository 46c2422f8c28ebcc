"""Asks Rasa what a reply does, within a time limit, and knows whether asking makes sense."""

import asyncio
import logging
from collections.abc import Sequence
from itertools import cycle
from typing import Final

import httpx

from bot.adapters.rasa.answer import envelope, understood
from bot.core.understanding import Unavailable, Understanding

PROBE_SECONDS: Final = 0.5
"""Between looks at a server that does not answer."""

MOST_BYTES: Final = 1_000_000
"""An honest answer has a few thousand."""

FAULTS: Final = (httpx.HTTPError, httpx.InvalidURL)
"""All that httpx raises when a server does not answer as it should."""

log = logging.getLogger(__name__)


class RasaNlu:
    """A `bot.ports.Nlu` over one or several servers, asked in turn.

    `secret` is the token of Rasa's API. `watch` must run for `ready` to become true again after a
    server was away.
    """

    def __init__(
        self,
        urls: Sequence[str],
        known: frozenset[str],
        *,
        timeout: float,
        secret: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._known = known
        self._timeout = timeout
        self._up = dict.fromkeys((url.rstrip("/") for url in urls), False)
        self._turn = cycle(self._up)
        self._params = {"token": secret} if secret else {}
        self._http = httpx.AsyncClient(timeout=timeout, trust_env=False, transport=transport)

    @property
    def ready(self) -> bool:
        return any(self._up.values())

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        """What a reply does; `Unavailable` where no server answers in time."""
        for _ in self._up:
            url = next(self._turn)
            if self._up[url]:
                return await self._ask(url, text, language, context)
        return Unavailable()

    async def wait_until_ready(self, seconds: float) -> bool:
        """Wait this long for a server; whether there is one."""
        try:
            async with asyncio.timeout(seconds):
                await self._probe()
                while not self.ready:
                    await asyncio.sleep(PROBE_SECONDS)
                    await self._probe()
        except TimeoutError:
            return False
        return True

    async def watch(self) -> None:
        """Look after servers that did not answer, until cancelled."""
        while True:
            await self._probe()
            await asyncio.sleep(PROBE_SECONDS)

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(
        self, url: str, text: str, language: str | None, context: str | None
    ) -> Understanding:
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._http.post(
                    f"{url}/model/parse",
                    params=self._params,
                    json=envelope(text, language, context),
                )
        except TimeoutError:
            log.warning("the NLU did not answer in time")
            self._up[url] = False
            return Unavailable()
        except FAULTS as error:
            log.warning("the NLU did not answer: %s", type(error).__name__)
            self._up[url] = False
            return Unavailable()
        if answer.status_code != httpx.codes.OK or len(answer.content) > MOST_BYTES:
            log.warning("the NLU answered with status %s", answer.status_code)
            self._up[url] = False
            return Unavailable()
        return understood(answer.content, self._known)

    async def _probe(self) -> None:
        """A server is up once it has a model loaded."""
        for url in [url for url, up in self._up.items() if not up]:
            try:
                status = await self._http.get(f"{url}/status", params=self._params)
            except FAULTS:
                continue
            self._up[url] = status.status_code == httpx.codes.OK
