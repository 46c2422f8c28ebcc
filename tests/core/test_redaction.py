"""What is taken out of a reply before it is kept or read."""

from typing import Final

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
        "010·1234·5678",
        "010_1234_5678",
        "010~1234~5678",
        "010—1234—5678",
        "010\u20101234\u20105678",
        "010\u20111234\u20115678",
        "010\u22121234\u22125678",
        "010\u200b1234\u200b5678",
        "0\u200b1\u200b0\u200b1",
        "1️⃣2️⃣3️⃣4️⃣",
        "1️⃣ 2️⃣ 3️⃣ 4️⃣",
        "①②③④",
        "０１０－１２３４－５６７８",
        "＋８２（１０）１２３４",
        "open.kakao.com/o/kim",
        "bit.ly/kim",
        "BIT.LY/Kim",
        "naver.me/kim",
        "tg://resolve?domain=kim",
        "kim골뱅이naver.com",
        "kim 골뱅이 네이버 닷컴",
        "홍길동골뱅이kim.com",
        "kim(at)example.com",
        "＠ｋｉｍ＿ｃ",
        "@kim",
        "101동 502호",
        "101동502호",
        "B동 302호",
        "가동 302호",
        "역삼로 12길 34",
        "역삼로12번길 3-4",
        "역삼동 12번지",
        "12-3번지 401호",
        "서울시 강남구 테헤란로 152",
        "함경북도 회령시 남문동 23",
        "12 Kim Street",
    ],
)
@pytest.mark.parametrize("around", ["{}", "제 번호는 {} 입니다", "It is {}, yes.", "<{}>"])
def test_what_could_identify_somebody_is_masked(secret: str, around: str) -> None:
    kept = redact(around.format(secret))
    assert MASK in kept
    assert not any(character.isdigit() for character in kept)
    assert "somebody" not in kept
    assert "kim" not in kept.casefold()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("공일공 일이삼사 오육칠팔", "[#]"),
        ("번호는 공일공일이삼사오육칠팔입니다", "번호는 [#]입니다"),
        ("공일공에 일이삼사에 오육칠팔", "[#]"),
        ("삼오이 다시 일이삼사 다시 오육칠팔이에요", "[#]이에요"),
        ("칠-공-일-이-공-일-공", "[#]"),
        ("it is zero one zero, one two three four", "it is [#]"),
    ],
)
def test_a_number_in_words_is_masked(text: str, kept: str) -> None:
    assert redact(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("카톡 hong123으로 주세요", "카톡 [#]으로 주세요"),
        ("카톡아이디hong_gil", "카톡아이디[#]"),
        ("라인 아이디는 honggd예요", "라인 아이디는 [#]예요"),
        ("아이디: hong.gd", "아이디: [#]"),
        ("my kakao is hong123.", "my kakao is [#]."),
        ("Kakao ID: honggd", "Kakao ID: [#]"),
        ("테헤란로 152에 살아요", "[#]에 살아요"),
        ("502호에 삽니다", "[#]에 삽니다"),
    ],
)
def test_the_words_around_a_handle_or_a_home_stay(text: str, kept: str) -> None:
    assert redact(text) == kept


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
        "일이 있어서 이따 칠시에",
        "이 일이 이사 일이오",
        "오이 사이 구이 일이오",
        "구이가 이천오백원",
        "one two three",
        "3동 반장",
        "3동에 삽니다",
        "12반 반장, 5호선",
        "1호 2호",
        "500달러",
        "10:30에 만나요",
        "계좌로 500 보냈어요",
        "앞으로 30일",
        "다시 바로 119 신고할게요",
        "친구 집으로 10시에 갈게요",
        "서울 친구 전화로 10분",
        "절대로 100 안 줘",
        "골뱅이 무침 팔아요",
        "카톡으로 보내세요",
        "아이디가 뭐예요",
        "and/or",
        "hold the line, please",
        "I will telephone line 126",
        "my ID is ready",
        "show me your ID card",
        "2 friends on the street",
        "5 minutes down the Road",
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


PIECES: Final = (
    *(
        "일",
        "공",
        "에",
        " ",
        "다시",
        "1",
        "12",
        "동",
        "호",
        "로",
        "길",
        "번지",
        "서울시 ",
        "강남구 ",
    ),
    *("a", "kim", "/", "://", "골뱅이", "카톡", "id", ":", "_", "\u200b", "①", "one ", "[#]", "－"),
    *("@", "."),
)
"""What passages that are masked are made of."""

ANY = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(ANY)
def test_nothing_becomes_longer(text: str) -> None:
    assert len(redact(text)) <= len(text)


@given(ANY)
def test_redacting_again_changes_nothing(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "@",
            "a@",
            "1.@",
            "a.@",
            "1 ",
            "http://",
            "a",
            "@.",
            "1-",
            "a.",
            "a.a",
            "aa.",
            "a:",
            "a://",
        ),
        *(
            "일",
            "일 ",
            "공",
            "공 일,",
            "일이삼사에",
            "일공 ",
            "one ",
            "카톡",
            "카톡 is ",
            "id ",
            "id:",
        ),
        *("로1", "가로 1", "동 1", "1동", "1호", "1번지", "서울시 ", "서울 강남구 ", "1 Aa ", "가"),
        *("골뱅이", "a골뱅이 ", "a(at)", "\u200b", "1\u200b", "1__", "①", "1[#]", "@@@a.b "),
    ],
    ids=repr,
)
def test_a_message_made_to_be_slow_is_read_all_the_same(piece: str) -> None:
    """With backtracking gone wrong this would take minutes, so that nobody could miss it."""
    assert isinstance(redact((piece * 4096)[:4096]), str)


def test_half_a_character_does_not_reach_the_store() -> None:
    assert redact("네 \ud83d 네") == "네 ? 네"
