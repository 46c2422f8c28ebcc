"""What a browser sends: its language, and forms, which are read no further than they may go."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from bot.core.language import LANGUAGES

LARGEST_FORM: Final = 16 * 1024
"""Bytes; the longest reason with every act ticked takes a quarter of it."""

MOST_FIELDS: Final = 100

LONGEST_WAIT: Final = 10.0
"""Seconds in which a form must have arrived, also over a slow telephone."""

LANGUAGE_COOKIE: Final = "language"


class TooLarge(Exception):
    """The form holds more than any of ours."""


class TooSlow(Exception):
    """The form did not arrive in time, or broke off."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; one that is missing is empty."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The last value of a field."""
        return self.many(name)[-1] if self.many(name) else ""

    def many(self, name: str) -> Sequence[str]:
        """All values of a field."""
        return self.fields.get(name, ())


async def form_of(request: Request) -> Form:
    """The form that was sent. Errors: TooLarge, TooSlow."""
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            body = await _body(request)
    except (TimeoutError, ClientDisconnect):
        raise TooSlow from None
    try:
        fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise TooLarge from None
    return Form(fields)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise TooLarge
    return bytes(body)


def language_of(request: Request) -> str:
    """The language asked for now, or before, or by the browser; else the first one."""
    asked = request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)
    for wanted in (*asked, *_accepted(request)):
        if wanted in LANGUAGES:
            return wanted
    return LANGUAGES[0]


def _accepted(request: Request) -> list[str]:
    """The browser's languages, as they stand: browsers put the dearest first."""
    header = request.headers.get("accept-language", "")
    return [part.split(";")[0].strip()[:2].lower() for part in header.split(",")]
