"""One group over time: participation, and from five people on what they do on the phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from bot.adapters.web.advising import shown_advice
from bot.adapters.web.figures import Taken
from bot.adapters.web.paging import slice_of
from bot.adapters.web.quizzes import shown_quiz
from bot.adapters.web.taking_out import GROUP
from bot.adapters.web.visit import Visit
from bot.core.overview import FEWEST, HabitOverTime, Side
from bot.ports import Member
from bot.presentation.pages import habit_title
from bot.presentation.pseudonyms import pseudonym
from bot.presentation.wording import kind_name, outcome_name


@dataclass(frozen=True, slots=True)
class Row:
    """A member of the group: how much they practised and when last."""

    name: str
    member: Member
    drills: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class ShownSide:
    """The figures of scam calls, or of genuine ones, with their words."""

    name: str
    side: Side
    endings: tuple[tuple[str, int], ...] | None
    habits: tuple[tuple[str, HabitOverTime], ...]


async def cohort(visit: Visit) -> Response:
    """The group's figures and its members, in the order of joining."""
    group = await visit.cohort()
    records = visit.office.records
    members = await records.members(group.id)
    report = await visit.site.figures.report(group)
    overview = report.overview
    sides = [one for one in (overview.scams, overview.genuine) if one]
    page = slice_of(members, visit.page_number)
    return visit.page(
        "cohort",
        cohort=group,
        fewest=FEWEST,
        overview=overview,
        curves=any(len(habit.curve) > 1 for side in sides for habit in side.habits),
        endings=any(side.endings and sum(side.endings.values()) for side in sides),
        quiz=shown_quiz(report.quiz, visit.language),
        forms=[form.value for form in GROUP],
        sides=[_side(visit, one) for one in sides],
        advice=shown_advice(visit, overview.next),
        page=page,
        rows=_rows(visit.language, page.rows, await visit.site.figures.taken(group)),
    )


def _side(visit: Visit, side: Side) -> ShownSide:
    language, vocabulary = visit.language, visit.office.vocabulary
    endings = side.endings
    return ShownSide(
        kind_name(side.kind, language),
        side,
        None
        if endings is None
        else tuple((outcome_name(one, language), count) for one, count in endings.items()),
        tuple((habit_title(vocabulary, one.habit, language), one) for one in side.habits),
    )


def _rows(language: str, members: Sequence[Member], taken: Mapping[str, Taken]) -> list[Row]:
    found = ((one, taken.get(one.trainee)) for one in members)
    return [
        Row(
            pseudonym(one.number, language),
            one,
            known.drills if known else 0,
            known.last if known else None,
        )
        for one, known in found
    ]
