"""Takes out of a reply what looks like a real number, code, account or address.

It errs on the side of taking out: a sum that is lost from a transcript costs little.
"""

import re
from typing import Final

MASK: Final = "[#]"
"""What stands in the place of a redacted passage; the NLU is trained on the same mark."""

_ADDRESS = re.compile(
    r"[^\s@]{1,64}@[^\s@]+\.[^\s@]+|(?:https?://|www\.|t\.me/)\S+|@\w{4,}", re.IGNORECASE
)
"""A bounded name and no second @: a hostile reply of 4,096 signs is read in milliseconds."""

_DIGITS = re.compile(r"[+(]?\d(?:[\s\-–.,()/]{0,3}\d){3,}")
"""Four digits or more, also in groups: the shortest PIN has four."""


def redact(text: str) -> str:
    """`text` with e-mail addresses, links, handles and numbers of four digits or more masked.

    Halves of characters, which no file and no network takes, become "?".
    """
    whole = text.encode("utf-8", "replace").decode()
    return _DIGITS.sub(MASK, _ADDRESS.sub(MASK, whole))
