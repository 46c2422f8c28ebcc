"""The store in one SQLite file: encrypted where it speaks of people, written in transactions."""

from bot.adapters.sqlite.store import SqliteStore
from bot.adapters.sqlite.vault import Vault, load_key

__all__ = ["SqliteStore", "Vault", "load_key"]
