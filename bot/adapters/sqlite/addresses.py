"""Where people can be reached, sealed as it lies in the file."""

import json
import logging
from collections.abc import Iterable

from bot.adapters.sqlite.vault import Vault, making_sense
from bot.errors import Unreadable
from bot.ports import Address

log = logging.getLogger(__name__)


def address_in(vault: Vault, sealed: bytes) -> Address | None:
    """The address, or None, and a line in the log, where it cannot be read any more."""
    try:
        with making_sense():
            return Address(**json.loads(vault.open(sealed)))
    except Unreadable as error:
        log.error("somebody's address is passed over: %s", error)  # noqa: TRY400 - no traceback
        return None


def addresses_in(vault: Vault, rows: Iterable[tuple[bytes]]) -> list[Address]:
    """Those that can be read."""
    found = (address_in(vault, sealed) for (sealed,) in rows)
    return [address for address in found if address]
