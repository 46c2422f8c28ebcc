from bot.core.events import By
from bot.core.learning.counts import Share
from bot.core.overview import verdicts
from tests.core.overview.making import reply


def test_only_replies_in_words_that_somebody_judged_are_compared() -> None:
    found = verdicts(
        [
            reply("delays", "delays"),
            reply("delays", "pleads"),
            reply("delays"),
            reply("delays", "pleads", by=By.BUTTON),
        ]
    )
    assert found.judged == Share(2, 3)
    assert found.alike == Share(1, 2)


def test_readings_that_were_all_accepted_agree_perfectly() -> None:
    found = verdicts([reply("delays", "delays"), reply("pleads", "pleads")])
    assert found.alpha is not None
    assert found.alpha.value == 1


def test_a_reply_that_was_left_out_of_the_score_is_no_disagreement() -> None:
    known = [reply("delays", "delays"), reply("pleads", "bargains")]
    found = verdicts([*known, reply("delays", "")])
    assert found.alpha == verdicts(known).alpha
    assert found.judged == Share(3, 3)
    assert found.alike == Share(1, 3)


def test_where_all_were_left_out_there_is_no_figure() -> None:
    assert verdicts([reply("delays", ""), reply("pleads", "")]).alpha is None


def test_without_verdicts_there_is_no_figure() -> None:
    found = verdicts([reply("delays"), reply("pleads")])
    assert found.judged == Share(0, 2)
    assert found.alpha is None
