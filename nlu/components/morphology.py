"""Korean morphemes, so that a stem counts as the same word under all its endings."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kiwipiepy import Kiwi

_HANGUL: Final = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


@cache
def _kiwi() -> Kiwi:
    # The dictionaries of typing errors and of multi-word names double start-up and memory and
    # change no morpheme of the replies here.
    return Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)


def warm_up() -> None:
    """Loads the analyser, which takes a second or two, so that no reply has to wait for it."""
    _kiwi().tokenize("네")


def morphemes(text: str) -> list[str]:
    """The morphemes as form/tag, with missing spaces repaired; words in lower case if no Hangul."""
    if not _HANGUL.search(text):
        return re.findall(r"\w+(?:'\w+)?|[?!]", text.lower())
    return [f"{token.form}/{token.tag}" for token in _kiwi().tokenize(text, normalize_coda=True)]
