"""The Channel port on Telegram: at a human pace, within Telegram's limits."""

import asyncio
from collections.abc import Iterator
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction, MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import ChannelFailed, Unreachable
from bot.ports import Address, Reply

CHARACTERS_PER_SECOND: Final = 18.0
"""About as fast as people speak Korean or English."""

LONGEST_PAUSE: Final = 4.5
"""Telegram shows "typing" for five seconds."""


class TelegramChannel:
    """Sends replies with `bot`; `pace` stretches the pauses before the caller speaks, 0 is none."""

    def __init__(self, bot: Bot, pace: float = 1.0) -> None:
        self._bot = bot
        self._pace = pace

    async def send(self, address: Address, reply: Reply) -> None:
        try:
            if reply.spoken:
                await self._pause(address, reply)
            pieces = list(split(reply.html))
            for piece in pieces[:-1]:
                await self._say(address, piece, None)
            await self._say(address, pieces[-1], _keyboard(reply))
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

    async def _pause(self, address: Address, reply: Reply) -> None:
        seconds = min(LONGEST_PAUSE, len(reply.html) / CHARACTERS_PER_SECOND) * self._pace
        if seconds:
            await self._bot.send_chat_action(address.id, ChatAction.TYPING)
            await asyncio.sleep(seconds)

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
    """`html` in pieces that Telegram takes, broken between paragraphs, which no tag spans."""
    piece = ""
    for paragraph in html.split("\n\n"):
        longer = f"{piece}\n\n{paragraph}" if piece else paragraph
        if len(longer) > MessageLimit.MAX_TEXT_LENGTH and piece:
            yield piece
            piece = paragraph
        else:
            piece = longer
    yield piece


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
        for row in reply.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
