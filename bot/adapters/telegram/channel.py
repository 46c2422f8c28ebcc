"""The Channel port on Telegram: at a human pace, within Telegram's limits."""

import asyncio
import logging
import re
from collections.abc import Iterator
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction, MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import CannotDraw, ChannelFailed, Unreachable
from bot.ports import Address, Painter, Picture, Reply

CHARACTERS_PER_SECOND: Final = 18.0
"""About as fast as people speak Korean or English."""

LONGEST_PAUSE: Final = 4.5
"""Telegram shows "typing" for five seconds."""

BREAKS: Final = ("\n\n", "\n", " ", "")
"""Where a message that is too long is broken, the best first."""

_ATOM: Final = re.compile(r"<[^>]*>|&\w+;|.", re.DOTALL)
"""What a break must not cut: a tag, an entity, a character."""

log = logging.getLogger(__name__)


class TelegramChannel:
    """Sends replies with `bot`; `pace` stretches the pauses before the caller speaks, 0 is none.

    Pictures are drawn by `painter` and go before their reply. They are a courtesy: one that fails
    is left out, since the reply says all that it shows.
    """

    def __init__(self, bot: Bot, pace: float = 1.0, painter: Painter | None = None) -> None:
        self._bot = bot
        self._pace = pace
        self._painter = painter

    async def send(self, address: Address, reply: Reply) -> None:
        try:
            if reply.spoken:
                await self._pause(address, reply)
            if reply.picture and self._painter:
                await self._show(address, reply.picture, self._painter)
            pieces = list(split(reply.html))
            for number, piece in enumerate(pieces, start=1):
                await self._say(address, piece, _keyboard(reply) if number == len(pieces) else None)
        except Forbidden as error:
            raise Unreachable("the person has blocked the bot") from error
        except BadRequest as error:
            log.warning("Telegram refused a message, which is left out: %s", error.message)
            raise Unreachable(f"Telegram refused the message ({error.message})") from error
        except RetryAfter as error:
            raise ChannelFailed("Telegram asks to wait", _seconds(error)) from error
        except NetworkError as error:
            raise ChannelFailed("Telegram cannot be reached") from error
        except TelegramError as error:
            raise ChannelFailed(f"Telegram failed ({type(error).__name__})") from error

    async def _pause(self, address: Address, reply: Reply) -> None:
        seconds = min(LONGEST_PAUSE, len(reply.html) / CHARACTERS_PER_SECOND) * self._pace
        if seconds:
            await self._bot.send_chat_action(address.id, ChatAction.TYPING)
            await asyncio.sleep(seconds)

    async def _show(self, address: Address, picture: Picture, painter: Painter) -> None:
        try:
            drawn = await asyncio.to_thread(painter.paint, picture)
            await self._bot.send_photo(
                address.id, drawn, caption=picture.heading, protect_content=True
            )
        except (CannotDraw, TelegramError) as error:
            log.warning("a picture is left out: %s", type(error).__name__)

    async def _say(
        self, address: Address, html: str, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        await self._bot.send_message(
            address.id,
            html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            protect_content=True,
        )


def split(html: str) -> Iterator[str]:
    """`html` in pieces that Telegram takes, broken at paragraphs, else lines, else words.

    No piece is blank, and no tag or entity is cut or spans two pieces.
    """
    html = html.strip()
    while _units(html) > MessageLimit.MAX_TEXT_LENGTH:
        place = _break(html)
        if piece := html[:place].strip():
            yield piece
        html = html[place:].strip()
    if html:
        yield html


def _break(html: str) -> int:
    """The best place to break `html` at, as far on as Telegram's limit lets."""
    places = dict.fromkeys(BREAKS, 0)
    depth = length = 0
    for atom in _ATOM.finditer(html):
        length += _units(atom.group())
        if length > MessageLimit.MAX_TEXT_LENGTH:
            break
        if atom.group().startswith("<"):
            depth += -1 if atom.group().startswith("</") else 1
        if depth == 0:
            places |= {one: atom.end() for one in BREAKS if html.endswith(one, 0, atom.end())}
    return next(place for place in (*places.values(), len(html)) if place)


def _units(text: str) -> int:
    """The length as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
        for row in reply.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
