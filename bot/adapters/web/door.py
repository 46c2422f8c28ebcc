"""The outermost layer: strict headers on every answer, and who is not let in at all."""

import logging
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.adapters.web.gates import visit_of
from bot.adapters.web.refusing import Refusal
from bot.adapters.web.site import Site
from bot.presentation.words import words

LONGEST_PATH: Final = 512
"""Characters; the longest address of ours has a quarter of that."""

LOGIN: Final = "/login"

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # no-referrer would hide where our own forms come from
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}

log = logging.getLogger(__name__)


class Door:
    """Lets a request in to `app`, or answers it here."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, begun = Request(scope), False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            answer = self._turned_away(request) or self._app
            await answer(scope, receive, with_headers)
        except Exception:
            log.exception("a page failed")
            if begun:
                raise
            await self._failed(request)(scope, receive, with_headers)

    def _turned_away(self, request: Request) -> Response | None:
        visit = visit_of(self._site, request)
        say, now = words(visit.language).gettext, self._site.office.clock.now()
        client = request.client.host if request.client else ""
        if request.headers.get("host") != self._site.host:
            sentence = say("Open this page at the address that the bot gives you.")
            return visit.refused(Refusal.HOST, HTTPStatus.BAD_REQUEST, sentence)
        paces = [self._site.pages]
        if visit.path.startswith(LOGIN) and request.method == "POST":
            paces.append(self._site.logins)
        if not all(pace.allows(client, now) for pace in paces):
            sentence = say("That was a lot at once. Wait a minute, then go on.")
            turned = visit.refused(Refusal.TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS, sentence)
            turned.headers["Retry-After"] = "60"
            return turned
        if len(visit.path) > LONGEST_PATH:
            return unknown(self._site, request)
        return None

    def _failed(self, request: Request) -> Response:
        visit = visit_of(self._site, request)
        say = words(visit.language).gettext
        sentence = say("This page could not be made. Nothing was changed; try again soon.")
        return visit.sorry(HTTPStatus.INTERNAL_SERVER_ERROR, sentence)


def unknown(site: Site, request: Request) -> Response:
    """The page for an address that is none of ours."""
    visit = visit_of(site, request)
    sentence = words(visit.language).gettext("There is no such page.")
    return visit.sorry(HTTPStatus.NOT_FOUND, sentence)
