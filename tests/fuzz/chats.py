"""The way of a Telegram update: from the bytes of a call to what is answered and kept."""

import json
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

from bot.adapters.telegram import TelegramService
from bot.adapters.telegram.channel import split
from bot.adapters.telegram.incoming import asks_in_group, file_in, to_message
from bot.adapters.telegram.webhook import update_in
from bot.core.session import replay
from tests.bot_api import updates
from tests.conversation.stage import HER, READS, Stage
from tests.fuzz.choices import Choices

MOST_DEEDS: Final = 16
TAGS: Final = frozenset({"b", "i", "u", "code", "blockquote"})
COMMANDS: Final = (
    *("start", "drill", "stop", "learn", "help", "progress", "language", "privacy", "forget"),
)
WORDS: Final = (
    *('"message"', '"callback_query"', '"chat"', '"from"', '"text"', '"data"', '"private"'),
    *('"update_id"', '"document"', '"photo"', '"entities"', '"reply_to_message"', "consent:yes"),
    *("take:called:a-call", "act:1:ends_call", "forget:yes", "/start", "그만", "\u202e", "<b>"),
)


@cache
def service() -> TelegramService:
    """A bot that is never started: nothing is sent."""
    return TelegramService("1:x", "http://127.0.0.1:9", pace=0)


async def talk(data: bytes) -> None:
    """Somebody writes, taps and sends; or the bytes are an update as they are."""
    choices = Choices(data)
    stage = Stage(language=(None, "ko", "en")[choices.number(3)])
    if choices.number(4) == 0:
        await _take(stage, choices.rest())
    else:
        for _ in range(MOST_DEEDS):
            if not choices:
                break
            await _take(stage, json.dumps(_deed(stage, choices)).encode())
    for _, reply in stage.channel.sent:
        _Page.check(reply.html)
        assert all(len(one.data.encode()) <= 64 for row in reply.buttons for one in row)
    trainee = await stage.store.trainee(HER)
    if trainee.drill:
        replay(await stage.store.events(trainee.drill))


async def _take(stage: Stage, body: bytes) -> None:
    update = update_in(body, service())
    if update is None:
        return
    asks_in_group(update)
    file_in(update)
    message = to_message(update)
    if message is not None:
        await stage.do(message.content, key=message.key)


def _deed(stage: Stage, choices: Choices) -> dict[str, Any]:
    """What a person does next, as Telegram tells of it."""
    number = choices.number(32)
    chat, user = updates.private(int(HER.id)), updates.user(int(HER.id))
    buttons = [one.data for _, reply in stage.channel.sent for row in reply.buttons for one in row]
    match choices.number(6):
        case 0 | 1 if buttons:
            data = buttons[-1 - choices.number(min(len(buttons), 12))]
        case 2:
            data = choices.text()
        case 3:
            text = f"/{COMMANDS[choices.number(len(COMMANDS))]} {choices.text()}"
            return {"update_id": number, "message": updates.text(chat, user, text)}
        case 4:
            known = sorted(READS)
            text = known[choices.number(len(known))]
            return {"update_id": number, "message": updates.text(chat, user, text)}
        case _:
            return {"update_id": number, "message": updates.text(chat, user, choices.text())}
    tapped = {"id": "1", "from": user, "chat_instance": "1", "data": data}
    said = {**updates.text(chat, user, "…"), "chat": chat}
    return {"update_id": number, "callback_query": {**tapped, "message": said}}


class _Page(HTMLParser):
    """Refuses what Telegram would refuse, in every piece of a long message."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    @classmethod
    def check(cls, html: str) -> None:
        for piece in split(html):
            page = cls()
            page.feed(piece)
            page.close()
            assert not page.open, "tags stay open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}> is not ours"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> was not opened"
        assert self.open.pop() == tag, f"</{tag}> was not opened"


def seeds() -> Sequence[bytes]:
    """Whole drills, and updates of all kinds as they are."""
    chat, user = updates.private(7), updates.user(7)
    said = updates.text(chat, user, "네")
    raw: list[dict[str, Any]] = [
        {"update_id": 1, "message": said},
        {"update_id": 2, "message": updates.text(chat, user, "/start x")},
        {"update_id": 3, "edited_message": said},
        {
            "update_id": 4,
            "callback_query": {"id": "1", "from": user, "data": "menu", "message": said},
        },
        {"update_id": 5, "message": updates.text(updates.group(-1), user, "/drill")},
    ]
    as_they_are = [b"\0\0" + json.dumps(one).encode() for one in raw]
    taps = bytes(byte for number in range(16) for byte in (number, 0, number % 5))
    return [*as_they_are, b"\1\1" + taps, b"\2\1" + bytes(range(64)), b"\1\1" + b"\x01\x05\x04drop"]
