"""The outermost layer: strict headers on every answer, and who is not let in at all."""

import logging
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.adapters.web.gates import address_of, cookie_name, visit_of
from bot.adapters.web.refusing import Refusal, other_host, too_many
from bot.adapters.web.site import Site
from bot.presentation.words import words

LONGEST_PATH: Final = 512
"""Characters; the longest address of ours has a quarter of that."""

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
        if not self._in_time(request):
            self._site.note(Refusal.TOO_MANY)
            return too_many()
        if request.headers.get("host") != self._site.host:
            self._site.note(Refusal.HOST)
            return other_host()
        if len(request.url.path) > LONGEST_PATH:
            return unknown(self._site, request)
        return None

    def _in_time(self, request: Request) -> bool:
        site, now = self._site, self._site.office.clock.now()
        session = request.cookies.get(cookie_name(site), "")
        if site.sessions.knows(session):
            return site.sessions.allows(session, now)
        return site.pages.allows(address_of(request), now)

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
