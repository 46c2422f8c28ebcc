"""The words with which people say after a call that they are fine."""

import unicodedata
from typing import Final

_KOREAN: Final = """
괜찮아 괜찮아요 괜찮습니다 괜찮네요 괜찮은데요
좋아 좋아요 좋습니다 멀쩡해 멀쩡해요 멀쩡합니다 문제없어요 문제없습니다
일없어 일없어요 일없습니다
"""
_FIRST: Final = ("", "네", "예", "응", "저는", "전", "난", "이제", "네저는", "네이제")

_ENGLISH: Final = "fine ok okay good great well allright alright"
_I_AM: Final = ("", "im", "iam", "iamdoing", "imdoing", "yes", "yesim", "yesiam")
_THANKS: Final = ("", "thanks", "thankyou", "now")

FINE_WORDS: Final = frozenset(
    (
        *(first + word for first in _FIRST for word in _KOREAN.split()),
        *(
            i_am + word + thanks
            for i_am in _I_AM
            for word in _ENGLISH.split()
            for thanks in _THANKS
        ),
    )
)
"""As they are once spaces, marks and capitals are gone. Northerners say 일없습니다 for "fine"."""


def is_fine(text: str) -> bool:
    """Whether the whole answer to "how are you?" says fine; anything more, or else, does not."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if one.isalnum()) in FINE_WORDS
