"""One trainee: what they practised over time, and what to meet again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from bot.adapters.web.advising import shown_advice
from bot.adapters.web.drills import path_of
from bot.adapters.web.paging import slice_of
from bot.adapters.web.taking_out import GROUP
from bot.adapters.web.visit import Visit
from bot.core.events import Role
from bot.core.learning.counts import Counts, count
from bot.core.learning.forms import Answered
from bot.core.learning.quiz import Moment
from bot.core.learning.refreshers import Refresher
from bot.core.overview import PersonOverview, Taken, person_overview
from bot.core.vocabulary import Kind
from bot.facilitation import reporting, viewing
from bot.ports import Cohort, Member
from bot.presentation.pages import habit_title
from bot.presentation.pseudonyms import pseudonym
from bot.presentation.wording import family_name, kind_name, moment_name, outcome_name


@dataclass(frozen=True, slots=True)
class Row:
    """A drill in the history."""

    where: str
    title: str
    outcome: str
    genuine: bool
    adviser: bool
    taken: Taken


@dataclass(frozen=True, slots=True)
class ShownRefresher:
    """A family of scams and when it should be met again."""

    family: str
    due: datetime
    now: bool


@dataclass(frozen=True, slots=True)
class ShownHabit:
    """In how many of the calls that tested it a habit was shown; scam and genuine calls apart."""

    habit: str
    kind: str
    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class ShownQuiz:
    """A quiz that was answered to the end, in plain counts."""

    moment: str
    at: datetime
    counts: Counts


async def trainee(visit: Visit) -> Response:
    """The history of one member, newest first; the look is noted."""
    cohort, member = await visit.member()
    drills = await viewing.trainee(visit.office, cohort, member)
    library = visit.office.library.scenarios()
    overview = person_overview(visit.office.vocabulary, library, drills)
    titles = {one.id: one.title[visit.language] for one in library}
    page = slice_of(overview.history[::-1], visit.page_number)
    return visit.page(
        "trainee",
        cohort=cohort,
        member=member,
        name=pseudonym(member.number, visit.language),
        overview=overview,
        habits=_habits(visit, overview),
        advice=shown_advice(visit, overview.next),
        page=page,
        rows=[_row(visit.language, cohort, member, one, titles) for one in page.rows],
        refreshers=_refreshers(visit, await reporting.refreshers(visit.office, cohort, member)),
        quizzes=_quizzes(visit.language, await reporting.quizzes(visit.office, member)),
        forms=[form.value for form in GROUP],
    )


def _row(
    language: str, cohort: Cohort, member: Member, taken: Taken, titles: Mapping[str, str]
) -> Row:
    drill = taken.drill
    return Row(
        path_of(cohort, member, drill.session),
        titles.get(drill.scenario, drill.scenario),
        outcome_name(drill.outcome, language),
        drill.kind is Kind.GENUINE,
        drill.role is Role.ADVISER,
        taken,
    )


def _habits(visit: Visit, overview: PersonOverview) -> list[ShownHabit]:
    return [
        ShownHabit(
            habit_title(visit.office.vocabulary, one.habit, visit.language),
            kind_name(one.kind, visit.language),
            one.shown.count,
            one.shown.of,
        )
        for one in overview.habits
    ]


def _refreshers(visit: Visit, known: Sequence[Refresher]) -> list[ShownRefresher]:
    now = visit.office.clock.now()
    return [
        ShownRefresher(
            family_name(visit.office.vocabulary, one.family, visit.language),
            one.due,
            one.due <= now,
        )
        for one in known
    ]


def _quizzes(
    language: str, taken: Sequence[tuple[Moment, datetime, Sequence[Answered]]]
) -> list[ShownQuiz]:
    return [
        ShownQuiz(moment_name(moment, language), at, count(answers))
        for moment, at, answers in taken
    ]
