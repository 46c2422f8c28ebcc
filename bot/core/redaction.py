"""Takes out of a reply what looks like a real number, code, account, handle or address.

It errs on the side of taking out: a sum that is lost from a transcript costs little. Names of
people look like any other words, so that they stay.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

MASK: Final = "[#]"
"""What stands in the place of a redacted passage; the NLU is trained on the same mark."""

_UNSEEN: Final = "\u200b"
_GAP: Final = rf"(?:{_UNSEEN}{{0,4}}[\s\-–.,()/·ㆍᆞ・•∙⋅~∼〜_*−]){{0,3}}{_UNSEEN}{{0,4}}"
"""Between the digits of one number: up to three blanks or marks, and any that nobody sees."""

_SPELLED: Final = "[공영령일이삼사오육륙칠팔구]"
_CERTAIN: Final = "[공영령삼육륙칠팔]"
"""Digits that are no ending and no everyday word of their own."""
_BREATH: Final = rf"{_UNSEEN}?[\s\-,·]{{0,2}}"
"""Between digits that are spelled: less, so that no sentence ends in one number."""
_AND: Final = r"(?:\s?(?:에|국에|다시)\s?|[\s-])"
_ENGLISH: Final = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"

_HANDLE: Final = r"(?=[\d._-]{0,31}[a-z])[a-z0-9][a-z0-9._-]{1,30}[a-z0-9_]"
_MESSENGER: Final = "카카오톡|카톡|카카오|라인|텔레그램|위챗|인스타그램|인스타|아이디"
_MESSENGER_EN: Final = "kakaotalk|kakao|wechat|whatsapp|telegram|instagram|username|id"
_IS: Final = r"(?:\s?(?:아이디|id)\b)?(?:\s?(?:은|는|이|가|is|[:=]))?\s{0,2}"

_PROVINCE: Final = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청|충북|충남|전라|전북|전남|경상|경북|경남|"
    "제주|평양|평안|함경|황해|량강|양강|자강"
)
_REGION: Final = r"[가-힣]{1,5}[시군구읍면동]\s"
_LIVES: Final = r"(?=\s?에\s?(?:살|삽|산|사는|사오|거주))"

_LINKS: Final = (
    r"[^\s@]{1,64}@[^\s@]+\.[^\s@]+",
    # A bounded name and no second @: a hostile reply of 4,096 signs is read in milliseconds.
    r"(?<![a-z])[a-z][a-z0-9+.-]{1,20}://\S+|(?:www\.|t\.me/)\S+",
    r"(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}/\S+",
    r"[a-z0-9][\w.+-]{1,63}\s{0,2}(?:골뱅이|[(\[]at[)\]])\s{0,2}\S+(?:\s?(?:점|쩜|닷|dot)\s?\S+)?",
    r"[\w.+-]{1,64}\s{0,2}골뱅이\s{0,2}[a-z0-9-]{2,63}\.\w+",
    r"@\w[\w.]{2,}",
)
_HANDLES: Final = (
    rf"(?:{_MESSENGER}){_IS}({_HANDLE})",
    rf"\b(?:{_MESSENGER_EN}|line)\b{_IS}((?=[a-z._-]{{0,31}}[\d_]){_HANDLE})",
    rf"\b(?:{_MESSENGER_EN})(?:\s?id)?\s?[:=]\s?({_HANDLE})",
)
_HOMES: Final = (
    r"[가-힣\d]{1,10}로\s?\d{1,4}(?:번|가)?길(?:\s?\d{1,4}(?:-\d{1,4})?)?(?:\s?번지)?",
    r"(?:\d{1,4}|\b[가나다라a-d])\s?동\s?\d{1,4}\s?호",
    r"(?:[가-힣\d]{1,8}[동리가읍면]\s?)?\d{1,4}(?:-\d{1,4})?\s?번지(?:\s?\d{1,4}호)?",
    rf"(?:{_PROVINCE})[가-힣]{{0,4}}\s(?:{_REGION}){{1,3}}[가-힣\d]{{1,8}}[로길동리가]\s?\d{{1,4}}"
    r"(?:-\d{1,4})?(?![\d가-힣])",
    rf"(?:[가-힣\d]{{2,10}}[로길]\s?\d{{1,4}}(?:-\d{{1,4}})?|\d{{1,4}}\s?호){_LIVES}",
    r"(?-i:\b\d{1,5}[A-Za-z]?\s(?:[A-Z][a-z'-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b)",
)
_NUMBERS: Final = (
    # Four digits or more: the shortest PIN has four.
    rf"[+(]?\d(?:{_GAP}\d){{3,}}{_UNSEEN}{{0,4}}",
    rf"(?=(?:{_SPELLED}{_BREATH}){{0,9}}{_CERTAIN}){_SPELLED}(?:{_BREATH}{_SPELLED}){{6,}}",
    rf"{_SPELLED}{{2,4}}{_AND}{_SPELLED}{{3,4}}{_AND}{_SPELLED}{{4}}",
    rf"\b{_ENGLISH}(?:[\s,.-]{{1,3}}{_ENGLISH}){{6,}}\b",
)

_ORDER: Final = tuple(
    re.compile("|".join(f"(?:{one})" for one in kind), re.IGNORECASE)
    for kind in (_LINKS, _HANDLES, _HOMES, _NUMBERS)
)
"""Handles and numbers may be parts of links and addresses, so that those go first."""


def redact(text: str) -> str:
    """`text` with numbers, links, handles and home addresses masked; it never becomes longer.

    Numbers are those of four digits or more, also in groups, and those spelled with seven words or
    more. Halves of characters, which no file and no network takes, become "?".
    """
    whole = text.encode("utf-8", "replace").decode()
    while (masked := _once(whole)) != whole:  # what stood beside a passage may now be one
        whole = masked
    return whole


def _once(text: str) -> str:
    for pattern in _ORDER:
        found = [_secret(match) for match in pattern.finditer("".join(map(_plain, text)))]
        text = _without(text, found)
    return text


def _secret(match: re.Match[str]) -> tuple[int, int]:
    """The part of a match that is taken out: its one group that took part, or all of it."""
    return match.span(match.lastindex or 0)


def _without(text: str, found: Sequence[tuple[int, int]]) -> str:
    pieces, end = [], 0
    for start, after in found:
        pieces += [text[end:start], MASK]
        end = after
    return "".join((*pieces, text[end:]))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """One character as it is read: in one width, dashes and blanks alike, the unseen as _UNSEEN."""
    same = normalize("NFKC", character)
    character = same if len(same) == 1 else character
    match category(character):
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case "Cf" | "Mn" | "Me":
            return _UNSEEN
    return character
