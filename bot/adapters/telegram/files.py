"""A file that an author sent, fetched from Telegram into memory and written nowhere."""

import asyncio
import logging
from typing import Final

from telegram import Bot
from telegram import Document as SentFile
from telegram.error import TelegramError

from bot.ports import LARGEST_DOCUMENT, Document

TRIES: Final = 3
WAIT: Final = 0.5
"""Few and short, in seconds: while one file is fetched, other people's messages wait."""

log = logging.getLogger(__name__)


async def fetched(bot: Bot, file: SentFile) -> Document:
    """The file; without its data where it is too large or Telegram does not hand it out."""
    name = file.file_name or ""
    if _too_large(file.file_size):
        return Document(name, None)
    for tried in range(1, TRIES + 1):
        try:
            return Document(name, await _data(bot, file.file_id))
        except TelegramError as error:
            log.warning("a file was not fetched (%s)", type(error).__name__)
            await asyncio.sleep(WAIT * tried)
    return Document(name, None)


async def _data(bot: Bot, file_id: str) -> bytes | None:
    found = await bot.get_file(file_id)
    if _too_large(found.file_size) or not found.file_path:
        return None
    data = bytes(await found.download_as_bytearray())
    return None if _too_large(len(data)) else data


def _too_large(size: int | None) -> bool:
    """What says nothing of its size is fetched: no bot gets more than 20 MB from Telegram."""
    return size is not None and size > LARGEST_DOCUMENT
