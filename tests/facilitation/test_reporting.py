"""Taking reports out: what is in them, and that whom they concern can see it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.learning.quiz import ItemAnswered, Moment, QuizEnded, QuizEvent, QuizStarted
from bot.core.learning.refreshers import drill_reviews, schedule
from bot.errors import NotYours
from bot.facilitation import reporting
from bot.facilitation.office import own_drill
from bot.ports import Address, Cohort, Looked, Member, QuizStep
from tests.adapters.web.stage import HER, Stage, opened
from tests.core.learning.making import answers, form

FORM = form()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as found:
        found.office = replace(found.office, forms=(FORM,))
        yield found


async def the_group(stage: Stage) -> tuple[Cohort, list[Member]]:
    cohort = await stage.office.records.cohort("group")
    assert cohort is not None
    return cohort, list(await stage.office.records.members(cohort.id))


async def sit(
    stage: Stage,
    who: Address,
    moment: Moment,
    hits: int,
    alarms: int,
    digest: str = FORM.digest,
    drills: int = 0,
) -> None:
    """Answer the whole quiz, with so many scams seen and so many false alarms of ten."""
    given = [
        ItemAnswered(one.item.id, one.verdict, one.confidence, one.action)
        for one in answers(hits, alarms)
    ]
    events: tuple[QuizEvent, ...] = (
        QuizStarted(FORM.id, digest, moment, 1, "ko", drills),
        *given,
        QuizEnded(),
    )
    stage.steps += 1
    await stage.save(who, quiz=QuizStep(f"sitting-{stage.steps}", 0, events))


def people(count: int) -> list[Address]:
    return [Address("telegram", str(1000 + number)) for number in range(count)]


async def newcomers(stage: Stage, count: int) -> list[Address]:
    """A cohort of people who have not practised yet."""
    await stage.cohort()
    found = people(count)
    for who in found:
        await stage.member(who)
    return found


class TestGroup:
    async def test_its_figures_are_those_of_its_drills(self, stage: Stage) -> None:
        await stage.group_of(5)
        cohort, _ = await the_group(stage)
        report = await reporting.group_report(stage.office, cohort)
        assert (report.name, report.overview.participation.drills) == ("Tuesday", 10)
        assert report.overview.scams is not None

    async def test_a_report_that_names_nobody_is_no_look_at_anybody(self, stage: Stage) -> None:
        await stage.group_of(5)
        cohort, members = await the_group(stage)
        await reporting.group_report(stage.office, cohort)
        assert await stage.office.records.looks(members[0].trainee) == []

    async def test_quizzes_before_and_after_practising_are_told_apart(self, stage: Stage) -> None:
        for who in await newcomers(stage, 5):
            await sit(stage, who, Moment.BEFORE, 5, 5)
            await stage.drill(who)
            await sit(stage, who, Moment.AFTER, 9, 1, drills=1)
        cohort, _ = await the_group(stage)
        quiz = (await reporting.group_report(stage.office, cohort)).quiz
        assert quiz.before is not None
        assert quiz.after is not None
        assert quiz.change is not None
        assert (quiz.before.hits.count, quiz.after.hits.count) == (25, 45)
        assert quiz.change.people == 5

    async def test_a_first_quiz_after_practising_is_not_one_before_it(self, stage: Stage) -> None:
        for number, who in enumerate(await newcomers(stage, 6)):
            if number == 0:
                await stage.drill(who)
            await sit(stage, who, Moment.BEFORE, 5, 5, drills=int(number == 0))
        cohort, _ = await the_group(stage)
        before = (await reporting.group_report(stage.office, cohort)).quiz.before
        assert before is not None
        assert before.people == 5

    async def test_nor_is_one_that_was_answered_on_after_a_call(self, stage: Stage) -> None:
        for number, who in enumerate(await newcomers(stage, 6)):
            if number == 0:
                await stage.drill(who)
            await sit(stage, who, Moment.BEFORE, 5, 5, drills=0)
        cohort, _ = await the_group(stage)
        before = (await reporting.group_report(stage.office, cohort)).quiz.before
        assert before is not None
        assert before.people == 5

    async def test_quizzes_of_fewer_than_five_are_not_measured(self, stage: Stage) -> None:
        for who in (await newcomers(stage, 6))[:4]:
            await sit(stage, who, Moment.BEFORE, 5, 5)
        cohort, _ = await the_group(stage)
        assert (await reporting.group_report(stage.office, cohort)).quiz.before is None

    async def test_quizzes_of_another_edition_are_not_mixed_in(self, stage: Stage) -> None:
        for who in await newcomers(stage, 5):
            await sit(stage, who, Moment.BEFORE, 5, 5, digest="older")
        cohort, _ = await the_group(stage)
        assert (await reporting.group_report(stage.office, cohort)).quiz.before is None


class TestPerson:
    async def test_a_quiz_begun_before_joining_is_not_theirs_to_see(self, stage: Stage) -> None:
        began = QuizStarted(FORM.id, FORM.digest, Moment.BEFORE, 1, "ko")
        await stage.cohort()
        await stage.save(HER, quiz=QuizStep("sitting", 0, (began,)))
        await stage.member()
        given = [
            ItemAnswered(one.item.id, one.verdict, one.confidence, one.action)
            for one in answers(5, 5)
        ]
        await stage.save(HER, quiz=QuizStep("sitting", 1, (*given, QuizEnded())))
        _, (member,) = await the_group(stage)
        assert await reporting.quizzes(stage.office, member) == []

    async def test_taking_a_report_out_is_noted_where_they_can_see_it(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill()
        cohort, (member,) = await the_group(stage)
        report = await reporting.trainee_report(stage.office, cohort, member)
        assert len(report.overview.history) == 1
        looks = await stage.office.records.looks(member.trainee)
        assert [(look.what, look.session) for look in looks] == [(Looked.EXPORT, None)]

    async def test_refreshers_are_those_of_the_drills(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill()
        cohort, (member,) = await the_group(stage)
        report = await reporting.trainee_report(stage.office, cohort, member)
        drills = await stage.office.records.practised_by("group", member.trainee)
        known = drill_reviews(drills, stage.office.library.scenarios())
        assert report.refreshers == schedule(known)


class TestDrill:
    async def test_a_scorecard_is_noted_with_its_call(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        session = await stage.drill()
        cohort, (member,) = await the_group(stage)
        practised = await own_drill(stage.office, member, session)
        report = await reporting.drill_report(stage.office, cohort, member, practised)
        assert report.card.total == practised.total
        looks = await stage.office.records.looks(member.trainee)
        assert [(look.what, look.session) for look in looks] == [(Looked.EXPORT, session)]

    async def test_one_that_was_erased_meanwhile_is_gone(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        session = await stage.drill()
        cohort, (member,) = await the_group(stage)
        practised = await own_drill(stage.office, member, session)
        await stage.store.forget(HER)
        with pytest.raises(NotYours):
            await reporting.drill_report(stage.office, cohort, member, practised)
