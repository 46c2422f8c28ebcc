"""The bot on Telegram: takes updates in, acknowledges them only once they are saved.

Telegram itself is the queue: an update is acknowledged by asking for the next ones (or by
answering the webhook), which happens after its step is in the store. What a crash interrupts is
offered again, and the store knows what it has seen.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final, TypeVar

from telegram import BotCommand, Update
from telegram import Document as SentFile
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.files import fetched
from bot.adapters.telegram.incoming import ALLOWED_UPDATES, asks_in_group, file_in, to_message
from bot.adapters.telegram.processor import ChatByChat
from bot.errors import ChannelFailed, ConfigError, StoreFailed
from bot.ports import Address, Message, Reply
from bot.presentation.words import words

AT_ONCE: Final = 256
"""Chats worked on at the same time; a training has some dozens."""

POLL_SECONDS: Final = 25
FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 30.0

COMMANDS: Final = ("drill", "stop", "learn", "help", "progress", "language", "privacy", "forget")

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Handle = Callable[[Message], Awaitable[None]]
IsAuthor = Callable[[Address], Awaitable[bool]]
T = TypeVar("T")


class TelegramService:
    """One bot account."""

    def __init__(self, token: str, base_url: str, pace: float) -> None:
        self._handle: Handle | None = None
        self._is_author: IsAuthor | None = None
        self._stopping = asyncio.Event()
        self.app: App = (
            ApplicationBuilder()
            .token(token)
            .base_url(f"{base_url.rstrip('/')}/bot")
            .base_file_url(f"{base_url.rstrip('/')}/file/bot")
            .rate_limiter(AIORateLimiter())
            .concurrent_updates(ChatByChat(AT_ONCE))
            .get_updates_read_timeout(POLL_SECONDS + 10)
            .connection_pool_size(AT_ONCE)
            .updater(None)
            .build()
        )
        self.app.add_handler(TypeHandler(Update, self._on_update))
        self.app.add_error_handler(_log_fault)
        self.channel = TelegramChannel(self.app.bot, pace)

    async def start(self, handle: Handle, is_author: IsAuthor | None = None) -> None:
        """Log in; `handle` answers messages, and is called again where it raises StoreFailed.

        Files are fetched only from people of whom `is_author` says so.

        Errors: ConfigError if Telegram does not know the token; ChannelFailed.
        """
        self._handle, self._is_author = handle, is_author
        try:
            await self.app.initialize()
            await self._name_commands()
        except InvalidToken as error:
            raise ConfigError(
                "Telegram does not accept TELEGRAM_BOT_TOKEN. "
                "Copy the token again from @BotFather, without spaces."
            ) from error
        except TelegramError as error:
            raise ChannelFailed(
                "Telegram cannot be reached. Check the network and telegram.base_url."
            ) from error

    async def stop(self) -> None:
        """Log out."""
        self._stopping.set()
        await self.app.shutdown()

    async def poll(self) -> None:
        """Take updates until cancelled; each batch is acknowledged after it is saved."""
        await _insist(self.app.bot.delete_webhook)
        offset = 0
        while True:
            updates = await _insist(
                partial(
                    self.app.bot.get_updates,
                    offset=offset,
                    timeout=POLL_SECONDS,
                    allowed_updates=ALLOWED_UPDATES,
                )
            )
            await self.take(updates)
            offset = max((update.update_id + 1 for update in updates), default=offset)

    async def expect_calls(self, url: str, secret: str) -> None:
        """Ask Telegram to bring updates to this address. Errors: ConfigError if it will not."""

        async def ask() -> None:
            try:
                await self.app.bot.set_webhook(
                    url, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=100
                )
            except BadRequest as error:
                raise ConfigError(
                    f"Telegram refuses telegram.webhook_url: {error.message}"
                ) from error

        await _insist(ask)

    async def take(self, updates: Sequence[Update]) -> None:
        """Work on these updates; when this returns, every one of them is saved."""
        process = self.app.update_processor.process_update
        ordered = sorted(updates, key=lambda update: update.update_id)
        await asyncio.gather(*(process(one, self.app.process_update(one)) for one in ordered))

    async def _on_update(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = to_message(update)
        if message is not None:
            await self._handle_surely(message, file_in(update))
        elif asks_in_group(update):
            await self._explain_privacy(update)
        if update.callback_query is not None:
            await _quietly(update.callback_query.answer())

    async def _handle_surely(self, message: Message, file: SentFile | None) -> None:
        """Handle a message, again and again while the store cannot take it."""
        assert self._handle is not None
        wait = FIRST_WAIT
        told = False
        while not self._stopping.is_set():
            try:
                if file and self._is_author and await self._is_author(message.sender):
                    content = await fetched(self.app.bot, file)
                    message, file = replace(message, content=content), None
                await self._handle(message)
            except StoreFailed as error:
                log.error("a message waits: %s", error)  # noqa: TRY400 - no traceback for people
                if not told:
                    await self._apologise(message)
                    told = True
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)
            else:
                return

    async def _apologise(self, message: Message) -> None:
        language = "en" if (message.language or "ko").startswith("en") else "ko"
        said = words(language).gettext(
            "I cannot write anything down at the moment. Your message is not lost: "
            "I will answer as soon as I can."
        )
        await _quietly(self.channel.send(message.sender, Reply(said)))

    async def _explain_privacy(self, update: Update) -> None:
        assert update.message is not None
        lines = (
            words(language).gettext("I only talk in private. Open my profile and press Start.")
            for language in ("ko", "en")
        )
        await _quietly(update.message.reply_text("\n".join(lines)))

    async def _name_commands(self) -> None:
        for language in ("ko", "en"):
            say = words(language).gettext
            titles = {
                "drill": say("choose a call"),
                "stop": say("leave the exercise at once"),
                "learn": say("short texts on what cannot be played"),
                "help": say("how it works"),
                "progress": say("what you have practised"),
                "language": "한국어 / English",
                "privacy": say("what is kept about you"),
                "forget": say("erase everything about you"),
            }
            commands = [BotCommand(name, titles[name]) for name in COMMANDS]
            code = None if language == "ko" else language
            await _quietly(self.app.bot.set_my_commands(commands, language_code=code))


async def _log_fault(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log a fault of our own by its kind and place: its message might hold what somebody typed."""
    error = context.error
    assert error is not None
    place = extract_tb(error.__traceback__)[-1]
    name = Path(place.filename).name
    log.error("an update was given up: %s in %s:%s", type(error).__name__, name, place.lineno)


async def _quietly(sending: Awaitable[object]) -> None:
    """Do something whose failure costs nobody anything."""
    try:
        await sending
    except (TelegramError, ChannelFailed) as error:
        log.info("a courtesy failed: %s", type(error).__name__)


async def _insist(call: Callable[[], Awaitable[T]]) -> T:
    """Call Telegram until it answers."""
    wait = FIRST_WAIT
    while True:
        try:
            return await call()
        except Conflict:
            log.warning("another program uses this bot's token; close it")
            await asyncio.sleep(LONGEST_WAIT)
        except TelegramError as error:
            log.warning("Telegram does not answer (%s)", type(error).__name__)
            await asyncio.sleep(_pause(error, wait))
            wait = min(LONGEST_WAIT, wait * 2)


def _pause(error: TelegramError, wait: float) -> float:
    if isinstance(error, RetryAfter):
        seconds = error.retry_after
        return float(seconds) if isinstance(seconds, int) else seconds.total_seconds()
    return wait
