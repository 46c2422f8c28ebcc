"""Links that open the bot's chat, for a process that does not hold the chat itself."""

from collections.abc import Callable

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.errors import ChannelFailed, ConfigError


def start_link(username: str, payload: str) -> str:
    """The link that opens the chat with this payload."""
    return f"https://t.me/{username}?start={payload}"


async def start_links(token: str, base_url: str) -> Callable[[str], str]:
    """What makes start links of this bot, whose name is asked for once.

    Errors: ConfigError if Telegram does not know the token; ChannelFailed.
    """
    try:
        async with Bot(token, base_url=f"{base_url.rstrip('/')}/bot") as bot:
            username = bot.username
    except InvalidToken as error:
        raise ConfigError("Telegram does not accept TELEGRAM_BOT_TOKEN.") from error
    except TelegramError as error:
        raise ChannelFailed(
            "Telegram cannot be reached. Check the network and telegram.base_url."
        ) from error
    return lambda payload: start_link(username, payload)
