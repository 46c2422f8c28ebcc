"""The Channel port on Telegram: at a human pace, within Telegram's limits."""

import asyncio
import logging
import re
from collections.abc import Iterator
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction, MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import ChannelFailed, Unreachable
from bot.ports import Address, Painter, Picture, Reply

CHARACTERS_PER_SECOND: Final = 18.0
"""About as fast as people speak Korean or English."""

LONGEST_PAUSE: Final = 4.5
"""Telegram shows "typing" for five seconds."""

BREAKS: Final = ("\n\n", "\n", " ", "")
"""Where a message that is too long is broken, the best first."""

_TAG: Final = re.compile(r"<[^>]*>")

_ATOM: Final = re.compile(rf"{_TAG.pattern}|&#?\w+;|.", re.DOTALL)
"""What a break must not cut: a tag, an entity, a character."""

BEGUN: Final = 512
"""Replies remembered of which only some pieces arrived."""

log = logging.getLogger(__name__)


class TelegramChannel:
    """Sends replies with `bot`; `pace` stretches the pauses before the caller speaks, 0 is none.

    A long reply goes in pieces; tried again, it goes on after the last piece that arrived. Pictures
    are drawn by `painter` and go after their reply. They are a courtesy: one that fails is left
    out, since the reply says all that it shows.
    """

    def __init__(self, bot: Bot, pace: float = 1.0, painter: Painter | None = None) -> None:
        self._bot = bot
        self._pace = pace
        self._painter = painter
        self._begun: dict[Address, tuple[Reply, int]] = {}

    async def send(self, address: Address, reply: Reply) -> None:
        try:
            await self._send_words(address, reply)
        except Forbidden as error:
            raise Unreachable("the person has blocked the bot") from error
        except BadRequest as error:
            raise Unreachable(f"Telegram refused the message ({error.message})") from error
        except RetryAfter as error:
            raise ChannelFailed("Telegram asks to wait", _seconds(error)) from error
        except NetworkError as error:
            raise ChannelFailed("Telegram cannot be reached") from error
        except TelegramError as error:
            raise ChannelFailed(f"Telegram failed ({type(error).__name__})") from error
        if reply.picture and self._painter:
            await self._show(address, reply.picture, self._painter)

    async def _send_words(self, address: Address, reply: Reply) -> None:
        pieces = list(split(reply.html))
        arrived = self._arrived(address, reply)
        if reply.spoken and not arrived:
            await self._pause(address, reply)
        for number, piece in enumerate(pieces[arrived:], start=arrived + 1):
            last = number == len(pieces)
            try:
                await self._say(address, piece, _keyboard(reply) if last else None)
            except BadRequest as error:
                log.warning("Telegram refused a message, which is left out: %s", error.message)
                if last:
                    raise
            except Forbidden:
                raise
            except TelegramError:
                self._remember(address, reply, number - 1)
                raise

    def _arrived(self, address: Address, reply: Reply) -> int:
        """How many pieces of this very reply the person has already."""
        begun, arrived = self._begun.pop(address, (None, 0))
        return arrived if begun is reply else 0

    def _remember(self, address: Address, reply: Reply, arrived: int) -> None:
        if arrived:
            self._begun[address] = (reply, arrived)
        while len(self._begun) > BEGUN:
            del self._begun[next(iter(self._begun))]

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
        except Exception as error:  # the words have arrived and must not be sent again for this
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

    No piece is blank, and no tag or entity is cut. A tag whose words are too long for one piece is
    closed in it and opened again in the next.
    """
    html = html.strip()
    while _units(html) > MessageLimit.MAX_TEXT_LENGTH:
        place, tags = _break(html)
        piece = html[:place].strip() + _closing(tags)
        if _TAG.sub("", piece).strip():
            yield piece
        html = "".join(tags) + html[place:].strip()
    if html:
        yield html


def _break(html: str) -> tuple[int, tuple[str, ...]]:
    """The best place to break `html` at, as far on as Telegram's limit lets; the tags open there.

    Best is a place outside of all tags.
    """
    places: dict[tuple[bool, int], tuple[int, tuple[str, ...]]] = {}
    tags: tuple[str, ...] = ()
    length = 0
    for atom in _ATOM.finditer(html):
        length += _units(atom.group())
        if length > MessageLimit.MAX_TEXT_LENGTH:
            break
        is_tag = atom.group().startswith("<")
        if is_tag:
            tags = tags[:-1] if atom.group().startswith("</") else (*tags, atom.group())
        if tags and (is_tag or length + len(_closing(tags)) > MessageLimit.MAX_TEXT_LENGTH):
            continue
        for rank, one in enumerate(BREAKS):
            if html.endswith(one, 0, atom.end()):
                places[bool(tags), rank] = (atom.end(), tags)
    return places[min(places)] if places else (len(html), ())


def _closing(tags: tuple[str, ...]) -> str:
    """What closes these tags, the last one first."""
    return "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(tags))


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
