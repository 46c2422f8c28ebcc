"""The store in one SQLite file: encrypted where it speaks of people, written in transactions."""

from bot.adapters.sqlite.copies import Backup, back_up, restore
from bot.adapters.sqlite.filling import count_people, filled
from bot.adapters.sqlite.holding import in_use, only_bot
from bot.adapters.sqlite.integrity import inspect
from bot.adapters.sqlite.records import SqliteRecords
from bot.adapters.sqlite.rotation import Rotated, opens, rotate
from bot.adapters.sqlite.store import SqliteStore
from bot.adapters.sqlite.vault import Vault, load_key, write_new_key

__all__ = [
    "Backup",
    "Rotated",
    "SqliteRecords",
    "SqliteStore",
    "Vault",
    "back_up",
    "count_people",
    "filled",
    "in_use",
    "inspect",
    "load_key",
    "only_bot",
    "opens",
    "restore",
    "rotate",
    "write_new_key",
]
