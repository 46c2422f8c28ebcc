"""The bot on Telegram: takes updates in, acknowledges them only once they are saved.

Telegram itself is the queue: an update is acknowledged by asking for the next ones (or by
answering the webhook), which happens after its step is in the store. What a crash interrupts is
offered again, and the store knows what it has seen.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Document as SentFile
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.files import fetched
from bot.adapters.telegram.incoming import ALLOWED_UPDATES, asks_in_group, file_in, to_message
from bot.adapters.telegram.limits import TelegramLimits
from bot.adapters.telegram.polling import (
    FIRST_WAIT,
    LONGEST_WAIT,
    POLL_SECONDS,
    insist,
    poll,
)
from bot.adapters.telegram.processor import ChatByChat
from bot.errors import ChannelFailed, ConfigError, StoreFailed, kind_and_place
from bot.ports import Address, Message, Painter, Reply
from bot.presentation.words import words

AT_ONCE: Final = 256
"""Chats worked on at the same time; a training has some dozens."""

LOGIN_TRIES: Final = 4
"""Within some seconds: a network that hiccups while the machine starts is waited for."""

EXPLAINED_SECONDS: Final = 3600.0
"""A group is told only once in this time where to talk to the bot."""

COMMANDS: Final = (
    *("drill", "stop", "quiz", "learn", "help", "progress"),
    *("reminders", "language", "privacy", "forget"),
)

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Handle = Callable[[Message], Awaitable[None]]
IsAuthor = Callable[[Address], Awaitable[bool]]


class TelegramService:
    """One bot account."""

    def __init__(
        self,
        token: str,
        base_url: str,
        pace: float,
        per_second: float = 30.0,
        painter: Painter | None = None,
    ) -> None:
        self._handle: Handle | None = None
        self._is_author: IsAuthor | None = None
        self._explained: dict[int, float] = {}
        self._stopping = asyncio.Event()
        self._hears = True
        self.app: App = (
            ApplicationBuilder()
            .token(token)
            .base_url(f"{base_url.rstrip('/')}/bot")
            .base_file_url(f"{base_url.rstrip('/')}/file/bot")
            .rate_limiter(TelegramLimits(per_second))
            .concurrent_updates(ChatByChat(AT_ONCE))
            .get_updates_read_timeout(POLL_SECONDS + 10)
            .connection_pool_size(AT_ONCE)
            .updater(None)
            .build()
        )
        self.app.add_handler(TypeHandler(Update, self._on_update))
        self.app.add_error_handler(_log_fault)
        self.channel = TelegramChannel(self.app.bot, pace, painter)

    async def start(self, handle: Handle, is_author: IsAuthor | None = None) -> None:
        """Log in; `handle` answers messages, and is called again where it raises StoreFailed.

        Files are fetched only from people of whom `is_author` says so.

        Errors: ConfigError if Telegram does not know the token; ChannelFailed if it cannot be
        reached after a few tries.
        """
        self._handle, self._is_author = handle, is_author
        try:
            await insist(self.app.initialize, most=LOGIN_TRIES)
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

    def start_link(self, payload: str) -> str:
        """The link that opens the chat with this payload; only after `start`."""
        return f"https://t.me/{self.app.bot.username}?start={payload}"

    async def stop(self) -> None:
        """Log out."""
        self._stopping.set()
        await self.app.shutdown()

    def hears(self) -> bool:
        """Whether what people write gets here, as far as we know: not while polling fails."""
        return self._hears

    async def poll(self) -> None:
        """Take updates until cancelled; each is acknowledged after it is saved."""
        await poll(self.app.bot, self.take, self._note)

    def _note(self, hears: bool) -> None:
        self._hears = hears

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

        await insist(ask)

    async def take(self, update: Update) -> None:
        """Work on this update; when this returns, it is saved."""
        work = self.app.process_update(update)
        try:
            await self.app.update_processor.process_update(update, work)
        finally:
            work.close()  # it has not even begun if the program ends while its chat is busy

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
        """Tell a group where to talk to the bot, once an hour, with a button that leads there."""
        assert update.message is not None
        now = asyncio.get_running_loop().time()
        recent = now - EXPLAINED_SECONDS
        self._explained = {chat: at for chat, at in self._explained.items() if at > recent}
        if update.message.chat.id in self._explained:
            return
        self._explained[update.message.chat.id] = now
        both = [words(language) for language in ("ko", "en")]
        lines = (
            one.gettext("I only talk in private. Open my profile and press Start.") for one in both
        )
        label = " / ".join(one.gettext("Talk in private") for one in both)
        button = InlineKeyboardButton(label, url=f"https://t.me/{self.app.bot.username}?start")
        said = update.message.reply_text(
            "\n".join(lines), reply_markup=InlineKeyboardMarkup([[button]])
        )
        await _quietly(said)

    async def _name_commands(self) -> None:
        for language in ("ko", "en"):
            say = words(language).gettext
            titles = {
                "drill": say("choose a call"),
                "stop": say("leave the exercise at once"),
                "quiz": say("tell scams from genuine calls"),
                "learn": say("short texts on what cannot be played"),
                "help": say("how it works"),
                "progress": say("what you have practised"),
                "reminders": say("reminders on or off"),
                "language": "한국어 / English",
                "privacy": say("what is kept about you"),
                "forget": say("erase everything about you"),
            }
            commands = [BotCommand(name, titles[name]) for name in COMMANDS]
            code = None if language == "ko" else language
            await _quietly(self.app.bot.set_my_commands(commands, language_code=code))


async def _log_fault(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert context.error is not None
    log.error("an update was given up: %s", kind_and_place(context.error))


async def _quietly(sending: Awaitable[object]) -> None:
    """Do something whose failure costs nobody anything."""
    try:
        await sending
    except (TelegramError, ChannelFailed) as error:
        log.info("a courtesy failed: %s", type(error).__name__)
