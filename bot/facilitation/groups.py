"""Starting a group, inviting people into it, and ending it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.errors import CannotDo
from bot.facilitation.office import Office
from bot.ports import Cohort, CohortOffer, Duty, DutyOffer

LONGEST_NAME: Final = 60
"""Characters: one line on an old phone."""

LINK_LIVES: Final = timedelta(days=2)
"""From the day before a training to its end."""

JOIN: Final = "join-"
DUTY: Final = "duty-"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link and when it runs out."""

    link: str
    until: datetime


async def found(office: Office, facilitator: str, name: str, id: str) -> Cohort:
    """A new group; the same `id` twice is one group. Errors: CannotDo if the name is no name."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise CannotDo("A group needs a name of 1 to 60 letters.")
    cohort = Cohort(id, name, facilitator, office.clock.now())
    await office.records.add_cohort(cohort)
    return cohort


async def invite(office: Office, cohort: Cohort) -> Invitation:
    """A link that lets people join the group for a while."""
    return await _offer(office, JOIN, CohortOffer(cohort.id))


async def pass_on(office: Office, duty: Duty) -> Invitation:
    """A link that gives this duty to the first person who opens it."""
    return await _offer(office, DUTY, DutyOffer(duty))


async def _offer(office: Office, prefix: str, offer: CohortOffer | DutyOffer) -> Invitation:
    token, until = office.new_token(), office.clock.now() + LINK_LIVES
    await office.records.offer(token, offer, until)
    return Invitation(office.start_link(prefix + token), until)
