"""What Records and Logins promise to facilitators, and the store keeps for them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.core.events import By, Judged, Verdict
from bot.core.learning.quiz import Moment, QuizLeft, QuizStarted
from bot.core.vocabulary import Habit, Kind
from bot.errors import StoreFailed
from bot.ports import (
    Address,
    Cohort,
    CohortOffer,
    Duty,
    DutyOffer,
    Joins,
    Leaves,
    Look,
    Looked,
    QuizStep,
    Sitting,
    Step,
    Trainee,
    WebSession,
)
from tests.building import Call, small

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HER = Address("telegram", "100200300")
HIM = Address("telegram", "400500600")
GROUP = Cohort("group", "화요일 반", "facilitator", AT)


@dataclass
class Kept:
    """A store and its records, and the deeds that fill them."""

    store: SqliteStore
    records: SqliteRecords
    steps: int = 0

    async def save(self, address: Address, at: datetime = AT, **changes: object) -> str:
        self.steps += 1
        trainee = await self.store.trainee(address)
        step = Step(f"step-{self.steps}", at, trainee, **changes)  # type: ignore[arg-type]
        assert await self.store.save(address, step)
        return trainee.id

    async def drill(self, address: Address, session: str, at: datetime = AT) -> Call:
        call = Call(small())
        call.say("discloses", text="I have some")
        call.say("agrees_to_pay", text="I will pay")
        await self.save(
            address,
            at,
            session=session,
            events=tuple(call.events),
            snapshot=call.scenario,
            scorecard=call.card,
        )
        return call


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    vault = Vault(b"k" * 32)
    found = Kept(
        SqliteStore(tmp_path / "store.db", vault), SqliteRecords(tmp_path / "store.db", vault)
    )
    yield found
    await found.records.close()
    await found.store.close()


@pytest.fixture
async def joined(kept: Kept) -> Kept:
    """A cohort with one member who has finished one drill in it."""
    await kept.records.add_cohort(GROUP)
    await kept.save(HER, membership=Joins("group"))
    await kept.drill(HER, "s1", AT + HOUR)
    return kept


class TestCohorts:
    async def test_are_those_of_their_facilitator_newest_first(self, kept: Kept) -> None:
        later = Cohort("later", "Thursday", "facilitator", AT + HOUR, synthetic=True)
        for cohort in (GROUP, later, Cohort("other", "Else", "somebody", AT)):
            await kept.records.add_cohort(cohort)
        assert await kept.records.cohorts("facilitator") == [later, GROUP]
        assert await kept.records.cohort("group") == GROUP
        assert await kept.records.cohort("nowhere") is None

    async def test_one_that_is_added_twice_is_kept_as_it_was(self, kept: Kept) -> None:
        await kept.records.add_cohort(GROUP)
        await kept.records.add_cohort(Cohort("group", "Renamed", "somebody", AT))
        assert await kept.records.cohort("group") == GROUP

    async def test_members_are_numbered_as_they_come(self, joined: Kept) -> None:
        await joined.save(HIM, membership=Joins("group"))
        await joined.save(HER, membership=Joins("group"))
        assert [one.number for one in await joined.records.members("group")] == [1, 2]

    async def test_a_number_is_given_to_nobody_else_after_its_member_has_left(
        self, joined: Kept
    ) -> None:
        await joined.save(HIM, membership=Joins("group"))
        await joined.save(HIM, membership=Leaves("group"))
        await joined.save(Address("telegram", "7"), membership=Joins("group"))
        assert [one.number for one in await joined.records.members("group")] == [1, 3]

    async def test_a_cohort_that_is_not_there_is_joined_by_nobody(self, kept: Kept) -> None:
        trainee = await kept.save(HER, membership=Joins("nowhere"))
        assert await kept.records.memberships(trainee) == []

    async def test_an_ended_one_is_gone_and_the_drills_stay_with_the_trainee(
        self, joined: Kept
    ) -> None:
        trainee = (await joined.store.trainee(HER)).id
        await joined.records.end_cohort("group")
        assert await joined.records.memberships(trainee) == []
        assert len((await joined.store.history(trainee)).drills) == 1

    async def test_go_with_a_facilitator_who_is_forgotten(self, kept: Kept) -> None:
        facilitator = (await kept.store.trainee(HIM)).id
        await kept.records.add_cohort(Cohort("his", "His", facilitator, AT))
        await kept.save(HER, membership=Joins("his"))
        await kept.store.forget(HIM)
        assert await kept.records.cohort("his") is None
        assert await kept.records.members("his") == []


class TestTime:
    """What the retention period ends besides drills."""

    LATER = AT + timedelta(days=90)

    async def test_a_member_of_whom_nothing_is_left_leaves(self, joined: Kept) -> None:
        her = (await joined.store.trainee(HER)).id
        await joined.store.save(HER, Step("korean", AT, Trainee(her, "ko")))
        await joined.store.purge(AT + HOUR)
        assert await joined.records.memberships(her), "there is a drill yet"
        await joined.store.purge(self.LATER)
        assert await joined.records.memberships(her) == []
        assert (await joined.store.trainee(HER)).language is None

    async def test_a_member_who_goes_on_practising_or_just_joined_stays(self, joined: Kept) -> None:
        await joined.drill(HER, "s2", self.LATER)
        him = await joined.save(HIM, self.LATER, membership=Joins("group"))
        await joined.store.purge(self.LATER)
        assert [one.number for one in await joined.records.members("group")] == [1, 2]
        assert await joined.records.memberships(him)

    async def test_a_group_that_nobody_is_left_in_ends(self, joined: Kept) -> None:
        await joined.store.purge(self.LATER)
        assert await joined.records.cohort("group") is None

    async def test_a_group_that_nobody_has_joined_yet_stays_while_it_is_new(
        self, kept: Kept
    ) -> None:
        await kept.records.add_cohort(GROUP)
        await kept.store.purge(AT)
        assert await kept.records.cohort("group") == GROUP

    async def test_a_group_into_which_a_link_was_open_since_stays(self, kept: Kept) -> None:
        await kept.records.add_cohort(GROUP)
        await kept.records.offer("token", CohortOffer("group"), self.LATER)
        await kept.store.purge(self.LATER)
        assert await kept.records.cohort("group") == GROUP
        await kept.store.purge(self.LATER + HOUR)
        assert await kept.records.cohort("group") is None


class TestOffers:
    async def test_a_link_opens_its_cohort_until_it_runs_out(self, kept: Kept) -> None:
        await kept.records.offer("token", CohortOffer("group"), AT + HOUR)
        assert await kept.records.offered("token", AT) == CohortOffer("group")
        assert await kept.records.offered("token", AT) == CohortOffer("group")
        assert await kept.records.offered("token", AT + HOUR) is None
        assert await kept.records.offered("guessed", AT) is None

    async def test_revoked_links_open_nothing(self, kept: Kept) -> None:
        await kept.records.offer("token", CohortOffer("group"), AT + HOUR)
        assert await kept.records.revoke("group") == 1
        assert await kept.records.offered("token", AT) is None

    async def test_a_duty_is_taken_by_the_first_who_comes(self, kept: Kept) -> None:
        await kept.records.offer("token", DutyOffer(Duty.FACILITATOR), AT + HOUR)
        her = (await kept.store.trainee(HER)).id
        assert await kept.records.take_duty("token", her, AT) is Duty.FACILITATOR
        assert await kept.records.take_duty("token", "somebody", AT) is None
        assert await kept.store.duties(HER) == {Duty.FACILITATOR}

    async def test_whoever_took_a_duty_is_told_so_again_as_long_as_they_have_it(
        self, kept: Kept
    ) -> None:
        await kept.records.offer("token", DutyOffer(Duty.FACILITATOR), AT + HOUR)
        her = (await kept.store.trainee(HER)).id
        for _ in range(2):
            assert await kept.records.take_duty("token", her, AT) is Duty.FACILITATOR
        await kept.store.end_duty(HER, Duty.FACILITATOR)
        assert await kept.records.take_duty("token", her, AT) is None
        assert await kept.store.duties(HER) == frozenset()

    async def test_a_duty_that_ran_out_is_taken_by_nobody(self, kept: Kept) -> None:
        await kept.records.offer("token", DutyOffer(Duty.ADMIN), AT)
        assert await kept.records.take_duty("token", "somebody", AT) is None


class TestDrills:
    async def test_tell_what_was_practised_and_nothing_that_was_written(self, joined: Kept) -> None:
        (found,) = await joined.records.practised("group")
        card = Call(small())
        assert (found.session, found.kind, found.digest) == (
            "s1",
            Kind.SCAM,
            card.scenario.digest,
        )
        assert found.habits[Habit.PAY] == 0
        assert not found.judged

    async def test_of_before_joining_and_after_leaving_are_not_seen(self, joined: Kept) -> None:
        await joined.save(HIM, AT, membership=None)
        await joined.drill(HIM, "before", AT)
        await joined.save(HIM, AT + HOUR, membership=Joins("group"))
        await joined.drill(HIM, "after", AT + 2 * HOUR)
        seen = {one.session for one in await joined.records.practised("group")}
        assert seen == {"s1", "after"}
        await joined.save(HIM, AT + 3 * HOUR, membership=Leaves("group"))
        assert {one.session for one in await joined.records.practised("group")} == {"s1"}

    async def test_of_one_member(self, joined: Kept) -> None:
        trainee = (await joined.store.trainee(HER)).id
        assert len(await joined.records.practised_by("group", trainee)) == 1
        assert await joined.records.practised_by("group", "somebody") == []

    async def test_replies_are_listed_with_what_was_read(self, joined: Kept) -> None:
        scored = await joined.records.scored("group")
        assert [(one.turn, one.read, one.acts, one.by) for one in scored] == [
            (1, frozenset({"discloses"}), None, By.WORDS),
            (2, frozenset({"agrees_to_pay"}), None, By.WORDS),
        ]

    async def test_of_a_forgotten_person_are_gone(self, joined: Kept) -> None:
        await joined.store.forget(HER)
        assert await joined.records.practised("group") == []
        assert await joined.records.scored("group") == []
        assert await joined.records.members("group") == []


class TestVerdicts:
    async def test_renew_the_scorecard_and_stand_in_the_events(self, joined: Kept) -> None:
        call = Call(small())
        call.events[:] = await joined.store.events("s1")
        before = call.card.total
        judged = Judged(2, Verdict.CHANGED, ("refuses_payment",), "facilitator")
        call.events.append(judged)
        await joined.records.judge("s1", judged, call.card, AT + 2 * HOUR)
        assert (await joined.store.events("s1"))[-1] == judged
        (found,) = await joined.records.practised("group")
        assert found.judged
        assert found.total == call.card.total > before
        assert found.at == AT + HOUR
        replies = {one.turn: one for one in await joined.records.scored("group")}
        assert replies[2].acts == frozenset({"refuses_payment"})
        assert replies[2].read == {"agrees_to_pay"}
        assert replies[1].acts is None
        trainee = (await joined.store.trainee(HER)).id
        assert (await joined.store.history(trainee)).drills[0].judged

    async def test_do_not_make_a_drill_live_longer(self, joined: Kept) -> None:
        call = Call(small())
        call.events[:] = await joined.store.events("s1")
        judged = Judged(1, Verdict.REJECTED, (), "facilitator")
        call.events.append(judged)
        await joined.records.judge("s1", judged, call.card, AT + 48 * HOUR)
        assert await joined.store.purge(AT + 2 * HOUR) == 1

    async def test_on_a_drill_that_is_gone_change_nothing(self, joined: Kept) -> None:
        call = Call(small())
        call.say("discloses")
        call.say("agrees_to_pay")
        with pytest.raises(StoreFailed, match="not kept any more"):
            await joined.records.judge(
                "nowhere", Judged(1, Verdict.REJECTED, (), "f"), call.card, AT
            )


class TestLooks:
    async def test_are_told_newest_first(self, joined: Kept) -> None:
        trainee = (await joined.store.trainee(HER)).id
        early = Look("facilitator", "group", trainee, Looked.TRAINEE, AT)
        late = Look("facilitator", "group", trainee, Looked.DRILL, AT + HOUR, "s1")
        for look in (early, late):
            await joined.records.add_look(look)
        assert await joined.records.looks(trainee) == [late, early]

    async def test_go_with_the_drill_and_with_the_person(self, joined: Kept) -> None:
        trainee = (await joined.store.trainee(HER)).id
        await joined.records.add_look(
            Look("facilitator", "group", trainee, Looked.DRILL, AT + HOUR, "s1")
        )
        await joined.store.forget(HER)
        assert await joined.records.looks(trainee) == []

    async def test_of_a_forgotten_person_none_is_noted_any_more(self, joined: Kept) -> None:
        trainee = (await joined.store.trainee(HER)).id
        await joined.store.forget(HER)
        await joined.records.add_look(Look("facilitator", "group", trainee, Looked.DRILL, AT, "s1"))
        assert await joined.records.looks(trainee) == []


class TestLogins:
    async def test_a_token_works_once_and_not_for_long(self, kept: Kept) -> None:
        await kept.records.add_login("once", "facilitator", AT + HOUR)
        await kept.records.add_login("late", "facilitator", AT)
        assert await kept.records.take_login("once", AT) == "facilitator"
        assert await kept.records.take_login("once", AT) is None
        assert await kept.records.take_login("late", AT) is None
        assert await kept.records.take_login("guessed", AT) is None

    async def test_a_session_lasts_as_long_as_it_says_and_the_duty_does(self, kept: Kept) -> None:
        her = (await kept.store.trainee(HER)).id
        await kept.store.give_duty(HER, Duty.FACILITATOR)
        session = WebSession(her, "form key", AT + HOUR)
        await kept.records.open_session("token", session)
        assert await kept.records.session("token", AT) == session
        assert await kept.records.session("token", AT + HOUR) is None
        assert await kept.records.session("guessed", AT) is None
        await kept.store.end_duty(HER, Duty.FACILITATOR)
        assert await kept.records.session("token", AT) is None

    async def test_an_ended_session_is_over(self, kept: Kept) -> None:
        her = (await kept.store.trainee(HER)).id
        await kept.store.give_duty(HER, Duty.FACILITATOR)
        await kept.records.open_session("token", WebSession(her, "key", AT + HOUR))
        await kept.records.end_session("token")
        assert await kept.records.session("token", AT) is None


class TestWhatPagesAskFor:
    async def test_quizzes_since_joining_come_with_their_people(self, joined: Kept) -> None:
        her = (await joined.store.trainee(HER)).id
        started = QuizStarted("form-a", "digest", Moment.BEFORE, 1, "ko", 0)
        events = (started, QuizLeft())
        await joined.save(HER, AT + HOUR, quiz=QuizStep("later", 0, events))
        await joined.save(HIM, AT + HOUR, quiz=QuizStep("his", 0, events))
        assert await joined.records.sittings("group") == {
            her: [Sitting("later", events, AT + HOUR, AT + HOUR)]
        }
        assert await joined.records.sittings("nowhere") == {}

    async def test_quizzes_begun_before_are_not_seen(self, joined: Kept) -> None:
        started = QuizStarted("form-a", "digest", Moment.BEFORE, 1, "ko", 0)
        await joined.save(HIM, AT, quiz=QuizStep("his", 0, (started,)))
        await joined.save(HIM, AT + HOUR, membership=Joins("group"))
        await joined.save(HIM, AT + 2 * HOUR, quiz=QuizStep("his", 1, (QuizLeft(),)))
        assert await joined.records.sittings("group") == {}

    async def test_the_state_tells_when_figures_are_new(self, joined: Kept) -> None:
        states = [await joined.records.state("group")]
        await joined.drill(HER, "s2", AT + 2 * HOUR)
        states.append(await joined.records.state("group"))
        call = Call(small())
        call.events[:] = await joined.store.events("s2")
        judged = Judged(1, Verdict.REJECTED, (), "facilitator")
        call.events.append(judged)
        await joined.records.judge("s2", judged, call.card, AT + 3 * HOUR)
        states.append(await joined.records.state("group"))
        await joined.save(HIM, membership=Joins("group"))
        states.append(await joined.records.state("group"))
        assert len(set(states)) == len(states)
        assert await joined.records.state("group") == states[-1]

    async def test_what_waits_for_a_verdict_is_of_ones_own_groups(self, joined: Kept) -> None:
        waiting = await joined.records.unjudged("facilitator", 0, 10)
        assert [(member.number, one.turn) for member, one in waiting] == [(1, 1), (1, 2)]
        assert await joined.records.unjudged("facilitator", 1, 1) == waiting[1:]
        assert await joined.records.unjudged("somebody", 0, 10) == []

    async def test_what_was_judged_waits_no_longer(self, joined: Kept) -> None:
        call = Call(small())
        call.events[:] = await joined.store.events("s1")
        judged = Judged(1, Verdict.ACCEPTED, ("discloses",), "facilitator")
        call.events.append(judged)
        await joined.records.judge("s1", judged, call.card, AT + 2 * HOUR)
        waiting = await joined.records.unjudged("facilitator", 0, 10)
        assert [one.turn for _, one in waiting] == [2]
