"""What is taken out of a reply before it is kept or read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.redaction import MASK, redact


@pytest.mark.parametrize(
    "secret",
    [
        "1234",
        "010-1234-5678",
        "010 1234 5678",
        "010.1234.5678",
        "010 - 1234 - 5678",
        "+82 10 1234 5678",
        "(02) 123-4567",
        "900101-1234567",
        "110-234-567890",
        "1 2 3 4",
        "5,000,000",
        "１２３４",
        "kim@example.com",
        "kim.chol-su@mail.example.co.kr",
        "https://example.com/a?b=c",
        "http://10.0.0.1",
        "www.example.com/x",
        "t.me/somebody",
        "@somebody",
    ],
)
@pytest.mark.parametrize("around", ["{}", "제 번호는 {} 입니다", "It is {}, yes.", "<{}>"])
def test_what_could_identify_somebody_is_masked(secret: str, around: str) -> None:
    kept = redact(around.format(secret))
    assert MASK in kept
    assert not any(character.isdigit() for character in kept)
    assert "somebody" not in kept
    assert "kim" not in kept


@pytest.mark.parametrize(
    "text",
    [
        "누구십니까?",
        "112에 전화하겠습니다",
        "I will call 119 now",
        "집에 300딸라 있습니다",
        "at 3 o'clock, room 12",
        "I'm @ home",
        "no. thank you.",
        "",
    ],
)
def test_ordinary_words_and_short_numbers_stay(text: str) -> None:
    assert redact(text) == text


def test_the_words_around_a_number_stay() -> None:
    assert redact("제 번호는 010-1234-5678 입니다") == f"제 번호는 {MASK} 입니다"


@given(st.text())
def test_no_four_digits_in_a_row_are_ever_left(text: str) -> None:
    run = 0
    for character in redact(text):
        run = run + 1 if character.isdecimal() else 0
        assert run < 4


@given(st.text())
def test_redacting_again_changes_nothing(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "piece", ["@", "a@", "1.@", "a.@", "1 ", "http://", "a", "@.", "1-"], ids=repr
)
def test_a_message_made_to_be_slow_is_read_all_the_same(piece: str) -> None:
    """With backtracking gone wrong this would take minutes, so that nobody could miss it."""
    assert isinstance(redact((piece * 4096)[:4096]), str)


def test_half_a_character_does_not_reach_the_store() -> None:
    assert redact("네 \ud83d 네") == "네 ? 네"
