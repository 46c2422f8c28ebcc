"""The words that end the exercise, heard in every state before any model is asked."""

import re
import unicodedata
from typing import Final

_KOREAN: Final = """
그만 그만요 그만해요 그만하자 그만합시다 그만하겠습니다
그만할래 그만할래요 그만할게 그만할게요 그만하고싶어 그만하고싶어요 그만하고싶습니다
그만둘래 그만둘래요 그만둘게 그만둘게요 그만두겠습니다
그만두고싶어 그만두고싶어요 그만두고싶습니다
멈춤 멈춰 멈춰요 멈춰줘 멈춰주세요 멈추기 스톱 스탑
중단 중단할게요 중단하겠습니다 중단해주세요
중지 중지할게요 중지해주세요
정지 종료 종료할게요 종료해주세요 나가기 나가고싶어 나가고싶어요
"""
_WHAT: Final = ("", "이제", "연습", "연습을", "훈련", "훈련을", "이제연습", "이제연습을")

_ENGLISH: Final = "stop stopnow stophere quit quitnow exit"
_EXERCISE: Final = tuple(
    f"{leave}{which}{what}"
    for leave in ("stop", "quit", "end", "exit")
    for which in ("", "the", "this")
    for what in ("exercise", "drill", "practice", "training")
)
_ASKED: Final = "iwantto iwanna idliketo ineedto letme lets canwe cani"

STOP_WORDS: Final = frozenset(
    (
        *(what + word for what in _WHAT for word in _KOREAN.split()),
        *(
            please
            for asked in ("", *_ASKED.split())
            for words in (*_ENGLISH.split(), *_EXERCISE)
            for please in (asked + words, f"please{asked}{words}", f"{asked}{words}please")
        ),
        *("stopit", "stopthis", "end", "pause"),
    )
)
"""As they are once spaces, marks and capitals are gone.

A word that may answer the caller, such as "cancel" where there is talk of a card, is none.
"""

_KEEP = re.compile(r"[^0-9a-z가-힣]")
_REPEATED = re.compile(r"(.)\1{2,}")
_SOUNDS = re.compile(r"[ㄱ-ㆎ]")
"""Single letters as in ㅠㅠ; normalizing could make syllables of them."""

_AGAIN = re.compile(r"(.{2,40}?)\1+")
"""A word said several times: 그만 그만, stop stop stop."""


def is_stop(text: str) -> bool:
    """Whether the whole reply is one of the stop words, whatever its spacing, case or marks."""
    plain = unicodedata.normalize("NFKC", _SOUNDS.sub("", text)).casefold()
    plain = _KEEP.sub("", plain)
    return _said(plain) or _said(_REPEATED.sub(r"\1", plain))


def _said(plain: str) -> bool:
    again = _AGAIN.fullmatch(plain)
    return plain in STOP_WORDS or (again is not None and again[1] in STOP_WORDS)
