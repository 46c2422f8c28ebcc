"""The addresses of the page and what answers there."""

from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.adapters.web import cohort, cohorts, drills, inbox, library, login, taking_out, trainee
from bot.adapters.web.door import Door, unknown
from bot.adapters.web.figures import Figures
from bot.adapters.web.gates import Page, for_facilitators, open_to_all
from bot.adapters.web.rendering import STYLE
from bot.adapters.web.site import Draw, Site
from bot.facilitation.office import Office
from bot.ports.reports import Plots, Reports

NOT_FOUND: Final = (404, 405)


def web_app(office: Office, reports: Reports, plots: Plots, draw: Draw) -> Starlette:
    """The facilitators' page as an ASGI application, reached at `office.web_address`."""
    assert office.web_address is not None, "the page needs to know its address"
    site = Site(office, reports, Figures(office, plots), draw, office.web_address)

    async def not_found(request: Request, _: Exception) -> Response:
        return unknown(site, request)

    app = Starlette(
        routes=[*_open(site), *_guarded(site)],
        middleware=[Middleware(Door, site=site)],
        exception_handlers=dict.fromkeys(NOT_FOUND, not_found),
    )
    # Behind a proxy Starlette would lead from /cohorts/ to an address without TLS.
    app.router.redirect_slashes = False
    return app


def _open(site: Site) -> list[BaseRoute]:
    """What can be seen by anybody."""
    link = "/login/{token}"
    return [
        Route("/", _home),
        Route("/style.css", _style),
        Route("/login", open_to_all(site, login.how)),
        Route(link, open_to_all(site, login.ask)),
        Route(link, open_to_all(site, login.enter), methods=["POST"]),
    ]


def _guarded(site: Site) -> list[BaseRoute]:
    """What only a facilitator sees."""

    def show(path: str, page: Page) -> Route:
        return Route(path, for_facilitators(site, page))

    def take(path: str, page: Page) -> Route:
        return Route(path, for_facilitators(site, page), methods=["POST"])

    one = "/cohorts/{cohort}"
    person = one + "/trainees/{number:int}"
    call = person + "/drills/{session}"
    return [
        take("/logout", login.leave),
        show("/cohorts", cohorts.index),
        take("/cohorts", cohorts.found),
        show(one, cohort.cohort),
        take(one + "/invitations", cohorts.invite),
        take(one + "/invitations/revoke", cohorts.revoke),
        show(one + "/export.{form}", taking_out.group),
        show(one + "/plots/{plot}.svg", taking_out.group_plot),
        show(person + "/export.{form}", taking_out.person),
        show(person + "/plots/fading.svg", taking_out.fading),
        show(call + "/export.{form}", taking_out.drill),
        show(one + "/end", cohorts.ask_end),
        take(one + "/end", cohorts.end),
        show(person, trainee.trainee),
        show(call, drills.drill),
        take(call + "/replies/{turn:int}", drills.judge),
        show("/inbox", inbox.inbox),
        show("/scenarios", library.index),
        show("/scenarios/{scenario}", library.scenario),
    ]


async def _home(_: Request) -> Response:
    return RedirectResponse("/cohorts")


async def _style(_: Request) -> Response:
    """The style sheet; its address changes with its text, so it may be kept."""
    keep = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(STYLE, media_type="text/css", headers=keep)
