"""The words that end the exercise, and the many that do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.stopping import STOP_WORDS, is_stop

STOPS = """
그만 | 그만! | 그만요 | 그만할래요 | 그만 할래요 | 그만하겠습니다 | 이제 그만 | 그만두고 싶어요
멈춤 | 멈춤!! | 멈춰 | 멈춰 주세요 | 중지 | 중단 | 정지 | 종료 | 연습 그만 | 훈련 중단
그만그만 | 그만, 그만, 그만 | 그만ㅠㅠ | ㅠㅠ 그만 | 그만ㅋㅠ | 그만... | (그만) | 그만🙏
stop | Stop. | STOP!!! | stop it | please stop | stop, please | I want to stop | let me stop
quit | exit | stop stop | stop stop stop | stoooop | s t o p | /stop | ⏹ stop | “stop” | ｓｔｏｐ
can I stop? | stop the exercise
그만둘게 | 그만하고 싶어 | 그만하고 싶어요 | 그만두고 싶어 | 그만하자
이제 그만할래요 | 연습 그만할게요
연습을 그만하고 싶어요 | 중단해주세요 | 중지해 주세요 | 종료할게요
종료해주세요 | 나가고 싶어요
I want to quit | I want to stop now | I'd like to stop | I’d like to stop | let's stop
please stop the exercise | end the exercise | stop the practice | I want to end this drill, please
"""

ORDINARY = """
전화 그만하세요 | 그만 좀 전화하세요 | 그만 끊겠습니다 | 거짓말 그만하시오 | 일을 그만두었습니다
그만하면 됐습니다 | 멈추지 않겠습니다 | 계좌가 정지되었다고요? | 영업을 중단하라는 말입니까
종료된 사건 아닙니까 | 그만큼은 없습니다 | 그마안은 아니고
stop calling me | I will stop the payment at the bank | don't stop | non-stop | bus stop
stopping by the office | the exit is closed | I quit my job | please hold | cancel my card
cancel | Cancel it. | please cancel | end it | leave | 취소 | 취소할게요 | 나갈게요 | 지금 나가요
카드 정지해 주세요 | 계좌 중지해 주세요 | 거래를 중단해 주세요
let's stop the payment | stop the card
I will end this call | at the end of the month
"""


def spread(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|") if one.strip()]


@pytest.mark.parametrize("text", spread(STOPS))
def test_a_stop_word_alone_ends_the_exercise(text: str) -> None:
    assert is_stop(text)


@pytest.mark.parametrize("text", [*spread(ORDINARY), "", "?!", "🙏"])
def test_an_ordinary_sentence_does_not(text: str) -> None:
    assert not is_stop(text)


wraps = st.text(alphabet=" \t\n.,!?…·~-_*'\"“”‘’()[]「」/\\⏹🙏ㅠㅜㅋ\u200b\u00a0\ufeff", max_size=8)
words = st.sampled_from(sorted(STOP_WORDS))


@given(wraps, words, wraps)
def test_no_punctuation_or_space_around_it_hides_a_stop_word(a: str, word: str, z: str) -> None:
    assert is_stop(a + word + z)


@given(st.data(), words)
def test_no_space_or_mark_inside_hides_a_stop_word(data: st.DataObject, word: str) -> None:
    at = data.draw(st.integers(0, len(word)))
    assert is_stop(word[:at] + data.draw(st.sampled_from(" .-…\u200b")) + word[at:])


@given(words, st.data())
def test_no_mixture_of_case_hides_a_stop_word(word: str, data: st.DataObject) -> None:
    upper = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    mixed = (c.upper() if up else c for c, up in zip(word, upper, strict=True))
    assert is_stop("".join(mixed))


@given(words, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_no_way_of_writing_hangul_hides_a_stop_word(word: str, form: str) -> None:
    assert is_stop(unicodedata.normalize(form, word))  # type: ignore[arg-type]


@given(words, st.integers(2, 6), st.sampled_from(["", " ", ", ", "! "]))
def test_a_stop_word_said_several_times_is_one(word: str, times: int, between: str) -> None:
    assert is_stop(between.join([word] * times))


@given(words, st.text(alphabet="가나다라마바사거너더러abcdefghij", min_size=8))
def test_a_stop_word_within_other_words_is_none(word: str, more: str) -> None:
    assert not is_stop(f"{word} {more}") or word + more in STOP_WORDS


@given(st.text(max_size=4096))
def test_anything_can_be_asked(text: str) -> None:
    assert is_stop(text) in (True, False)
