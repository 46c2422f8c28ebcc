"""The replies of which the bot was least sure and that nobody has judged yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from bot.adapters.web.drill_view import ShownReply, act_groups, shown
from bot.adapters.web.drills import INBOX, path_of
from bot.adapters.web.visit import Visit
from bot.core.practice import ScoredReply
from bot.errors import NotYours
from bot.facilitation import viewing
from bot.facilitation.judging import LONGEST_REASON
from bot.facilitation.office import own_drill
from bot.ports import Cohort, Looked, Member
from bot.presentation.pseudonyms import pseudonym

AT_ONCE: Final = 10
"""Replies on a page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reply that waits for a verdict, and where its drill is."""

    cohort: Cohort
    name: str
    where: str
    title: str
    language: str
    reply: ShownReply


async def inbox(visit: Visit) -> Response:
    """The least sure replies of all groups, with their verdict forms; each look is noted."""
    skip = (visit.page_number - 1) * AT_ONCE
    found = await visit.office.records.unjudged(visit.facilitator, skip, AT_ONCE + 1)
    cohorts = {one.id: one for one in await visit.office.records.cohorts(visit.facilitator)}
    return visit.page(
        "inbox",
        entries=await _entries(visit, cohorts, found[:AT_ONCE]),
        page=visit.page_number,
        more=len(found) > AT_ONCE,
        groups=act_groups(visit.office.vocabulary, visit.language),
        back=INBOX,
        longest=LONGEST_REASON,
    )


async def _entries(
    visit: Visit,
    cohorts: Mapping[str, Cohort],
    found: Sequence[tuple[Member, ScoredReply]],
) -> list[Entry]:
    """What can be judged: a reply whose words are kept. Every call shown is noted first."""
    entries: dict[tuple[str, int], Entry] = {}
    for member, scored in found:
        cohort = cohorts.get(member.cohort)
        entry = await _entry(visit, cohort, member, scored) if cohort else None
        if cohort is None or entry is None:
            continue
        await viewing.note(visit.office, cohort, member, Looked.REPLY, scored.session)
        entries.setdefault((scored.session, scored.turn), entry)
    return list(entries.values())


async def _entry(visit: Visit, cohort: Cohort, member: Member, scored: ScoredReply) -> Entry | None:
    office = visit.office
    try:
        practised = await own_drill(office, member, scored.session)
        seen = await viewing.drilled(office, practised)
    except NotYours:
        return None
    drill = shown(office.vocabulary, seen, visit.language)
    reply = next((one for one in drill.replies if one.number == scored.turn), None)
    if reply is None or reply.text is None:
        return None
    return Entry(
        cohort,
        pseudonym(member.number, visit.language),
        path_of(cohort, member, scored.session),
        drill.title,
        drill.language,
        reply,
    )
