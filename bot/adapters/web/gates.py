"""What every request passes before a page sees it: where it comes from, whose it is, what fails."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.adapters.web.reading import (
    LANGUAGE_COOKIE,
    Form,
    TooLarge,
    TooSlow,
    form_of,
    language_of,
)
from bot.adapters.web.refusing import Refusal
from bot.adapters.web.site import Site
from bot.adapters.web.visit import Visit
from bot.core.language import LANGUAGES
from bot.errors import CannotDo, NotYours, StoreFailed, Unreadable
from bot.facilitation import entering
from bot.presentation.words import words

Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

A_YEAR: Final = 365 * 24 * 3600


def open_to_all(site: Site, page: Page) -> Endpoint:
    """`page` for whoever comes; a form must come from this site all the same."""

    async def endpoint(request: Request) -> Response:
        answer = await _answer(visit_of(site, request), request, page)
        return _remembering_language(site, request, answer)

    return endpoint


def for_facilitators(site: Site, page: Page) -> Endpoint:
    """`page` for somebody who is logged in; a form must carry the key of their session."""

    async def guarded(visit: Visit) -> Response:
        if visit.session is None:
            visit.site.note(Refusal.NO_SESSION)
            return visit.page("enter", HTTPStatus.FORBIDDEN)
        return await page(visit)

    async def endpoint(request: Request) -> Response:
        visit = visit_of(site, request)
        try:
            token = request.cookies.get(cookie_name(site), "")
            session = await entering.session_of(site.office, token) if token else None
        except (StoreFailed, Unreadable):
            return _store_failed(visit)
        if session and not site.sessions.knows(token):
            site.sessions.allows(token, site.office.clock.now())
        visit = replace(visit, session=session, token=token)
        answer = await _answer(visit, request, guarded)
        return _remembering_language(site, request, answer)

    return endpoint


def visit_of(site: Site, request: Request) -> Visit:
    """The visit before anything is known of who it is."""
    return Visit(
        site,
        language_of(request),
        request.url.path,
        request.query_params,
        request.path_params,
        address_of(request),
    )


def address_of(request: Request) -> str:
    """The address that the request comes from, as the server or its proxy tells it."""
    return request.client.host if request.client else ""


def cookie_name(site: Site) -> str:
    """The session's cookie; browsers let nobody else set one with this prefix."""
    return "__Host-session" if site.secure else "session"


async def _answer(visit: Visit, request: Request, page: Page) -> Response:
    """The page, or a page that says plainly why not."""
    say = words(visit.language).gettext
    try:
        if request.method == "POST":
            form = await form_of(request)
            if refusal := _forged(visit, request, form):
                sentence = say("This form was not sent from this page. Open the page again.")
                return visit.refused(refusal, HTTPStatus.FORBIDDEN, sentence)
            visit = replace(visit, form=form)
        return await page(visit)
    except TooLarge:
        sentence = say("That is more than fits into this form.")
        return visit.refused(Refusal.TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)
    except TooSlow:
        sentence = say("The form did not arrive. Send it again.")
        return visit.refused(Refusal.TOO_SLOW, HTTPStatus.REQUEST_TIMEOUT, sentence)
    except NotYours as error:
        return visit.refused(Refusal.NOT_THEIRS, HTTPStatus.NOT_FOUND, say(str(error)))
    except CannotDo as error:
        return visit.sorry(HTTPStatus.UNPROCESSABLE_ENTITY, say(str(error)))
    except (StoreFailed, Unreadable):
        return _store_failed(visit)


def _forged(visit: Visit, request: Request, form: Form) -> Refusal | None:
    """Whether a form comes from elsewhere, or without the key that only our pages know."""
    if request.headers.get("origin") != visit.site.address:
        return Refusal.ORIGIN
    if visit.session is None:
        return None
    sent, known = form.one("form_key").encode(), visit.session.form_key.encode()
    return None if secrets.compare_digest(sent, known) else Refusal.FORM


def _store_failed(visit: Visit) -> Response:
    say = words(visit.language).gettext
    sentence = say("The records cannot be read right now. Nothing was changed; try again soon.")
    return visit.sorry(HTTPStatus.SERVICE_UNAVAILABLE, sentence)


def _remembering_language(site: Site, request: Request, answer: Response) -> Response:
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            wanted,
            max_age=A_YEAR,
            secure=site.secure,
            httponly=True,
            samesite="strict",
        )
    return answer
