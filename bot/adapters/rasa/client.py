"""Asks Rasa what a reply does, within a time limit, and knows whether asking makes sense."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from itertools import cycle
from typing import Final

import httpx

from bot.adapters.rasa.answer import envelope, understood
from bot.core.understanding import Unavailable, Understanding

PROBE_SECONDS: Final = 0.5
"""Between looks at a server that does not answer."""

MOST_BYTES: Final = 1_000_000
"""An honest answer has a few thousand."""

TRIAL: Final = "?"
"""A question for a server that is not trusted yet."""

MOST_FAILURES: Final = 5
"""In a row, before a server is taken to hang."""

FAULTS: Final = (httpx.HTTPError, httpx.InvalidURL)
"""All that httpx raises when a server does not answer as it should."""

log = logging.getLogger(__name__)


class RasaNlu:
    """A `bot.ports.Nlu` over one or several servers, asked in turn.

    `secret` is the token of Rasa's API. `watch` must run for `ready` to become true again after a
    server was away. `on_hanging` is called where a server says that it is well and answers no
    question: who started it can end it there.
    """

    def __init__(
        self,
        urls: Sequence[str],
        known: frozenset[str],
        *,
        timeout: float,
        secret: str | None = None,
        on_hanging: Callable[[], None] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._known = known
        self._timeout = timeout
        self._up = dict.fromkeys((url.rstrip("/") for url in urls), False)
        self._failed = dict.fromkeys(self._up, 0)
        """Failures in a row; questions that were on their way together count as one."""
        self._on_hanging = on_hanging
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
            body = await self._answer(url, text, language, context)
        except _NoAnswerError as reason:
            log.warning("the NLU %s", reason)
            if self._up[url]:
                self._up[url] = False
                self._count_failure(url)
            return Unavailable()
        self._failed[url] = 0
        return understood(body, self._known)

    async def _answer(
        self, url: str, text: str, language: str | None, context: str | None
    ) -> bytes:
        """The body of a server's answer to a question. Errors: _NoAnswerError."""
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._http.post(
                    f"{url}/model/parse",
                    params=self._params,
                    json=envelope(text, language, context),
                )
        except TimeoutError:
            raise _NoAnswerError("did not answer in time") from None
        except FAULTS as error:
            raise _NoAnswerError(f"did not answer: {type(error).__name__}") from None
        if answer.status_code != httpx.codes.OK or len(answer.content) > MOST_BYTES:
            raise _NoAnswerError(f"answered with status {answer.status_code}")
        return answer.content

    def _count_failure(self, url: str) -> None:
        self._failed[url] += 1
        if self._failed[url] % MOST_FAILURES == 0 and self._on_hanging:
            log.warning("the NLU hangs and is ended")
            self._on_hanging()

    async def _probe(self) -> None:
        """A server is up once it has a model loaded; one that hung, once it answers a question."""
        for url in [url for url, up in self._up.items() if not up]:
            try:
                status = await self._http.get(f"{url}/status", params=self._params)
            except FAULTS:
                continue
            if status.status_code == httpx.codes.OK:
                self._up[url] = self._failed[url] < MOST_FAILURES or await self._answers(url)

    async def _answers(self, url: str) -> bool:
        """Whether a server that hung answers again."""
        try:
            await self._answer(url, TRIAL, None, None)
        except _NoAnswerError:
            self._count_failure(url)
            return False
        self._failed[url] = 0
        return True


class _NoAnswerError(Exception):
    """A server did not answer a question; the message says how, after "the NLU"."""
