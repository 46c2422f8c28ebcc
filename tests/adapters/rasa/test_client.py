"""Asking the server, and what happens when it does not answer as it should."""

import asyncio
import json
from itertools import cycle

import httpx
import pytest

from bot.adapters.rasa import RasaNlu
from bot.adapters.rasa.client import MOST_FAILURES
from bot.core.understanding import (
    Unavailable,
    Understood,
)
from tests.adapters.rasa.fake_server import (
    BROKEN,
    KNOWN,
    Answer,
    act,
    answering,
    body,
    rasa,
    server,
)


class TestRasaNlu:
    @pytest.mark.parametrize("parse", BROKEN.values(), ids=BROKEN.keys())
    async def test_whatever_goes_wrong_nobody_could_read_the_reply(self, parse: Answer) -> None:
        nlu = await rasa(parse)
        assert await nlu.understand("later", "ko", "돈을 내시오") == Unavailable()

    @pytest.mark.parametrize("name", ["status 500", "too late", "no connection", "huge"])
    async def test_a_server_that_failed_is_not_asked_until_it_is_back(self, name: str) -> None:
        asked = 0

        def parse(request: httpx.Request) -> httpx.Response:
            nonlocal asked
            asked += 1
            return BROKEN[name](request)

        nlu = await rasa(parse)
        await nlu.understand("later", "ko", "")
        assert not nlu.ready
        await nlu.understand("later", "ko", "")
        assert asked == 1
        assert await nlu.wait_until_ready(5)

    async def test_it_is_not_ready_before_a_server_answered(self) -> None:
        nlu = RasaNlu(["http://127.0.0.1:5005"], KNOWN, timeout=5, transport=server(answering(b"")))
        assert not nlu.ready
        assert await nlu.understand("later", "ko", "") == Unavailable()

    async def test_it_is_not_ready_while_the_model_loads(self) -> None:
        loading = httpx.MockTransport(lambda request: httpx.Response(409))
        nlu = RasaNlu(["http://127.0.0.1:5005"], KNOWN, timeout=5, transport=loading)
        assert not await nlu.wait_until_ready(0)

    async def test_it_does_not_stumble_over_an_address_that_is_none(self) -> None:
        nlu = RasaNlu(["http://[", "http://127.0.0.1:99999999"], KNOWN, timeout=5)
        assert not await nlu.wait_until_ready(0)
        assert await nlu.understand("later", "ko", "") == Unavailable()

    async def test_it_sends_the_reply_with_its_language_its_context_and_the_secret(self) -> None:
        asked: list[httpx.Request] = []

        def parse(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(200, content=body(act("delays")))

        nlu = await rasa(parse, secret="s3cret")
        await nlu.understand("내일 하겠습니다", "ko", "돈을 내시오")
        (request,) = asked
        assert (request.method, request.url.path) == ("POST", "/model/parse")
        assert request.url.params["token"] == "s3cret"
        sent = json.loads(json.loads(request.content)["text"])
        assert sent == {"text": "내일 하겠습니다", "lang": "ko", "context": "돈을 내시오"}

    async def test_half_a_character_can_be_asked_about(self) -> None:
        nlu = await rasa(answering(body(act("delays"))))
        assert isinstance(await nlu.understand("\ud83d", "ko", ""), Understood)

    async def test_several_servers_take_turns(self) -> None:
        asked: list[int | None] = []

        def parse(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.port)
            return httpx.Response(200, content=body())

        urls = ["http://127.0.0.1:5005", "http://127.0.0.1:5006/"]
        nlu = RasaNlu(urls, KNOWN, timeout=5, transport=server(parse))
        assert await nlu.wait_until_ready(5)
        for _ in range(4):
            await nlu.understand("later", "ko", "")
        assert sorted(port or 0 for port in asked) == [5005, 5005, 5006, 5006]

    async def test_where_one_of_several_fails_the_others_go_on(self) -> None:
        def parse(request: httpx.Request) -> httpx.Response:
            if request.url.port == 5005:
                return httpx.Response(500)
            return httpx.Response(200, content=body(act("delays")))

        urls = ["http://127.0.0.1:5005", "http://127.0.0.1:5006"]
        nlu = RasaNlu(urls, KNOWN, timeout=5, transport=server(parse))
        assert await nlu.wait_until_ready(5)
        found = [await nlu.understand("later", "ko", "") for _ in range(4)]
        assert found.count(Unavailable()) == 1
        assert nlu.ready

    async def test_one_that_hangs_is_ended_and_trusted_again_only_once_it_answers(self) -> None:
        """It says all the while that it is well."""
        hangs, ended = True, 0

        def parse(request: httpx.Request) -> httpx.Response:
            if hangs:
                raise httpx.ReadTimeout("late", request=request)
            return httpx.Response(200, content=body(act("delays")))

        def end() -> None:
            nonlocal ended
            ended += 1

        nlu = await rasa(parse, on_hanging=end)
        for failures in range(1, MOST_FAILURES + 1):
            assert await nlu.wait_until_ready(5)
            assert ended == 0
            questions = (nlu.understand("later", "ko", "") for _ in range(3))
            assert set(await asyncio.gather(*questions)) == {Unavailable()}, failures
        assert ended == 1
        for _ in range(MOST_FAILURES):
            assert ended == 1
            await nlu._probe()
            assert not nlu.ready
        assert ended == 2
        hangs = False
        await nlu._probe()
        assert nlu.ready
        assert isinstance(await nlu.understand("later", "ko", ""), Understood)

    async def test_an_answer_in_between_makes_up_for_failures(self) -> None:
        answers = cycle([*["too late"] * (MOST_FAILURES - 1), None])
        ended: list[str] = []

        def parse(request: httpx.Request) -> httpx.Response:
            fault = next(answers)
            return BROKEN[fault](request) if fault else httpx.Response(200, content=body())

        nlu = await rasa(parse, on_hanging=lambda: ended.append("now"))
        for _ in range(3 * MOST_FAILURES):
            assert await nlu.wait_until_ready(5)
            await nlu.understand("later", "ko", "")
        assert not ended

    async def test_nothing_that_a_trainee_typed_is_logged(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG", logger="bot")
        for parse in BROKEN.values():
            nlu = await rasa(parse)
            await nlu.understand("내 돈은 장롱에 있소", "ko", "어디 있소?")
        assert caplog.records
        assert "장롱" not in caplog.text
