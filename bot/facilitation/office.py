"""The tools of a facilitator's work, and the one rule on top: everybody sees only their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.learning.forms import Form
from bot.core.practice import Practised
from bot.core.vocabulary import Vocabulary
from bot.errors import NotYours
from bot.ports import Clock, Cohort, Library, Logins, Member, Records, Store


@dataclass(frozen=True, slots=True)
class Office:
    """The concrete parts; `new_token` gives text that nobody can guess, fit for a link.

    `start_link` makes the link that opens the chat with a payload, `web_address` is where the
    facilitators' page can be reached, None where it is not served. `forms` are those of the quiz.
    """

    store: Store
    records: Records
    logins: Logins
    library: Library
    vocabulary: Vocabulary
    clock: Clock
    new_token: Callable[[], str]
    start_link: Callable[[str], str]
    web_address: str | None = None
    forms: Sequence[Form] = ()


async def own_cohort(office: Office, facilitator: str, cohort: str) -> Cohort:
    """The cohort, if it is this facilitator's.

    Errors: NotYours, the same whether it is somebody else's or there is none.
    """
    found = await office.records.cohort(cohort)
    if found is None or found.facilitator != facilitator:
        raise NotYours("There is no such group among yours.")
    return found


async def own_member(office: Office, cohort: Cohort, number: int) -> Member:
    """The member of this number. Errors: NotYours."""
    for member in await office.records.members(cohort.id):
        if member.number == number:
            return member
    raise NotYours("There is nobody of this name in the group.")


async def own_drill(office: Office, member: Member, session: str) -> Practised:
    """A drill that the member took since they joined. Errors: NotYours."""
    for drill in await office.records.practised_by(member.cohort, member.trainee):
        if drill.session == session:
            return drill
    raise NotYours("There is no such call of this person.")
