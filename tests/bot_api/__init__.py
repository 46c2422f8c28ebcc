"""A Bot API server on loopback, people who use it, and everything that can go wrong with it."""

from tests.bot_api.phone import Phone
from tests.bot_api.server import TOKEN, BotApi, Sent

__all__ = ["TOKEN", "BotApi", "Phone", "Sent"]
