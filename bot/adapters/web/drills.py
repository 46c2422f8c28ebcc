"""A drill as a conversation, and a facilitator's verdicts on how its replies were read."""

from starlette.responses import Response

from bot.adapters.web.drill_view import act_groups, shown
from bot.adapters.web.taking_out import DRILL
from bot.adapters.web.visit import Visit, go_to
from bot.core.events import Verdict
from bot.errors import CannotDo
from bot.facilitation import judging, viewing
from bot.facilitation.judging import LONGEST_REASON
from bot.facilitation.office import own_drill
from bot.facilitation.viewing import Drilled
from bot.ports import Cohort, Member
from bot.presentation.pseudonyms import pseudonym

INBOX = "inbox"


async def drill(visit: Visit) -> Response:
    """The whole drill."""
    cohort, member = await visit.member()
    practised = await own_drill(visit.office, member, visit.parts["session"])
    seen = await viewing.drill(visit.office, cohort, member, practised)
    return _drill(visit, cohort, member, seen)


async def judge(visit: Visit) -> Response:
    """A verdict on one reply; then back to where it was given."""
    cohort, member = await visit.member()
    practised = await own_drill(visit.office, member, visit.parts["session"])
    seen = await viewing.drilled(visit.office, practised)
    turn, form = visit.parts["turn"], visit.form
    await judging.judge(
        visit.office,
        visit.facilitator,
        seen,
        turn,
        verdict_of(form.one("verdict")),
        tuple(form.many("act")),
        form.one("reason"),
    )
    if form.one("back") == INBOX:
        return go_to("/inbox?done=judged")
    return go_to(f"{path_of(cohort, member, practised.session)}?done=judged#reply-{turn}")


def path_of(cohort: Cohort, member: Member, session: str) -> str:
    """Where a drill is shown."""
    return f"/cohorts/{cohort.id}/trainees/{member.number}/drills/{session}"


def verdict_of(text: str) -> Verdict:
    """The verdict that a form names. Errors: CannotDo."""
    try:
        return Verdict(text)
    except ValueError:
        raise CannotDo("Choose what the reply does: 1 to 5 things.") from None


def _drill(visit: Visit, cohort: Cohort, member: Member, seen: Drilled) -> Response:
    vocabulary = visit.office.vocabulary
    return visit.page(
        "drill",
        cohort=cohort,
        member=member,
        name=pseudonym(member.number, visit.language),
        practised=seen.practised,
        drill=shown(vocabulary, seen, visit.language),
        groups=act_groups(vocabulary, visit.language),
        where=path_of(cohort, member, seen.practised.session),
        back="",
        longest=LONGEST_REASON,
        forms=[form.value for form in DRILL],
    )
