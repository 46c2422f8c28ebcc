"""The font that ships: all of Korean is in it, and what it lacks never reaches a picture."""

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.fonts import BOLD, FAMILY, FOLDER, REGULAR, drawable

HANGUL = range(0xAC00, 0xD7A4)
PUNCTUATION = "–—…“”‘’·•×±≤≥→←↑↓%°′″₩€$*†□"


def characters(weight: str) -> set[int]:
    file = {"regular": REGULAR, "bold": BOLD}[weight]
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_syllable_and_every_letter_is_there(weight: str) -> None:
    known = characters(weight)
    assert len(HANGUL) == 11_172
    assert set(HANGUL) <= known
    assert set(range(0x20, 0x7F)) <= known
    assert {ord(one) for one in PUNCTUATION} <= known


def test_it_may_be_handed_on_and_says_so() -> None:
    licence = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    with TTFont(REGULAR, lazy=True) as font:
        assert font["name"].getDebugName(16) or font["name"].getDebugName(1) == FAMILY


def test_it_keeps_the_repository_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.otf")) < 6_000_000


def test_emoji_are_left_out() -> None:
    assert drawable("🎲 아무 전화나 받아 보기 👍🏽 ok") == " 아무 전화나 받아 보기  ok"


def test_letters_of_other_scripts_leave_a_mark() -> None:
    assert drawable("ก 평양") == "□ 평양"


def test_taken_apart_syllables_are_put_together() -> None:
    assert drawable("\u1112\u1161\u11ab") == "한"


@given(st.text())
def test_all_that_is_left_can_be_drawn(text: str) -> None:
    known = characters("regular") & characters("bold")
    assert all(ord(one) in known or one.isspace() for one in drawable(text))
