"""What `scamdrill doctor` looks at, a part of the set-up at a time."""

from bot.commands.checkup.finding import Finding, fine, note, wrong
from bot.commands.checkup.network import check_network
from bot.commands.checkup.reading import check_reading
from bot.commands.checkup.secrets import check_secrets
from bot.commands.checkup.storage import check_storage

__all__ = [
    "Finding",
    "check_network",
    "check_reading",
    "check_secrets",
    "check_storage",
    "fine",
    "note",
    "wrong",
]
