"""One form for what people type in many: width, repeats, invisible and broken characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# What a reply does is said within its first sentences or its last; the middle of a very long text
# would only cost time.
HEAD: Final = 280
TAIL: Final = 120

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_BROKEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]+")
_REPEAT: Final = re.compile(r"(.)\1{2,}", re.DOTALL)
_SPACES: Final = re.compile(r"\s+")
_QUOTES: Final = str.maketrans("‘’‚‛′`´“”„″…", "'''''''\"\"\"\"…")
_WORDLIKE: Final = re.compile(r"\w")

# The bot masks numbers, links and addresses before a reply leaves it (bot/core/redaction.py), so
# those of the written replies must look the same.
MASK: Final = "[#]"
_LINK: Final = re.compile(
    r"[^\s@]{1,64}@[^\s@]+\.[^\s@]+|(?:https?://|www\.|t\.me/)\S+|@\w{4,}", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[+(]?\d(?:[\s\-–.,()/]{0,3}\d){3,}")


def normalise(text: str) -> str:
    """The text in NFC, one width, single spaces, no run of one character longer than two.

    Numbers of four digits or more, links and addresses are masked, as they are by the bot.
    Case stays. Valid for any str, lone surrogates and NUL included; the result has at most
    HEAD + TAIL + 3 characters and can always be encoded.
    """
    text = _BROKEN.sub(" ", text)
    text = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH).translate(_QUOTES)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", _masked(text)).strip()
    text = _masked(text)  # what stood too far apart for a number may now be one
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]} … {text[-TAIL:]}"
    return text


def _masked(text: str) -> str:
    return _REPEAT.sub(r"\1\1", _NUMBER.sub(MASK, _LINK.sub(MASK, text)))


def has_words(text: str) -> bool:
    """Whether the text holds any letter or digit: without one there is nothing to understand."""
    return _WORDLIKE.search(text) is not None
