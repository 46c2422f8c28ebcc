"""What every Nlu promises: an understanding of known acts, or a plain "nobody can read this"."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.memory import AbsentNlu, ScriptedNlu
from bot.adapters.rasa import RasaNlu
from bot.adapters.rasa.answer import MOST_OPTIONS, understood
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.ports import Nlu

KNOWN = frozenset({"delays", "pleads", "discloses", "reports", "ends_call", "wants_to_stop"})
ANY = (Understood, Unsure, NotUnderstood, Unavailable)


def act(id: str, confidence: float = 0.9, decision: str = "act") -> dict[str, Any]:
    return {"id": id, "confidence": confidence, "decision": decision}


def body(*acts: dict[str, Any]) -> bytes:
    return json.dumps({"text": "…", "acts": acts}).encode()


Answer = Callable[[httpx.Request], httpx.Response]


def server(parse: Answer) -> httpx.MockTransport:
    """A server whose model is loaded and which answers questions like this."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200) if request.url.path == "/status" else parse(request)

    return httpx.MockTransport(answer)


async def rasa(parse: Answer, **changes: Any) -> RasaNlu:
    nlu = RasaNlu(["http://127.0.0.1:5005"], KNOWN, timeout=5, transport=server(parse), **changes)
    assert await nlu.wait_until_ready(5)
    return nlu


def answering(content: bytes, status: int = 200) -> Answer:
    return lambda request: httpx.Response(status, content=content)


def failing(error: Exception) -> Answer:
    def parse(request: httpx.Request) -> httpx.Response:
        raise error

    return parse


REQUEST = httpx.Request("POST", "http://127.0.0.1:5005/model/parse")
BROKEN: dict[str, Answer] = {
    "no JSON": answering(b"<html>"),
    "nothing": answering(b""),
    "no UTF-8": answering(b"\xff\xfe\x00"),
    "another form": answering(b'{"intent": {"name": "delays"}}'),
    "a list": answering(b"[]"),
    "acts without ids": answering(b'{"acts": [{"confidence": 1}]}'),
    "a certainty above one": answering(body(act("delays", 7.0))),
    "an unknown decision": answering(body(act("delays", 0.9, "maybe"))),
    "very deep": answering(b'{"acts": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    "huge": answering(b'{"acts": [], "filler": "' + b"x" * 1_100_000 + b'"}'),
    "no number": answering(b'{"acts": [{"id": "delays", "confidence": NaN, "decision": "act"}]}'),
    "status 500": answering(body(act("delays")), 500),
    "status 401": answering(b"{}", 401),
    "a redirect": answering(b"", 302),
    "too late": failing(httpx.ReadTimeout("late", request=REQUEST)),
    "no connection": failing(httpx.ConnectError("refused", request=REQUEST)),
    "a broken line": failing(httpx.RemoteProtocolError("cut", request=REQUEST)),
    "garbled compression": lambda request: httpx.Response(
        200, headers={"content-encoding": "gzip"}, content=b"no gzip"
    ),
}


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


class TestScriptedNlu:
    async def test_it_reads_what_it_was_told(self) -> None:
        nlu = ScriptedNlu({"later": ("delays", "pleads")})
        found = await nlu.understand("later", "en", "")
        assert isinstance(found, Understood)
        assert [one.act for one in found.readings] == ["delays", "pleads"]

    async def test_it_does_not_understand_anything_else(self) -> None:
        assert await ScriptedNlu({}).understand("later", "en", "") == NotUnderstood()

    async def test_it_can_be_taken_away(self) -> None:
        nlu = ScriptedNlu({"later": ("delays",)})
        nlu.ready = False
        assert await nlu.understand("later", "en", "") == Unavailable()


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

    async def test_nothing_that_a_trainee_typed_is_logged(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG", logger="bot")
        for parse in BROKEN.values():
            nlu = await rasa(parse)
            await nlu.understand("내 돈은 장롱에 있소", "ko", "어디 있소?")
        assert caplog.records
        assert "장롱" not in caplog.text


class TestAnswers:
    """What the NLU's answer means."""

    def test_every_act_that_it_would_act_on_counts_the_surest_first(self) -> None:
        found = understood(body(act("pleads", 0.7), act("delays", 0.95)), KNOWN)
        assert found == Understood((Reading("delays", 0.95), Reading("pleads", 0.7)))

    def test_acts_to_ask_about_are_left_out_where_another_is_sure(self) -> None:
        found = understood(body(act("pleads"), act("delays", 0.5, "ask")), KNOWN)
        assert found == Understood((Reading("pleads", 0.9),))

    def test_acts_to_ask_about_become_a_question(self) -> None:
        found = understood(body(act("pleads", 0.4, "ask"), act("delays", 0.5, "ask")), KNOWN)
        assert found == Unsure((Reading("delays", 0.5), Reading("pleads", 0.4)))

    def test_a_question_has_few_options(self) -> None:
        found = understood(body(*(act(one, 0.4, "ask") for one in sorted(KNOWN))), KNOWN)
        assert isinstance(found, Unsure)
        assert len(found.options) == MOST_OPTIONS

    def test_an_act_named_twice_counts_once(self) -> None:
        found = understood(body(act("pleads", 0.6), act("pleads", 0.8)), KNOWN)
        assert found == Understood((Reading("pleads", 0.8),))

    def test_acts_that_it_rules_out_are_left_out(self) -> None:
        assert understood(body(act("pleads", 0.1, "no")), KNOWN) == NotUnderstood()

    def test_acts_that_nobody_knows_are_left_out(self) -> None:
        found = understood(body(act("dances"), act("pleads")), KNOWN)
        assert found == Understood((Reading("pleads", 0.9),))
        assert understood(body(act("dances")), KNOWN) == NotUnderstood()

    def test_controls_are_read_like_acts(self) -> None:
        found = understood(body(act("wants_to_stop")), KNOWN)
        assert found == Understood((Reading("wants_to_stop", 0.9),))

    def test_unclear_words_are_never_scored_whatever_else_was_guessed(self) -> None:
        found = understood(body(act("unclear"), act("discloses")), KNOWN)
        assert found == NotUnderstood()

    def test_nothing_read_is_not_understood(self) -> None:
        assert understood(body(), KNOWN) == NotUnderstood()

    @given(st.binary(max_size=200))
    def test_any_bytes_come_to_something(self, content: bytes) -> None:
        found: Understanding = understood(content, KNOWN)
        assert isinstance(found, ANY)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["acts", "id"]), inner),
            max_leaves=8,
        )
    )
    def test_any_json_comes_to_something(self, content: object) -> None:
        assert isinstance(understood(json.dumps(content).encode(), KNOWN), ANY)
