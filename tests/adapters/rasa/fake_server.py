"""A server in the place of Rasa, which answers as it is told and never touches the network."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from bot.adapters.rasa import RasaNlu
from bot.core.understanding import (
    NotUnderstood,
    Unavailable,
    Understood,
    Unsure,
)

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
