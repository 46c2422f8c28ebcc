"""What is served beside the bot tells nobody's words, and nothing outlives the end."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from textwrap import dedent

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.adapters.monitoring import formatter
from bot.commands import serving
from bot.commands.serving import served

SECRET = "돈은 장롱 서랍에 있소"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the program's own handler writes of everything that is logged."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(formatter("json"))
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


async def broken(request: Request) -> Response:
    raise ValueError(SECRET)


async def test_a_page_that_fails_is_logged_by_kind_and_place(
    written: StringIO, unused_tcp_port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    app = Starlette(routes=[Route("/", broken)])
    async with (
        served(app, "127.0.0.1", unused_tcp_port, "web.port"),
        httpx.AsyncClient(trust_env=False) as client,
    ):
        answer = await client.get(f"http://127.0.0.1:{unused_tcp_port}/")
    assert answer.status_code == 500
    (line,) = (json.loads(one) for one in written.getvalue().splitlines())
    assert line["error"].startswith("ValueError in test_serving.py:")
    for said in (written.getvalue(), answer.text, *capfd.readouterr()):
        assert SECRET not in said
        assert "장롱" not in said


async def told(request: Request) -> Response:
    assert request.client is not None
    return Response(request.client.host)


async def test_a_proxy_on_this_machine_is_believed_whom_it_asks_for(unused_tcp_port: int) -> None:
    app = Starlette(routes=[Route("/", told)])
    async with (
        served(app, "127.0.0.1", unused_tcp_port, "web.port"),
        httpx.AsyncClient(trust_env=False) as client,
    ):
        asked = {"X-Forwarded-For": "203.0.113.7"}
        answer = await client.get(f"http://127.0.0.1:{unused_tcp_port}/", headers=asked)
    assert answer.text == "203.0.113.7"


async def test_only_so_many_connections_are_answered_at_once(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MOST_AT_ONCE", 2)
    app, address = Starlette(routes=[Route("/", told)]), f"http://127.0.0.1:{unused_tcp_port}/"
    async with (
        served(app, "127.0.0.1", unused_tcp_port, "web.port"),
        httpx.AsyncClient(trust_env=False) as first,
        httpx.AsyncClient(trust_env=False) as second,
    ):
        answers = [(await client.get(address)).status_code for client in (first, second)]
    assert answers == [200, 503]


def ran(service: str) -> subprocess.CompletedProcess[str]:
    """A process that runs this as its service, which must come to an end."""
    program = f"""
    import asyncio, time
    from bot.bootstrap import set_up_logging
    from bot.commands import serving

    serving.LAST_SECONDS = 0.1
    set_up_logging()

    async def service():
        {service}
        await asyncio.sleep(0.1)

    serving.run_service(service())
    """
    return subprocess.run(
        [sys.executable, "-c", dedent(program)],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_a_thread_that_hangs_does_not_outlive_the_service() -> None:
    """As one in which a name is resolved by a resolver that does not answer."""
    ended = ran("asyncio.ensure_future(asyncio.to_thread(time.sleep, 1000))")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_service_that_fails_says_so() -> None:
    ended = ran('raise RuntimeError("away")')
    assert ended.returncode == 1
    assert "RuntimeError" in ended.stderr


def test_what_nobody_waited_for_is_logged_without_its_words() -> None:
    ended = ran(f"asyncio.ensure_future(asyncio.to_thread(int, {SECRET!r}))")
    assert "nobody waited for: ValueError" in ended.stderr
    assert "장롱" not in ended.stderr
    assert "Traceback" not in ended.stderr
