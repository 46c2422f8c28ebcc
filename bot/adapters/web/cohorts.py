"""The facilitator's groups: found one, invite into it, end it."""

from hashlib import sha256
from http import HTTPStatus

from starlette.responses import Response

from bot.adapters.web.visit import Visit, go_to
from bot.errors import CannotDo
from bot.facilitation import groups
from bot.facilitation.groups import LONGEST_NAME
from bot.presentation.words import words


async def index(visit: Visit) -> Response:
    """All groups of the facilitator, newest first, and the form for a new one."""
    return await _index(visit)


async def found(visit: Visit) -> Response:
    """A new group; sending the same form twice makes one group."""
    name, nonce = visit.form.one("name"), visit.form.one("nonce")
    id_ = sha256(f"{visit.facilitator} {nonce}".encode()).hexdigest()[:16]
    try:
        cohort = await groups.found(visit.office, visit.facilitator, name, id_)
    except CannotDo as error:
        return await _index(visit, name, words(visit.language).gettext(str(error)))
    return go_to(f"/cohorts/{cohort.id}?done=founded")


async def invite(visit: Visit) -> Response:
    """A new link, shown this once: only its hash is kept."""
    cohort = await visit.cohort()
    invitation = await groups.invite(visit.office, cohort)
    here = f"/cohorts/{cohort.id}"
    return visit.page("invitation", cohort=cohort, invitation=invitation, path=here)


async def revoke(visit: Visit) -> Response:
    """Make all links into the group void."""
    cohort = await visit.cohort()
    await visit.office.records.revoke(cohort.id)
    return go_to(f"/cohorts/{cohort.id}?done=revoked")


async def ask_end(visit: Visit) -> Response:
    """What ending the group means, before it is ended."""
    cohort = await visit.cohort()
    people = len(await visit.office.records.members(cohort.id))
    return visit.page("end", cohort=cohort, people=people)


async def end(visit: Visit) -> Response:
    """End the group."""
    cohort = await visit.cohort()
    await visit.office.records.end_cohort(cohort.id)
    return go_to("/cohorts?done=ended")


async def _index(visit: Visit, name: str = "", fault: str | None = None) -> Response:
    records = visit.office.records
    cohorts = await records.cohorts(visit.facilitator)
    known = [(cohort, len(await records.members(cohort.id))) for cohort in cohorts]
    return visit.page(
        "cohorts",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        cohorts=known,
        nonce=visit.office.new_token(),
        name=name,
        fault=fault,
        longest=LONGEST_NAME,
    )
