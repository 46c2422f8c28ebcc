"""The words that end the exercise, heard in every state before any model is asked."""

import re
import unicodedata
from typing import Final

STOP_WORDS: Final = frozenset(
    {
        "그만",
        "그만할래",
        "그만할래요",
        "그만할게",
        "그만할게요",
        "그만하겠습니다",
        "그만하고싶어요",
        "그만하고싶습니다",
        "그만둘래",
        "그만둘래요",
        "그만둘게요",
        "그만두겠습니다",
        "그만두고싶어요",
        "이제그만",
        "그만요",
        "그만해요",
        "그만합시다",
        "멈춤",
        "멈춰",
        "멈춰요",
        "멈춰줘",
        "멈춰주세요",
        "멈추기",
        "중지",
        "중단",
        "중단할게요",
        "중단하겠습니다",
        "정지",
        "종료",
        "나가기",
        "스톱",
        "스탑",
        "연습그만",
        "연습중지",
        "연습중단",
        "연습멈춤",
        "연습종료",
        "훈련그만",
        "훈련중지",
        "훈련중단",
        "연습그만할래요",
        "stop",
        "stopplease",
        "pleasestop",
        "stopit",
        "stopnow",
        "quit",
        "exit",
        "end",
        "cancel",
        "pause",
        "stopexercise",
        "stoptheexercise",
        "stopthis",
        "stopthisexercise",
        "stopthedrill",
        "stopdrill",
        "stoppractice",
        "iwanttostop",
        "iwannastop",
        "letmestop",
        "canwestop",
        "canistop",
    }
)

_KEEP = re.compile(r"[^0-9a-z가-힣]")
_REPEATED = re.compile(r"(.)\1{2,}")
_SOUNDS = re.compile(r"[ㄱ-ㆎ]")
"""Single letters as in ㅠㅠ; normalizing could make syllables of them."""

_AGAIN = re.compile(r"(.{2,20}?)\1+")
"""A word said several times: 그만 그만, stop stop stop."""


def is_stop(text: str) -> bool:
    """Whether the whole reply is one of the stop words, whatever its spacing, case or marks."""
    plain = unicodedata.normalize("NFKC", _SOUNDS.sub("", text)).casefold()
    plain = _REPEATED.sub(r"\1", _KEEP.sub("", plain))
    said = _AGAIN.fullmatch(plain)
    return plain in STOP_WORDS or (said is not None and said[1] in STOP_WORDS)
