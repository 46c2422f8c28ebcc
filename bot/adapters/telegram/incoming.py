"""What an update means to us: a message of one person, or nothing."""

import logging
import re
from typing import Any, Final

from telegram import Bot, Update
from telegram import Document as SentFile
from telegram import Message as ChatMessage
from telegram.constants import ChatType

from bot.ports import Address, Attachment, Command, Content, Message, Tap, Words

CHANNEL: Final = "telegram"

ALLOWED_UPDATES: Final = ["message", "callback_query"]
"""Edits are not asked for: a reply counts as it was first said."""

_COMMAND: Final = re.compile(r"/(\w+)(?:@\w+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)

log = logging.getLogger(__name__)


def update_of(found: Any, bot: Bot) -> Update:
    """The update that Telegram wrote; one that cannot be read says nothing but its number.

    So it is acknowledged like any other and does not come again. Errors: ValueError if it has no
    number.
    """
    number = found.get("update_id") if isinstance(found, dict) else None
    if not isinstance(number, int):
        raise ValueError("an update has a number")  # noqa: TRY004 - bad data, not a misuse
    try:
        update = Update.de_json(found, bot)
        if _is_sound(update):
            return update
        log.error("an update that cannot be read is passed over")
    except Exception as error:  # values of wrong types make the library raise almost anything
        kind = type(error).__name__
        log.error("an update that cannot be read is passed over: %s", kind)  # noqa: TRY400
    return Update(number)


def _is_sound(update: Update) -> bool:
    chat = update.effective_chat
    return chat is None or isinstance(chat.id, int)


def to_message(update: Update) -> Message | None:
    """The message in an update of a private chat, or None where there is nothing to answer."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type != ChatType.PRIVATE:
        return None
    content = _content(update)
    if content is None:
        return None
    key = f"{CHANNEL}:{update.update_id}"
    return Message(key, Address(CHANNEL, str(chat.id)), content, user.language_code)


def file_in(update: Update) -> SentFile | None:
    """The file in an update, which is worth nothing to us unless an author sent it."""
    return update.message.document if update.message else None


def asks_in_group(update: Update) -> bool:
    """Whether somebody gave the bot a command where others can read along."""
    chat, message = update.effective_chat, update.message
    in_group = chat is not None and chat.type != ChatType.PRIVATE
    return in_group and message is not None and (message.text or "").startswith("/")


def _content(update: Update) -> Content | None:
    if update.callback_query is not None:
        return Tap(_sound(update.callback_query.data or ""))
    if update.message is None:
        return None
    text = update.message.text
    return _typed(_sound(text)) if text is not None else Attachment(_kind(update.message))


def _sound(text: str) -> str:
    """JSON can carry halves of characters, which nothing can store or send."""
    return text.encode("utf-8", "replace").decode()


def _typed(text: str) -> Content:
    command = _COMMAND.fullmatch(text)
    if command is None:
        return Words(text)
    name, rest = command.groups(default="")
    return Command(name.lower(), rest.strip())


def _kind(message: ChatMessage) -> str:
    if message.voice or message.audio or message.video_note:
        return "voice"
    return "file" if message.document else "picture"
