"""The shipped fakes: what tests and `scamdrill play` use in the place of the outside world."""

from bot.adapters.memory.clock import FakeClock, SystemClock
from bot.adapters.memory.nlu import AbsentNlu, ScriptedNlu
from bot.adapters.memory.store import MemoryStore

__all__ = ["AbsentNlu", "FakeClock", "MemoryStore", "ScriptedNlu", "SystemClock"]
