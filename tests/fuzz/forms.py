"""The facilitators' page: addresses and forms, sent by its own facilitator or by anybody."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote, urlencode

import httpx

from bot.ports import Address
from tests.adapters.web.reading import faults
from tests.adapters.web.stage import HER, OTHER, Browser, Stage, opened
from tests.fuzz.choices import Choices

MOST_REQUESTS: Final = 4
RENEW_AFTER: Final = 400
"""Requests, after which a new page begins: groups and verdicts would pile up without end."""

BETWEEN: Final = 10.0
"""Seconds from one request to the next: slower than the limits on hasty readers."""

SECRET: Final = "nobody-elses-business"
GROUP: Final = "/cohorts/group"
CALL: Final = f"{GROUP}/trainees/1/drills/s1"
PATHS: Final = (
    *("/cohorts", f"{CALL}/replies/1", f"{CALL}/replies/2", "/inbox", CALL, GROUP),
    *("/logout", f"{GROUP}/invitations", f"{GROUP}/invitations/revoke", f"{GROUP}/end"),
    *("/login/", "/login", "/cohorts/other", "/cohorts/other/invitations", "/cohorts/other/end"),
    *("/cohorts/other/trainees/1/drills/s2", "/cohorts/other/trainees/1/drills/s2/replies/1"),
    *(f"{GROUP}/trainees/1", f"{GROUP}/export.json", f"{GROUP}/export.csv", "/scenarios", "/"),
    *(f"{CALL}/export.json", "/scenarios/a-call", f"{GROUP}/trainees/2", "/cohorts/"),
)
FIELDS: Final = ("verdict", "act", "reason", "back", "name", "nonce", "form_key", "lang")
VALUES: Final = ("changed", "accepted", "rejected", "delays", "discloses", "inbox", "", "ko")
WORDS: Final = (
    *(
        "verdict=changed",
        "&act=delays",
        "&reason=",
        "&name=",
        "&nonce=",
        "%00",
        "%FF",
        "&back=inbox",
    ),
    *("<script>", "../", "{{", "{%", "%E2%80%AE", "?page=", "?lang=ko", "?done=judged", "%0d%0a"),
)


@dataclass(slots=True)
class _World:
    """A page with a group of ours and a group of somebody else."""

    stage: Stage
    ours: Browser
    nobody: Browser
    life: AsyncExitStack
    left: int = RENEW_AFTER


_now: list[_World] = []


async def visit(data: bytes) -> None:
    """Some requests; whatever they are, the page answers plainly and shows what is theirs alone."""
    choices = Choices(data)
    world = await _world()
    for _ in range(MOST_REQUESTS):
        if not choices:
            break
        world.left -= 1
        world.stage.clock.pass_(BETWEEN)
        _check(await _request(world, choices))


async def _world() -> _World:
    if _now and _now[0].left > 0:
        return _now[0]
    if _now:
        await _now.pop().life.aclose()
    life = AsyncExitStack()
    folder = life.enter_context(TemporaryDirectory(prefix="fuzz-"))
    stage = await life.enter_async_context(opened(Path(folder)))
    await stage.cohort()
    await stage.member()
    await stage.drill(HER, ("discloses", "I have some"), ("agrees_to_pay", "I will pay"))
    stranger = Address("telegram", "555")
    await stage.cohort("other", OTHER, SECRET)
    await stage.member(stranger, "other")
    await stage.drill(stranger, ("discloses", SECRET), ("agrees_to_pay", SECRET))
    ours, nobody = await stage.logged_in(), stage.browser()
    await ours.get("/cohorts")
    _now.append(_World(stage, ours, nobody, life))
    return _now[0]


async def _request(world: _World, choices: Choices) -> httpx.Response:
    browser = world.nobody if choices.number(8) == 0 else world.ours
    path = PATHS[choices.number(len(PATHS))]
    if choices.number(4) == 0:
        path = quote(f"{path}/{choices.text()}", safe="/?=&%", errors="surrogateescape")
    headers = {"Accept-Language": ("ko", "en")[choices.number(2)]}
    if choices.number(3) == 0:
        return await browser.client.get(path, headers=headers)
    key = "" if choices.number(8) == 0 else world.ours.form_key
    origin = "null" if choices.number(16) == 0 else str(browser.client.base_url).rstrip("/")
    body = urlencode({"form_key": key}).encode() + b"&" + _form(choices)
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
    return await browser.client.post(path, content=body, headers={**headers, **kind})


def _form(choices: Choices) -> bytes:
    if choices.number(4) == 0:
        return choices.rest()
    fields: list[tuple[str, str]] = []
    for _ in range(choices.number(8)):
        name = FIELDS[choices.number(len(FIELDS))]
        known = choices.number(16)
        fields.append((name, VALUES[known] if known < len(VALUES) else choices.text()))
    return urlencode(fields, errors="surrogateescape").encode()


def _check(page: httpx.Response) -> None:
    assert page.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, page.url
    assert SECRET.encode() not in page.content, f"{page.url} shows another's group"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    if page.is_redirect:
        location = page.headers["location"]
        assert location.startswith("/")
        assert not location.startswith("//")
    elif page.headers["content-type"].startswith("text/html") and not _taken_along(page):
        assert not faults(page.text), faults(page.text)


def _taken_along(page: httpx.Response) -> bool:
    return "content-disposition" in page.headers


def seeds() -> Sequence[bytes]:
    """Every address looked at, every form sent as the page has it, and verdicts of all kinds."""
    looks = [bytes([1, number, 1, number % 2, 0]) for number in range(len(PATHS))]
    posts = [bytes([1, number, 1, 0, 1, 1, 1, 1, 0]) for number in range(len(PATHS))]
    verdicts = [
        bytes([1, path, 1, 0, 1, 1, 1, 1, 3, 0, verdict, 1, 3, 2, 15, 4]) + b"four"
        for path in (1, 2, 16)
        for verdict in range(3)
    ]
    named = bytes([1, 0, 1, 0, 1, 1, 1, 1, 2, 4, 15, 6]) + b"<b>{{7" + bytes([5, 15, 1]) + b"n"
    return [*looks, *posts, *verdicts, named, b"\0" + named[1:], b"".join(verdicts)]
