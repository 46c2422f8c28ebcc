"""Speech levels: what an ear hears at the end of a Korean sentence."""

import pytest

from bot.core.checks.speech import Level, check_speech, level_of
from tests.core.checks.conftest import line


@pytest.mark.parametrize(
    "text",
    ["누구십니까?", "지금 나오십시오.", "잠깐만 기다리세요", "맞지요?", "신고가 들어왔습니다."],
)
def test_polite_endings_are_heard(text: str) -> None:
    assert level_of(text) is Level.POLITE


@pytest.mark.parametrize(
    "text", ["돈을 내오.", "지금 나오시오.", "다 알고 있소.", "말이 많구나.", "다 끝났다."]
)
def test_blunt_endings_are_heard(text: str) -> None:
    assert level_of(text) is Level.BLUNT


@pytest.mark.parametrize(
    "text", ["여기 보위부요.", "부탁 좀 합시다.", "내오. 알겠습니까?", "", "여보세"]
)
def test_what_could_be_either_is_left_alone(text: str) -> None:
    assert level_of(text) is None


def test_the_variant_that_differs_from_the_first_clear_one_is_told() -> None:
    said = (line("여기 보위부요."), line("돈을 내오."), line("돈을 내십시오."), line("보내오."))
    (found,) = check_speech(("here",), said)
    assert (found.code, found.path) == ("W406", ("here", 2, "ko"))
