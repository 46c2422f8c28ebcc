"""What plainly says fine after a call, and what does not."""

import pytest

from bot.core.feeling import is_fine

FINE = """
괜찮아요 | 네, 괜찮습니다. | 저는 괜찮아요 | 좋아요! | 일없습니다 | 네 일없어요
fine | I'm fine | I’m fine, thanks! | OK | Okay. | Yes, I'm all right | I am good now | alright
"""

NOT_PLAINLY = """
힘들었어요 | 안 괜찮아요 | 괜찮지 않아요 | 별로 안 좋아요 | 괜찮은지 모르겠어요 | 네 | 무서웠어요
심장이 뛰어요 | 좋지 않습니다 | 일없지 않습니다
That was too much | I'm not fine | not ok | A bit tired, but all right | fine, but shaky | yes
Am I supposed to be fine? | My heart is pounding
"""


def spread(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|") if one.strip()]


@pytest.mark.parametrize("text", spread(FINE))
def test_whoever_says_plainly_that_they_are_fine_is(text: str) -> None:
    assert is_fine(text)


@pytest.mark.parametrize("text", [*spread(NOT_PLAINLY), "", "?!", "🙏", "ㅠㅠ"])
def test_anything_else_is_not_taken_for_fine(text: str) -> None:
    assert not is_fine(text)
