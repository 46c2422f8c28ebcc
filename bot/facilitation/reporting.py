"""Taking reports out: of a group, of one person, of one drill; what concerns a person is noted."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.core.learning.forms import Answered
from bot.core.learning.measures import compare, measure
from bot.core.learning.quiz import Moment, Quiz, answered, replay
from bot.core.learning.refreshers import Refresher, drill_reviews, quiz_reviews, schedule
from bot.core.overview import group_overview, person_overview
from bot.core.practice import Practised
from bot.facilitation.office import Office
from bot.facilitation.viewing import drilled, note
from bot.ports import Cohort, Looked, Member, Sitting
from bot.ports.reports import DrillReport, GroupReport, QuizFigures, TraineeReport

Sat = tuple[Quiz, datetime]
"""A quiz that was answered to the end, and when."""


async def group_report(office: Office, cohort: Cohort) -> GroupReport:
    """What may be told of a group; it names nobody, so there is no look to note."""
    members = await office.records.members(cohort.id)
    drills = await office.records.practised(cohort.id)
    replies = await office.records.scored(cohort.id)
    library = office.library.scenarios()
    overview = await asyncio.to_thread(
        group_overview, office.vocabulary, library, len(members), drills, replies
    )
    quiz = await quiz_figures(office, cohort)
    made = office.clock.now().date()
    return GroupReport(cohort.name, cohort.synthetic, overview, made, quiz)


async def trainee_report(office: Office, cohort: Cohort, member: Member) -> TraineeReport:
    """What their facilitator may take along of one person."""
    await note(office, cohort, member, Looked.EXPORT)
    drills = await office.records.practised_by(cohort.id, member.trainee)
    overview = person_overview(office.vocabulary, office.library.scenarios(), drills)
    known = await refreshers(office, cohort, member)
    return TraineeReport(member.number, cohort.synthetic, overview, office.clock.now(), known)


async def drill_report(
    office: Office, cohort: Cohort, member: Member, practised: Practised
) -> DrillReport:
    """One drill as a scorecard. Errors: NotYours if it was erased meanwhile."""
    await note(office, cohort, member, Looked.EXPORT, practised.session)
    seen = await drilled(office, practised)
    taken = practised.at.date()
    return DrillReport(member.number, cohort.synthetic, seen.scenario, seen.card, taken)


async def quiz_figures(office: Office, cohort: Cohort) -> QuizFigures:
    """What these people told apart: their first quiz before practising, their last one after it.

    Only sittings since they joined count, and only of forms as they are now. Before practising
    means that no drill had ended when the last answer was given.
    """
    before: dict[str, Sequence[Answered]] = {}
    after: dict[str, Sequence[Answered]] = {}
    drills = await office.records.practised(cohort.id)
    first = {one.trainee: one.at for one in reversed(drills)}
    for trainee, sittings in (await office.records.sittings(cohort.id)).items():
        for quiz, at in _whole(office, sittings):
            if quiz.unpractised and (trainee not in first or at < first[trainee]):
                before.setdefault(trainee, _answers(office, quiz))
            elif quiz.started.moment is Moment.AFTER:
                after[trainee] = _answers(office, quiz)
    both = [(before[one], after[one]) for one in before if one in after]
    return await asyncio.to_thread(
        lambda: QuizFigures(
            measure(list(before.values())), measure(list(after.values())), compare(both)
        )
    )


async def refreshers(office: Office, cohort: Cohort, member: Member) -> tuple[Refresher, ...]:
    """When a member should meet which family of scams again, the earliest first."""
    drills = await office.records.practised_by(cohort.id, member.trainee)
    taken = [(at, answers) for _, at, answers in await quizzes(office, member)]
    reviews = [*drill_reviews(drills, office.library.scenarios()), *quiz_reviews(taken)]
    return schedule(reviews)


async def quizzes(
    office: Office, member: Member
) -> list[tuple[Moment, datetime, Sequence[Answered]]]:
    """The quizzes that count of a member, oldest first: why, when, and the answers."""
    sat = await _sat(office, member)
    return [(quiz.started.moment, at, _answers(office, quiz)) for quiz, at in sat]


async def _sat(office: Office, member: Member) -> list[Sat]:
    """The quizzes that a member began since they joined and answered to the end, oldest first."""
    sittings = await office.store.sittings(member.trainee)
    return _whole(office, [one for one in sittings if one.started >= member.joined])


def _whole(office: Office, sittings: Sequence[Sitting]) -> list[Sat]:
    """Those that were answered to the end, in a form that is still the same."""
    digests = {form.id: form.digest for form in office.forms}
    found = [(replay(one.events), one.at) for one in sittings]
    return [
        (quiz, at)
        for quiz, at in found
        if quiz.whole and digests.get(quiz.started.form) == quiz.started.digest
    ]


def _answers(office: Office, quiz: Quiz) -> Sequence[Answered]:
    form = next(form for form in office.forms if form.id == quiz.started.form)
    return answered(quiz, form)
