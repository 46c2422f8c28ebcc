"""What can go wrong between a bot and Telegram. `act` does what an honest server would do."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable

from aiohttp import web

Act = Callable[[], Awaitable[web.Response]]
Fault = Callable[[web.Request, Act], Awaitable[web.Response]]


def refuse(status: int, description: str = "a fault", retry_after: int | None = None) -> Fault:
    """Answer with this status; 429 names the seconds to wait."""
    body = {"ok": False, "error_code": status, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}

    async def fault(request: web.Request, act: Act) -> web.Response:
        return web.json_response(body, status=status)

    return fault


def answer(result: object) -> Fault:
    """Answer that all is well, and with this."""

    async def fault(request: web.Request, act: Act) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    return fault


async def rubbish(request: web.Request, act: Act) -> web.Response:
    """Answer with something that is not the Bot API at all, as a proxy does."""
    return web.Response(status=502, text="<html>Bad Gateway</html>")


async def hang(request: web.Request, act: Act) -> web.Response:
    """Never answer, and do nothing, until the other side gives up."""
    while request.transport is not None and not request.transport.is_closing():
        await asyncio.sleep(0.1)
    return web.Response()


async def cut(request: web.Request, act: Act) -> web.Response:
    """Break the connection without doing anything."""
    return _broken(request)


async def lose_answer(request: web.Request, act: Act) -> web.Response:
    """Do it, but break the connection before anybody hears of it."""
    await act()
    return _broken(request)


async def cut_short(request: web.Request, act: Act) -> web.Response:
    """Bring only the first half of the answer, as if that were all."""
    answer = await act()
    assert isinstance(answer.body, bytes)
    return web.Response(body=answer.body[: len(answer.body) // 2])


async def half_close(request: web.Request, act: Act) -> web.Response:
    """Close our side only: no answer will come, though the line still looks open."""
    assert request.transport is not None
    request.transport.write_eof()
    return await hang(request, act)


async def double(request: web.Request, act: Act) -> web.Response:
    """Bring every update twice."""
    return _with_updates(await act(), lambda updates: [*updates, *updates])


def repeat(history: list[dict[str, object]], last: int) -> Fault:
    """Bring the `last` updates of `history` once more with whatever is new."""

    async def fault(request: web.Request, act: Act) -> web.Response:
        return _with_updates(await act(), lambda updates: [*history[-last:], *updates])

    return fault


def shuffle(seed: int) -> Fault:
    """Bring the updates of one answer in any order."""
    chance = random.Random(seed)

    async def fault(request: web.Request, act: Act) -> web.Response:
        return _with_updates(await act(), lambda updates: chance.sample(updates, k=len(updates)))

    return fault


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _with_updates(
    answer: web.Response,
    change: Callable[[list[dict[str, object]]], list[dict[str, object]]],
) -> web.Response:
    assert isinstance(answer.body, bytes)
    body = json.loads(answer.body)
    if body["ok"]:
        body["result"] = change(body["result"])
    return web.json_response(body, status=answer.status)
