"""What could hurt people has no place in the prose; ordinary sums, dates and times have."""

import pytest

from bot.core.checks import closest
from bot.core.checks.prose import LONGEST_LINE, Passage, check_passage, check_words
from bot.core.language import Prose


def codes(text: str, spoken: bool = False) -> list[str]:
    passage = Passage(("title",), Prose({"ko": text, "en": "words"}), spoken)
    return [one.code for one in check_passage(passage)]


@pytest.mark.parametrize(
    "text",
    [
        "010-2345-6789로 거시오",
        "01023456789로 거시오",
        "02-3480-2000 검찰청",
        "대표번호 1588-1234",
        "Ring +82 10 2345 6789 now.",
        "call (02) 345-6789",
    ],
)
def test_telephone_numbers_are_found(text: str) -> None:
    assert codes(text) == ["E405"]


@pytest.mark.parametrize(
    "text",
    [
        "국민은행 123456-01-234567",
        "계좌 110-234-567890으로",
        "주민번호 900101-1234567",
        "카드 1234 5678 9012 3456",
        "Send it to 1234567890123.",
    ],
)
def test_accounts_cards_and_identity_numbers_are_found(text: str) -> None:
    assert codes(text) == ["E406"]


@pytest.mark.parametrize(
    "text",
    [
        "https://police.go.kr/x 를 여시오",
        "www.spo-check.com",
        "spo.go.kr 에 접속하시오",
        "help@police.kr 로 보내시오",
        "텔레그램 @realperson 으로",
        "t.me/joinhere",
    ],
)
def test_links_addresses_and_user_names_are_found(text: str) -> None:
    assert set(codes(text)) == {"E407"}


@pytest.mark.parametrize("text", ["{name}님", "{{name}}님", "%(name)s", "${name}", "<이름> 동무"])
def test_placeholders_are_found(text: str) -> None:
    assert codes(text) == ["E408"]


@pytest.mark.parametrize("text", ["112에 신고하십시오.", "Ring 1332 and ask."])
def test_help_numbers_belong_into_the_contacts(text: str) -> None:
    assert codes(text) == ["W402"]


@pytest.mark.parametrize(
    "text",
    [
        "500딸라를 내오",
        "3,000,000원을 보내시오",
        "2026-11-22 12:30에 오시오",
        "112만 원, 118명, 126호",
        "010-0000-0000",
        "010-XXXX-XXXX",
        "police.example 을 여시오",
        "사건번호 2026형제1234호",
        "3 < 5 이고 100% 확실하오",
        "1000000원",
        "Wait... what? e.g. this, i.e. that.",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_number_is_reported_once_with_the_passage() -> None:
    (finding,) = check_words(("debrief", "ko"), "여기 010-2345-6789 로")
    assert finding.passage == "010-2345-6789"


def test_only_what_the_caller_says_has_to_be_short() -> None:
    assert codes("가" * (LONGEST_LINE + 1), spoken=True) == ["E404"]
    assert codes("가" * LONGEST_LINE, spoken=True) == []
    assert codes("가" * (LONGEST_LINE + 1)) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("secercy", "secrecy"),
        ("Money-Demand", "money_demand"),
        ("보위뷰", "보위부"),
        ("zebra", None),
    ],
)
def test_did_you_mean_compares_letters_not_syllables(word: str, meant: str | None) -> None:
    assert closest(word, ["secrecy", "money_demand", "보위부", "urgency"]) == meant
