"""One request, from the door to the page that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.adapters.web.reading import Form
from bot.adapters.web.refusing import Refusal
from bot.adapters.web.rendering import render
from bot.adapters.web.site import Site
from bot.facilitation.office import Office, own_cohort, own_member
from bot.ports import Cohort, Member, WebSession
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page knows of the request that it answers; `session` is None on open pages.

    `address` is where the visitor comes from; `token` is what opens the session, as the browser
    keeps it.
    """

    site: Site
    language: str
    path: str
    query: Mapping[str, str]
    parts: Mapping[str, Any]
    address: str
    session: WebSession | None = None
    token: str = ""
    form: Form = field(default_factory=Form)

    @property
    def office(self) -> Office:
        """The facilitators' tools."""
        return self.site.office

    @property
    def facilitator(self) -> str:
        """Who is logged in; only behind the gate for facilitators."""
        assert self.session is not None, "this page is not behind the gate"
        return self.session.facilitator

    @property
    def page_number(self) -> int:
        """The page of a long table that was asked for, counted from 1."""
        asked = self.query.get("page", "1")
        return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1  # noqa: PLR2004

    def page(self, template: str, /, status: int = HTTPStatus.OK, **values: Any) -> Response:
        """The page of this template, with what every page needs."""
        key = self.session.form_key if self.session else None
        notices = _notices(self.language)
        known = {
            "path": self.path,
            "form_key": key,
            "notice": notices.get(self.query.get("done", "")),
            **values,
        }
        return HTMLResponse(render(template, self.language, **known), status)

    def refused(self, refusal: Refusal, status: int, sentence: str) -> Response:
        """The page that turns somebody away; the attempt is noted."""
        self.site.note(refusal)
        return self.sorry(status, sentence)

    def sorry(self, status: int, sentence: str) -> Response:
        """A page that says why there is nothing else on it."""
        return self.page("sorry", status, sentence=sentence)

    async def cohort(self) -> Cohort:
        """The cohort of the address. Errors: NotYours."""
        return await own_cohort(self.office, self.facilitator, self.parts["cohort"])

    async def member(self) -> tuple[Cohort, Member]:
        """The cohort and the member of the address. Errors: NotYours."""
        cohort = await self.cohort()
        return cohort, await own_member(self.office, cohort, self.parts["number"])


def _notices(language: str) -> Mapping[str, str]:
    """What a page says at its top after something was done."""
    say = words(language).gettext
    return {
        "founded": say("The group is there. Make a link to invite people."),
        "revoked": say("The links into this group open nothing any more."),
        "ended": say("The group has ended."),
        "judged": say("Your verdict is saved, and the score is reckoned anew."),
        "left": say("You are logged out."),
    }


def go_to(path: str) -> Response:
    """Have the browser fetch `path`, so that loading the page again sends no form again."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
