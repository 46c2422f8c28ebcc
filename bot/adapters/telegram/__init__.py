"""Telegram, by python-telegram-bot: updates become messages, replies become chat messages."""

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.service import TelegramService

__all__ = ["TelegramChannel", "TelegramService"]
