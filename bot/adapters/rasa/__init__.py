"""The NLU port over Rasa's HTTP API, and the process that serves it."""

from bot.adapters.rasa.client import RasaNlu
from bot.adapters.rasa.server import RasaServer

__all__ = ["RasaNlu", "RasaServer"]
