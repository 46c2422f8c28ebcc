"""The same conversation in a terminal, or line by line through pipes."""

from bot.adapters.terminal.channel import TERMINAL, Terminal
from bot.adapters.terminal.dialogue import Dialogue, dialogue_of

__all__ = ["TERMINAL", "Dialogue", "Terminal", "dialogue_of"]
