"""Looking into what a trainee practised; every look is noted before anything is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.core.events import DrillStarted, Event
from bot.core.practice import Practised
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard, score
from bot.errors import NotYours
from bot.facilitation.office import Office
from bot.ports import Cohort, Look, Looked, Member

ONE_LOOK: Final = timedelta(minutes=10)
"""What is opened again within this time is not noted again: the list is to be read."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """A drill as it was: its scenario snapshot, its events, and the scorecard they make."""

    practised: Practised
    scenario: Scenario
    events: tuple[Event, ...]
    card: Scorecard

    @property
    def language(self) -> str:
        """The language in which the call was taken."""
        started = self.events[0]
        assert isinstance(started, DrillStarted)
        return started.language


async def trainee(office: Office, cohort: Cohort, member: Member) -> Sequence[Practised]:
    """The finished drills of a member, oldest first."""
    await note(office, cohort, member, Looked.TRAINEE)
    return await office.records.practised_by(cohort.id, member.trainee)


async def drill(office: Office, cohort: Cohort, member: Member, practised: Practised) -> Drilled:
    """The whole drill. Errors: NotYours if it was erased meanwhile."""
    await note(office, cohort, member, Looked.DRILL, practised.session)
    return await drilled(office, practised)


async def drilled(office: Office, practised: Practised) -> Drilled:
    """The drill, for a work that notes its look itself. Errors: NotYours."""
    events = tuple(await office.store.events(practised.session))
    scenario = await office.store.snapshot(practised.digest)
    card = score(office.vocabulary, scenario, events) if scenario and events else None
    if scenario is None or card is None:
        raise NotYours("This call is not kept any more.")
    return Drilled(practised, scenario, events, card)


async def note(
    office: Office, cohort: Cohort, member: Member, what: Looked, session: str | None = None
) -> None:
    """Write down who looked, where the trainee can see it; going on looking is one look."""
    now = office.clock.now()
    look = Look(cohort.facilitator, cohort.id, member.trainee, what, now, session)
    for known in await office.records.looks(member.trainee):
        if now - known.at >= ONE_LOOK:
            break
        if replace(known, at=now) == look:
            return
    await office.records.add_look(look)
