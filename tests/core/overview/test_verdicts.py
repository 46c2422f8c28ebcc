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


def test_readings_that_were_all_rejected_agree_less_than_chance() -> None:
    found = verdicts([reply("delays", ""), reply("pleads", "")])
    assert found.alpha is not None
    assert found.alpha.value < 0


def test_without_verdicts_there_is_no_figure() -> None:
    found = verdicts([reply("delays"), reply("pleads")])
    assert found.judged == Share(0, 2)
    assert found.alpha is None
