"""In by a link that works once, out by a button."""

from http import HTTPStatus

from starlette.responses import Response

from bot.adapters.web.gates import cookie_name
from bot.adapters.web.refusing import Refusal, too_many
from bot.adapters.web.visit import Visit, go_to
from bot.errors import NotYours
from bot.facilitation import entering
from bot.presentation.words import words


async def how(visit: Visit) -> Response:
    """How to log in, for whoever came without a link."""
    return visit.page("enter")


async def ask(visit: Visit) -> Response:
    """One button: chats look at links for a preview, and must not use this one up."""
    return visit.page("login")


async def enter(visit: Visit) -> Response:
    """Use up the link and begin a session. Guessing is paced; a link that works always does."""
    site, now = visit.site, visit.office.clock.now()
    try:
        entered = await entering.enter(visit.office, visit.parts["token"])
    except NotYours as error:
        if not site.logins.allows(visit.address, now):
            site.note(Refusal.TOO_MANY)
            return too_many()
        sentence = words(visit.language).gettext(str(error))
        return visit.refused(Refusal.LOGIN, HTTPStatus.NOT_FOUND, sentence)
    site.sessions.allows(entered.token, now)
    answer = go_to("/cohorts")
    answer.set_cookie(
        cookie_name(visit.site),
        entered.token,
        max_age=int(entering.SESSION_LIVES.total_seconds()),
        secure=visit.site.secure,
        httponly=True,
        samesite="strict",
    )
    return answer


async def leave(visit: Visit) -> Response:
    """End the session."""
    await entering.leave(visit.office, visit.token)
    answer = go_to("/login?done=left")
    answer.delete_cookie(cookie_name(visit.site), secure=visit.site.secure, httponly=True)
    return answer
