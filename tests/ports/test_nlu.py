"""What every Nlu promises: an understanding of known acts, or a plain "nobody can read this"."""

import pytest

from bot.adapters.memory import AbsentNlu, ScriptedNlu
from bot.core.understanding import (
    Reading,
    Unavailable,
    Understood,
    Unsure,
)
from bot.ports import Nlu
from tests.adapters.rasa.fake_server import ANY, KNOWN, act, answering, body, rasa


class TestEveryNlu:
    @pytest.fixture(params=["scripted", "absent", "rasa", "broken rasa"])
    async def nlu(self, request: pytest.FixtureRequest) -> Nlu:
        match request.param:
            case "scripted":
                return ScriptedNlu(
                    {"later": ("delays",), "maybe": Unsure((Reading("pleads", 0.4),))}
                )
            case "absent":
                return AbsentNlu()
            case "rasa":
                return await rasa(answering(body(act("delays"))))
        return await rasa(answering(b"", 500))

    @pytest.mark.parametrize(
        "text",
        ["later", "maybe", "???", "", "그만" * 2000, "x" * 4096, "\x00", "{{ 7*7 }}", '"}'],
        ids=len,
    )
    async def test_it_understands_or_says_that_it_does_not(self, nlu: Nlu, text: str) -> None:
        for language in ("ko", "en"):
            assert isinstance(await nlu.understand(text, language, "Who is there?"), ANY)

    async def test_what_it_understood_holds_an_act_and_its_certainty(self, nlu: Nlu) -> None:
        found = await nlu.understand("later", "en", "Pay!")
        readings = found.readings if isinstance(found, Understood) else ()
        assert all(0 <= one.confidence <= 1 and one.act in KNOWN for one in readings)
        assert bool(readings) == isinstance(found, Understood)

    async def test_it_says_whether_an_answer_can_be_expected(self, nlu: Nlu) -> None:
        if not nlu.ready:
            assert await nlu.understand("later", "en", "Pay!") == Unavailable()

    async def test_an_answer_that_failed_is_not_expected_again(self, nlu: Nlu) -> None:
        if await nlu.understand("later", "en", "Pay!") == Unavailable():
            assert not nlu.ready
