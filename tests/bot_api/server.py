"""The Bot API on a loopback port, in the event loop of the test.

`lo-bot-api-emulator` checks requests and keeps the queue of updates with its offsets; here it
learns what it lacks: a name for the bot, fields newer than itself, Telegram's HTML, a memory of
what was sent, other kinds of updates, and faults.
"""

import asyncio
import contextlib
import html
import json
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Any, Final

from aiohttp import web
from lo_bot_api_emulator import (  # type: ignore[import-untyped]
    CONTRACT,
    ApiRefusal,
    LoBotApiEmulator,
)
from lo_bot_api_emulator import updates as emulated

from tests.bot_api.faults import Fault
from tests.bot_api.pulse import Pulse
from tests.bot_api.queues import Queues
from tests.bot_api.updates import Json

TOKEN: Final = "4242:test-token"

CALLS_KEPT: Final = 10_000

LONGEST_CAPTION: Final = 1024

NEVER: Final = 10**9

TAGS: Final = frozenset(
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"]
)
"""The part of Telegram's HTML that tests may meet; another tag is refused as Telegram does."""

emulated.KINDS.update(("edited_message", "channel_post", "edited_channel_post", "my_chat_member"))


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot sent, as the person sees it."""

    id: int
    chat: int
    html: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]
    """Rows of (label, data); a link's data is where it leads."""
    fields: Json
    at: float

    @property
    def text(self) -> str:
        """The words without their tags."""
        return html.unescape(re.sub(r"<[^>]*>", "", self.html))

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons, in order."""
        return [label for row in self.buttons for label, _ in row]

    def data(self, label: str) -> str | None:
        """The data of the first button whose label holds these words."""
        flat = (button for row in self.buttons for button in row)
        return next((data for text, data in flat if label in text), None)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that the bot sent."""

    chat: int
    caption: str


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the bot."""

    method: str
    fields: Json


@dataclass(slots=True, eq=False)
class _Rule:
    method: str
    fault: Fault
    left: int
    chat: int | None


@dataclass(slots=True)
class Inbox:
    """What one chat has received."""

    messages: list[Sent] = field(default_factory=list)
    pulse: Pulse = field(default_factory=Pulse)


class BotApi:
    """A running server: `async with BotApi() as api`. One bot, known by `TOKEN`."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.photos: list[Photo] = []
        self.updates: list[Json] = []
        """Everything that people did, with its update id."""
        self.pulse = Pulse()
        self.weather: Callable[[str], Fault | None] | None = None
        """What calls meet that no rule is for."""
        self._counts: Counter[str] = Counter()
        self._inboxes: dict[int, Inbox] = {}
        self._rules: list[_Rule] = []
        self._emulator = _Emulator(self)
        self._redelivery: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "BotApi":
        self._runner = web.AppRunner(self._emulator.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._redelivery = asyncio.create_task(self._deliver_again())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._redelivery is not None
        self._redelivery.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._redelivery
        await self._runner.cleanup()
        await self._emulator.queues.close()

    def bring_again(self, share: float, seed: int) -> None:
        """Call the webhook a second time with this share of the updates that it took."""
        self._emulator.queues.again = share
        self._emulator.queues.chance.seed(seed)

    @property
    def url(self) -> str:
        """What `telegram.base_url` is set to."""
        port = self._runner.addresses[0][1]
        return f"http://127.0.0.1:{port}"

    @property
    def sent(self) -> list[Sent]:
        """All that the bot sent, to everybody, in order."""
        everything = [one for inbox in self._inboxes.values() for one in inbox.messages]
        return sorted(everything, key=lambda one: one.id)

    def inbox(self, chat: int) -> Inbox:
        return self._inboxes.setdefault(chat, Inbox())

    async def bring(self, **update: Json) -> int:
        """Something happened: `message=…`, `callback_query=…`; its update id."""
        id_: int = await self._emulator.enqueue_update(update, token=TOKEN)
        self.updates.append({"update_id": id_, **update})
        return id_

    def hold_file(self, file_id: str, data: bytes) -> None:
        """Have a file of this id, as people send it to the bot."""
        self._emulator.assets[file_id] = {"data": data}

    # --- faults -----------------------------------------------------------------------------

    def break_next(
        self, method: str, fault: Fault, times: int = 1, chat: int | None = None
    ) -> None:
        """Let the next calls of `method` (to `chat`) meet this fault."""
        self._rules.append(_Rule(method, fault, times, chat))

    @contextlib.contextmanager
    def broken(self, method: str, fault: Fault, chat: int | None = None) -> Iterator[None]:
        """Let every call of `method` meet this fault, until the end of the block."""
        rule = _Rule(method, fault, NEVER, chat)
        self._rules.append(rule)
        try:
            yield
        finally:
            self._rules.remove(rule)

    def fault_for(self, method: str, chat: int | None) -> Fault | None:
        for rule in self._rules:
            if rule.method == method and rule.chat in (None, chat):
                rule.left -= 1
                if not rule.left:
                    self._rules.remove(rule)
                return rule.fault
        return self.weather(method) if self.weather else None

    # --- waiting ----------------------------------------------------------------------------

    def count(self, method: str) -> int:
        """How often the bot has called this method."""
        return self._counts[method]

    async def called(self, method: str, times: int = 1, seconds: float = 10) -> None:
        """Wait until the bot has called this method so often."""
        if not await self.pulse.until(lambda: self.count(method) >= times, seconds):
            raise AssertionError(f"{method} was called {self.count(method)} of {times} times")

    # --- for the emulator -------------------------------------------------------------------

    def record_call(self, method: str, fields: Json) -> None:
        self.calls.append(Call(method, fields))
        self._counts[method] += 1
        self.pulse.beat()

    def record_sent(self, message: Json, fields: Json) -> None:
        chat = message["chat"]["id"]
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = tuple(
            tuple((one["text"], one.get("callback_data") or one["url"]) for one in row)
            for row in rows
        )
        inbox = self.inbox(chat)
        inbox.messages.append(
            Sent(message["message_id"], chat, message["text"], buttons, fields, time.monotonic())
        )
        inbox.pulse.beat()
        self.pulse.beat()

    async def _deliver_again(self) -> None:
        """As Telegram does, try a webhook again that did not take its updates."""
        while True:
            await asyncio.sleep(0.2)
            await self._emulator.deliver_updates(token=TOKEN)


class _Emulator(LoBotApiEmulator):  # type: ignore[misc]  # the package has no types
    """The package's server with what it lacks."""

    def __init__(self, api: BotApi) -> None:
        super().__init__(max_history=10)
        self._update_queues = self.queues = Queues(
            record=self._record, max_updates=1_000_000, insecure_webhooks=True
        )
        self._api = api

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            refused = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(refused, status=401)
        fields = dict(await request.post())
        self._api.record_call(method, fields)

        async def act() -> web.Response:
            if method == "sendPhoto":  # the package reads files itself, and ours are read already
                return self._photo(fields)
            answer: web.Response = await super(_Emulator, self).handle(request)
            return answer

        chat = str(fields.get("chat_id", ""))
        fault = self._api.fault_for(method, int(chat) if chat.lstrip("-").isdigit() else None)
        return await fault(request, act) if fault else await act()

    def _photo(self, fields: Json) -> web.Response:
        """Take a picture as Telegram does: a file, with a short caption."""
        caption = str(fields.get("caption", ""))
        if not isinstance(fields.get("photo"), web.FileField) or len(caption) > LONGEST_CAPTION:
            refused = {"ok": False, "error_code": 400, "description": "Bad Request: no picture"}
            return web.json_response(refused, status=400)
        chat = int(str(fields["chat_id"]))
        self._api.photos.append(Photo(chat, caption))
        size = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        where = {"id": chat, "type": "private"}
        sent = {"message_id": 10**6 + len(self._api.photos), "date": int(time.time())}
        result = {**sent, "chat": where, "caption": caption, "photo": [size]}
        return web.json_response({"ok": True, "result": result})

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        known = (CONTRACT["methods"].get(method) or {}).get("parameters")
        old = {name: value for name, value in fields.items() if name in (known or ())}
        if method == "sendMessage" and fields.get("parse_mode") == "HTML":
            _Tags.check(str(fields.get("text", "")))
        result = super().validate(method, old, uploads)
        if method == "getMe":
            return {**result, "username": "scamdrill_test_bot"}
        if method == "sendMessage":
            if isinstance(result.get("reply_markup"), str):
                result["reply_markup"] = json.loads(result["reply_markup"])
            self._api.record_sent(result, dict(fields))
        return result


class _Tags(HTMLParser):
    """Refuses what Telegram refuses: unknown tags, and tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    @classmethod
    def check(cls, text: str) -> None:
        tags = cls()
        tags.feed(text)
        tags.close()
        if tags._open:
            raise ApiRefusal(f"Bad Request: can't parse entities: unclosed {tags._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise ApiRefusal(f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise ApiRefusal(f'Bad Request: can\'t parse entities: unexpected end tag "{tag}"')
