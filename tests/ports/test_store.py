"""What every Store promises, whatever it keeps things in."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.memory import MemoryStore
from bot.adapters.sqlite import SqliteStore, Vault
from bot.core.consent import Keeps, wordless
from bot.core.events import (
    By,
    Doubt,
    DrillStopped,
    Event,
    MeaningAsked,
    Rehearsed,
    Replied,
    WasNotUnderstood,
)
from bot.core.learning.forms import Action, Confidence
from bot.core.learning.quiz import ItemAnswered, Moment, QuizEnded, QuizEvent, QuizStarted
from bot.core.understanding import Reading
from bot.core.vocabulary import Kind
from bot.errors import StoreFailed
from bot.ports import (
    Address,
    Backlog,
    Button,
    Candidate,
    Due,
    Duty,
    Holder,
    QuizStep,
    Reply,
    Sitting,
    Step,
    Store,
    Trainee,
)
from tests.building import Call, genuine, small

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HER = Address("telegram", "100200300")
HIM = Address("telegram", "400500600")
HELLO = Reply("<b>안녕하세요</b>", ((Button("네", "yes"), Button("No", "no")),), spoken=True)
BYE = Reply("Bye & &lt;thanks&gt;")


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Each of the stores, empty."""
    found: Store = (
        MemoryStore()
        if request.param == "memory"
        else SqliteStore(tmp_path / "store.db", Vault(b"k" * 32))
    )
    yield found
    await found.close()


def call(*acts: str) -> Call:
    made = Call(small())
    for act in acts:
        made.say(act)
    return made


async def name(store: Store, address: Address) -> str:
    return (await store.trainee(address)).id


async def step(store: Store, key: str, address: Address = HER, **changes: Any) -> Step:
    """A step of this person as they are known now, with these changes."""
    trainee = changes.pop("trainee", None) or await store.trainee(address)
    return Step(**{"key": key, "at": AT, "trainee": trainee, **changes})


async def save(store: Store, key: str, address: Address = HER, **changes: Any) -> bool:
    return await store.save(address, await step(store, key, address, **changes))


async def begin(
    store: Store, session: str = "drill-1", address: Address = HER, **changes: Any
) -> list[Event]:
    """A drill that this person is in, just started."""
    events = call().events
    trainee = replace(await store.trainee(address), drill=session)
    changes = {"key": f"begin:{session}", "trainee": trainee, "session": session, **changes}
    await save(store, address=address, events=tuple(events), **changes)
    return events


async def finish(store: Store, session: str, address: Address = HER, **changes: Any) -> None:
    """A drill of this person, from its first event to its scorecard, in one step."""
    made = call("ends_call")
    await save(
        store,
        changes.pop("key", f"finish:{session}"),
        address,
        session=session,
        events=tuple(made.events),
        scorecard=made.card,
        **changes,
    )


class TestPeople:
    async def test_a_stranger_has_a_made_up_name_and_nothing_else(self, store: Store) -> None:
        found = await store.trainee(HER)
        assert found == Trainee(found.id)

    async def test_a_person_always_has_the_same_name_and_others_have_another(
        self, store: Store
    ) -> None:
        assert (await store.trainee(HER)).id == (await store.trainee(HER)).id
        assert (await store.trainee(HER)).id != (await store.trainee(HIM)).id

    async def test_the_same_id_on_another_channel_is_another_person(self, store: Store) -> None:
        other = Address("terminal", HER.id)
        assert (await store.trainee(HER)).id != (await store.trainee(other)).id

    async def test_what_is_known_of_a_person_comes_back(self, store: Store) -> None:
        known = replace(await store.trainee(HER), language="ko", consented=AT, drill="drill-1")
        await save(store, "1", trainee=known)
        assert await store.trainee(HER) == known

    async def test_what_changes_about_a_person_is_changed(self, store: Store) -> None:
        known = replace(await store.trainee(HER), language="ko", consented=AT)
        await save(store, "1", trainee=known)
        await save(store, "2", trainee=replace(known, language="en", drill=None))
        assert await store.trainee(HER) == replace(known, language="en")


class TestSteps:
    async def test_a_step_that_is_saved_has_been_seen(self, store: Store) -> None:
        assert not await store.seen("1")
        assert await save(store, "1")
        assert await store.seen("1")

    async def test_a_key_can_be_noted_without_a_step(self, store: Store) -> None:
        await store.note("1", AT)
        await store.note("1", AT)
        assert await store.seen("1")
        assert not await save(store, "1")

    async def test_a_key_seen_twice_changes_nothing(self, store: Store) -> None:
        await save(store, "1", replies=(HELLO,))
        known = replace(await store.trainee(HER), language="en")
        again = await step(store, "1", trainee=known, replies=(BYE,))
        assert not await store.save(HER, again)
        assert (await store.trainee(HER)).language is None
        assert [one.reply for one in await store.unsent(HER)] == [HELLO]

    async def test_events_come_back_in_order(self, store: Store) -> None:
        events = await begin(store)
        assert list(await store.events("drill-1")) == events

    async def test_later_events_are_appended(self, store: Store) -> None:
        await begin(store)
        events = call("discloses", "agrees_to_pay").events
        await save(store, "2", session="drill-1", first_seq=2, events=tuple(events[2:4]))
        await save(store, "3", session="drill-1", first_seq=4, events=tuple(events[4:]))
        assert list(await store.events("drill-1")) == events

    async def test_a_step_without_events_leaves_the_drill_as_it_is(self, store: Store) -> None:
        events = await begin(store)
        assert await save(store, "2", session="drill-1", first_seq=2)
        assert list(await store.events("drill-1")) == events

    async def test_a_drill_that_nobody_knows_has_no_events(self, store: Store) -> None:
        assert not await store.events("drill-9")

    @pytest.mark.parametrize("first_seq", [0, 1, 3])
    async def test_two_writers_cannot_both_continue_a_drill(
        self, store: Store, first_seq: int
    ) -> None:
        events = await begin(store)
        late = await step(
            store,
            "2",
            session="drill-1",
            first_seq=first_seq,
            events=tuple(call().events) if first_seq == 0 else (DrillStopped(),),
            replies=(HELLO,),
            trainee=replace(await store.trainee(HER), language="en", drill=None),
        )
        with pytest.raises(StoreFailed, match="continued elsewhere"):
            await store.save(HER, late)
        assert list(await store.events("drill-1")) == events
        assert await store.trainee(HER) == Trainee(late.trainee.id, drill="drill-1")
        assert not await store.unsent(HER)
        assert not await store.seen("2")

    async def test_a_drill_that_was_never_begun_cannot_be_continued(self, store: Store) -> None:
        with pytest.raises(StoreFailed, match="continued elsewhere"):
            await save(store, "1", session="drill-9", first_seq=2, events=(DrillStopped(),))
        assert not await store.seen("1")


class TestReplies:
    async def test_they_wait_in_the_order_in_which_they_were_said(self, store: Store) -> None:
        await save(store, "1", replies=(HELLO, BYE))
        await save(store, "2", replies=(HELLO,))
        assert [one.reply for one in await store.unsent(HER)] == [HELLO, BYE, HELLO]

    async def test_one_that_was_sent_waits_no_more(self, store: Store) -> None:
        await save(store, "1", replies=(HELLO, BYE))
        first, second = await store.unsent(HER)
        await store.mark_sent(first.id, AT)
        assert await store.unsent(HER) == [second]

    async def test_marking_one_twice_does_no_harm(self, store: Store) -> None:
        await save(store, "1", replies=(HELLO, BYE))
        first, second = await store.unsent(HER)
        await store.mark_sent(first.id, AT)
        await store.mark_sent(first.id, AT)
        assert await store.unsent(HER) == [second]

    async def test_how_many_wait_and_since_when(self, store: Store) -> None:
        assert await store.backlog() == Backlog(0)
        await save(store, "1", HER, replies=(HELLO, BYE))
        await save(store, "2", HIM, replies=(BYE,), at=AT + timedelta(minutes=1))
        assert await store.backlog() == Backlog(3, AT)
        for unsent in await store.unsent(HER):
            await store.mark_sent(unsent.id, AT)
        assert await store.backlog() == Backlog(1, AT + timedelta(minutes=1))

    async def test_a_number_is_never_given_twice(self, store: Store) -> None:
        await save(store, "1", replies=(HELLO,))
        (first,) = await store.unsent(HER)
        await store.mark_sent(first.id, AT)
        await save(store, "2", replies=(BYE,))
        (second,) = await store.unsent(HER)
        assert second.id != first.id

    async def test_everybody_for_whom_replies_wait_is_known(self, store: Store) -> None:
        await save(store, "1", HER, replies=(HELLO, BYE))
        await save(store, "2", HIM, replies=(BYE,))
        await save(store, "3", Address("telegram", "7"))
        assert sorted(one.id for one in await store.waiting()) == [HER.id, HIM.id]

    async def test_nobody_gets_the_replies_of_another(self, store: Store) -> None:
        await save(store, "1", HER, replies=(HELLO,))
        assert not await store.unsent(HIM)


class TestSilence:
    SOON = AT + timedelta(seconds=45)

    async def test_a_timer_that_has_run_out_is_due(self, store: Store) -> None:
        await begin(store, silence=self.SOON)
        assert await store.due(self.SOON) == [Due(HER, "drill-1", 2)]

    async def test_one_that_still_runs_is_not(self, store: Store) -> None:
        await begin(store, silence=self.SOON)
        assert not await store.due(self.SOON - timedelta(milliseconds=1))

    async def test_a_step_sets_it_anew(self, store: Store) -> None:
        await begin(store, silence=self.SOON)
        later = self.SOON + timedelta(seconds=45)
        await save(store, "2", session="drill-1", first_seq=2, silence=later)
        assert not await store.due(self.SOON)
        assert await store.due(later)

    async def test_a_step_without_one_switches_it_off(self, store: Store) -> None:
        await begin(store, silence=self.SOON)
        await save(store, "2", session="drill-1", first_seq=2)
        assert not await store.due(self.SOON + timedelta(days=1))

    async def test_a_drill_that_was_left_behind_is_not_due(self, store: Store) -> None:
        await begin(store, silence=self.SOON)
        await begin(store, "drill-2")
        assert not await store.due(self.SOON)

    @pytest.mark.parametrize("later", [timedelta(seconds=44), timedelta(hours=3)])
    async def test_a_timer_that_starts_anew_has_its_full_time_again(
        self, store: Store, later: timedelta
    ) -> None:
        """Whether it has run out by then or not."""
        await begin(store, silence=self.SOON)
        await store.rearm(AT + later)
        assert not await store.due(AT + later + timedelta(seconds=44))
        assert await store.due(AT + later + timedelta(seconds=45))

    async def test_one_alone_can_start_anew(self, store: Store) -> None:
        await begin(store, "drill-1", HER, silence=self.SOON)
        await begin(store, "drill-2", HIM, silence=self.SOON)
        await store.rearm(self.SOON, "drill-1")
        assert await store.due(self.SOON) == [Due(HIM, "drill-2", 2)]

    async def test_one_that_is_switched_off_does_not_start(self, store: Store) -> None:
        await begin(store)
        await store.rearm(AT)
        assert not await store.due(AT + timedelta(days=1))

    async def test_nobody_is_silent_whom_a_reply_has_not_reached(self, store: Store) -> None:
        await begin(store, "drill-1", HER, silence=self.SOON, replies=(HELLO, BYE))
        await begin(store, "drill-2", HIM, silence=self.SOON)
        (first, _) = await store.unsent(HER)
        await store.mark_sent(first.id, self.SOON)
        assert await store.due(self.SOON + timedelta(days=1)) == [Due(HIM, "drill-2", 2)]

    async def test_the_time_for_an_answer_begins_when_the_last_reply_has_arrived(
        self, store: Store
    ) -> None:
        await begin(store, silence=self.SOON, replies=(HELLO, BYE))
        arrived = AT + timedelta(minutes=10)
        for unsent in await store.unsent(HER):
            await store.mark_sent(unsent.id, arrived)
        assert not await store.due(arrived + timedelta(seconds=44))
        assert await store.due(arrived + timedelta(seconds=45)) == [Due(HER, "drill-1", 2)]

    async def test_a_reply_that_is_marked_again_gives_no_more_time(self, store: Store) -> None:
        await begin(store, silence=self.SOON, replies=(HELLO,))
        (only,) = await store.unsent(HER)
        await store.mark_sent(only.id, AT)
        await store.mark_sent(only.id, AT + timedelta(seconds=40))
        assert await store.due(self.SOON)


class TestHistory:
    async def test_a_stranger_has_none(self, store: Store) -> None:
        assert (await store.history((await store.trainee(HER)).id)).drills == ()

    async def test_it_names_what_a_finished_drill_came_to(self, store: Store) -> None:
        await finish(store, "drill-1")
        (past,) = (await store.history((await store.trainee(HER)).id)).drills
        assert (past.session, past.scenario, past.digest) == ("drill-1", "a-call", "digest-1")
        assert (past.kind, past.outcome, past.total, past.at) == ("scam", "safe", 100, AT)

    async def test_it_begins_with_the_oldest(self, store: Store) -> None:
        await finish(store, "drill-z", at=AT)
        await finish(store, "drill-a", at=AT + timedelta(days=1))
        drills = (await store.history((await store.trainee(HER)).id)).drills
        assert [past.session for past in drills] == ["drill-z", "drill-a"]

    async def test_an_unfinished_drill_is_not_in_it(self, store: Store) -> None:
        await begin(store)
        assert (await store.history((await store.trainee(HER)).id)).drills == ()

    async def test_nobody_sees_that_of_another(self, store: Store) -> None:
        await finish(store, "drill-1", HER)
        assert (await store.history((await store.trainee(HIM)).id)).drills == ()


class TestSnapshots:
    async def test_a_scenario_comes_back_by_its_digest(self, store: Store) -> None:
        await save(store, "1", snapshot=small(digest="one"))
        await save(store, "2", snapshot=genuine(digest="two"))
        assert await store.snapshot("one") == small(digest="one")
        assert await store.snapshot("two") == genuine(digest="two")

    async def test_keeping_it_again_changes_nothing(self, store: Store) -> None:
        await save(store, "1", snapshot=small())
        await save(store, "2", snapshot=small())
        assert await store.snapshot("digest-1") == small()

    async def test_one_that_was_never_kept_is_none(self, store: Store) -> None:
        assert await store.snapshot("digest-9") is None


class TestErasing:
    async def test_a_forgotten_person_is_a_stranger_again(self, store: Store) -> None:
        known = replace(await store.trainee(HER), language="ko", consented=AT)
        await save(store, "1", trainee=known, replies=(HELLO,))
        await begin(store, silence=AT)
        await finish(store, "drill-2")
        await store.forget(HER)
        assert await store.trainee(HER) == Trainee(known.id)
        assert not await store.events("drill-1")
        assert not await store.events("drill-2")
        assert not await store.unsent(HER)
        assert not await store.waiting()
        assert not await store.due(AT + timedelta(days=1))
        assert (await store.history(known.id)).drills == ()

    async def test_forgetting_one_person_keeps_the_others(self, store: Store) -> None:
        events = await begin(store, "drill-1", HIM, silence=AT, replies=(BYE,))
        await finish(store, "drill-2", HIM)
        await begin(store, "drill-3", HER)
        await store.forget(HER)
        assert list(await store.events("drill-1")) == events
        assert [one.reply for one in await store.unsent(HIM)] == [BYE]
        assert len((await store.history((await store.trainee(HIM)).id)).drills) == 1

    async def test_forgetting_a_stranger_does_no_harm(self, store: Store) -> None:
        await store.forget(HER)
        assert await store.trainee(HER) == Trainee((await store.trainee(HER)).id)

    async def test_a_message_that_was_seen_stays_seen(self, store: Store) -> None:
        await save(store, "1")
        await store.forget(HER)
        assert await store.seen("1")

    async def test_a_forgotten_person_can_begin_anew(self, store: Store) -> None:
        await begin(store)
        await store.forget(HER)
        events = await begin(store, "drill-2")
        assert list(await store.events("drill-2")) == events

    async def test_old_drills_are_purged_and_counted(self, store: Store) -> None:
        await finish(store, "drill-1", at=AT - timedelta(days=91))
        await finish(store, "drill-2", at=AT)
        assert await store.purge(AT - timedelta(days=90)) == 1
        assert not await store.events("drill-1")
        assert await store.events("drill-2")
        drills = (await store.history((await store.trainee(HER)).id)).drills
        assert [past.session for past in drills] == ["drill-2"]

    async def test_a_drill_that_was_left_open_for_so_long_is_purged_too(self, store: Store) -> None:
        await begin(store, at=AT - timedelta(days=91))
        await finish(store, "drill-2")
        trainee = await store.trainee(HER)
        await save(store, "3", trainee=replace(trainee, drill="drill-1"))
        assert await store.purge(AT - timedelta(days=90)) == 1
        assert (await store.trainee(HER)).drill is None

    async def test_one_that_goes_on_is_kept_however_long_ago_it_began(self, store: Store) -> None:
        await begin(store, at=AT - timedelta(days=91))
        await save(store, "2", session="drill-1", first_seq=2)
        assert await store.purge(AT - timedelta(days=90)) == 0
        assert await store.events("drill-1")

    async def test_purging_again_finds_nothing(self, store: Store) -> None:
        await finish(store, "drill-1", at=AT - timedelta(days=91))
        await store.purge(AT)
        assert await store.purge(AT) == 0


def candidate(key: str = "desk-1:2", **changes: Any) -> Candidate:
    known = Candidate(
        key, "a-call", "opening", "ko", "나중에 [#]로 하겠소", ("pleads",), ("delays",), AT
    )
    return replace(known, **changes)


async def file(store: Store, one: Candidate, address: Address = HER) -> bool:
    """File a candidate from a drill of this person, which is begun if there is none."""
    session = f"drill-{address.id}"
    if not await store.events(session):
        await begin(store, session, address)
    return await store.add_candidate(await name(store, address), session, one)


class TestDuties:
    async def test_everybody_begins_without_any(self, store: Store) -> None:
        assert await store.duties(HER) == frozenset()
        assert await store.holders() == []

    async def test_a_duty_is_given_and_taken(self, store: Store) -> None:
        assert await store.give_duty(HER, Duty.AUTHOR)
        assert await store.duties(HER) == {Duty.AUTHOR}
        assert await store.duties(HIM) == frozenset()
        assert await store.end_duty(HER, Duty.AUTHOR)
        assert await store.duties(HER) == frozenset()

    async def test_giving_or_taking_it_again_changes_nothing(self, store: Store) -> None:
        assert not await store.end_duty(HER, Duty.AUTHOR)
        await store.give_duty(HER, Duty.AUTHOR)
        assert not await store.give_duty(HER, Duty.AUTHOR)
        assert len(await store.holders()) == 1

    async def test_a_person_may_have_several(self, store: Store) -> None:
        await store.give_duty(HER, Duty.AUTHOR)
        await store.give_duty(HER, Duty.FACILITATOR)
        await store.end_duty(HER, Duty.AUTHOR)
        assert await store.duties(HER) == {Duty.FACILITATOR}

    async def test_they_are_listed_by_made_up_names(self, store: Store) -> None:
        await store.give_duty(HER, Duty.AUTHOR)
        await store.give_duty(HIM, Duty.ADMIN)
        hers, his = (await store.trainee(HER)).id, (await store.trainee(HIM)).id
        assert set(await store.holders()) == {
            Holder(hers, Duty.AUTHOR),
            Holder(his, Duty.ADMIN),
        }

    async def test_a_step_of_the_person_leaves_them_alone(self, store: Store) -> None:
        await store.give_duty(HER, Duty.AUTHOR)
        await save(store, "1")
        assert await store.duties(HER) == {Duty.AUTHOR}

    async def test_they_are_forgotten_with_the_person(self, store: Store) -> None:
        await store.give_duty(HER, Duty.AUTHOR)
        await store.give_duty(HIM, Duty.AUTHOR)
        await store.forget(HER)
        assert await store.duties(HER) == frozenset()
        assert await store.duties(HIM) == {Duty.AUTHOR}

    async def test_they_outlast_what_is_purged(self, store: Store) -> None:
        await store.give_duty(HER, Duty.AUTHOR)
        await finish(store, "drill-1", at=AT - timedelta(days=91))
        await store.purge(AT)
        assert await store.duties(HER) == {Duty.AUTHOR}


class TestCandidates:
    async def test_one_comes_back_as_it_was(self, store: Store) -> None:
        await file(store, candidate())
        assert list(await store.candidates()) == [candidate()]

    async def test_those_of_everybody_come_oldest_first(self, store: Store) -> None:
        late, early = candidate("b", at=AT + timedelta(days=1)), candidate("z")
        await file(store, late)
        await file(store, early, HIM)
        assert list(await store.candidates()) == [early, late]

    async def test_one_is_dropped_and_the_others_stay(self, store: Store) -> None:
        await file(store, candidate())
        await file(store, candidate(acts=()), HIM)
        await store.drop_candidate(candidate())
        assert list(await store.candidates()) == [candidate(acts=())]
        await store.drop_candidate(candidate())
        assert len(await store.candidates()) == 1

    async def test_the_last_word_on_a_reply_counts(self, store: Store) -> None:
        await file(store, candidate())
        await file(store, candidate(acts=("asks_identity", "delays")))
        (found,) = await store.candidates()
        assert found.acts == ("asks_identity", "delays")

    async def test_nobody_changes_that_of_another(self, store: Store) -> None:
        await file(store, candidate())
        await file(store, candidate(acts=()), HIM)
        assert len(await store.candidates()) == 2

    async def test_they_are_forgotten_with_the_person(self, store: Store) -> None:
        await file(store, candidate())
        await file(store, candidate("his"), HIM)
        await store.forget(HER)
        assert [one.key for one in await store.candidates()] == ["his"]

    async def test_old_ones_are_purged_and_not_counted_as_drills(self, store: Store) -> None:
        await file(store, candidate("old", at=AT - timedelta(days=91)))
        await file(store, candidate("new"))
        assert await store.purge(AT - timedelta(days=90)) == 0
        assert [one.key for one in await store.candidates()] == ["new"]

    async def test_none_is_filed_of_a_drill_that_is_not_kept(self, store: Store) -> None:
        await file(store, candidate())
        hers, his = await name(store, HER), await name(store, HIM)
        assert not await store.add_candidate(hers, "nowhere", candidate("b"))
        assert not await store.add_candidate(his, f"drill-{HER.id}", candidate("b"))
        await store.forget(HER)
        assert not await store.add_candidate(hers, f"drill-{HER.id}", candidate())
        assert list(await store.candidates()) == []


class TestWithoutWords:
    """Somebody who keeps only what their replies did from now on."""

    TYPED: tuple[Event, ...] = (
        *call().events,
        WasNotUnderstood("opening", "hm the fridge"),
        MeaningAsked("opening", "well, later", ("delays",), Doubt.UNSURE),
        Replied("opening", "I have some", (Reading("discloses", 0.9),), By.WORDS),
        Rehearsed(1, "Who is this?", (), protects=False),
    )

    async def write(self, store: Store, address: Address = HER) -> None:
        session = f"drill-{address.id}"
        await save(store, session, address, session=session, events=self.TYPED)
        assert await file(store, candidate(), address)

    async def silence(self, store: Store, keeps: Keeps = Keeps.ACTS, key: str = "tap") -> None:
        await save(store, key, trainee=replace(await store.trainee(HER), keeps=keeps))

    async def test_what_they_wrote_is_erased_and_what_it_did_stays(self, store: Store) -> None:
        await self.write(store)
        await self.silence(store)
        kept = await store.events(f"drill-{HER.id}")
        assert list(kept) == [wordless(event) for event in self.TYPED]
        assert all(getattr(event, "text", None) is None for event in kept)
        assert list(await store.candidates()) == []

    async def test_so_are_words_in_the_step_that_says_so(self, store: Store) -> None:
        trainee = replace(await store.trainee(HER), keeps=Keeps.ACTS)
        await save(store, "1", trainee=trainee, session="drill-1", events=self.TYPED)
        assert list(await store.events("drill-1")) == [wordless(event) for event in self.TYPED]

    async def test_the_drill_goes_on(self, store: Store) -> None:
        events = await begin(store)
        await self.silence(store)
        await save(store, "2", session="drill-1", first_seq=2, events=(DrillStopped(),))
        assert list(await store.events("drill-1")) == [*events, DrillStopped()]

    async def test_no_word_is_filed_of_them_any_more_until_they_say_so(self, store: Store) -> None:
        await self.write(store)
        await self.silence(store)
        assert not await file(store, candidate())
        assert list(await store.candidates()) == []
        await self.silence(store, Keeps.REPLIES, "back")
        assert await file(store, candidate())

    async def test_the_words_of_others_stay(self, store: Store) -> None:
        await self.write(store)
        await self.write(store, HIM)
        await self.silence(store)
        assert tuple(await store.events(f"drill-{HIM.id}")) == self.TYPED
        assert list(await store.candidates()) == [candidate()]


QUIZ: tuple[QuizEvent, ...] = (
    QuizStarted("form-a", "digest", Moment.BEFORE, 7, "ko"),
    ItemAnswered("an-item", Kind.SCAM, Confidence.SURE, Action.CHECK),
    QuizEnded(),
)


async def sit(store: Store, *events: QuizEvent, first_seq: int = 0, **changes: Any) -> bool:
    """Events of a quiz of this person, saved in one step."""
    sitting = changes.pop("sitting", "quiz-1")
    address = changes.pop("address", HER)
    known = await store.trainee(address)
    trainee = replace(known, quiz=changes.pop("open", sitting))
    step_ = QuizStep(sitting, first_seq, events)
    key = changes.pop("key", f"{sitting}:{first_seq}")
    return await save(store, key, address=address, trainee=trainee, quiz=step_, **changes)


class TestSittings:
    async def test_a_quiz_is_kept_event_by_event(self, store: Store) -> None:
        her = await name(store, HER)
        assert await store.sittings(her) == []
        await sit(store, QUIZ[0])
        await sit(store, *QUIZ[1:], first_seq=1, open=None, at=AT + timedelta(minutes=5))
        assert await store.sittings(her) == [Sitting("quiz-1", QUIZ, AT, AT + timedelta(minutes=5))]
        assert (await store.trainee(HER)).quiz is None

    async def test_the_open_one_is_known(self, store: Store) -> None:
        await sit(store, QUIZ[0])
        assert (await store.trainee(HER)).quiz == "quiz-1"

    async def test_they_come_oldest_first_and_to_nobody_else(self, store: Store) -> None:
        await sit(store, QUIZ[0], sitting="quiz-2")
        await sit(store, QUIZ[0], sitting="quiz-1", at=AT + timedelta(days=1))
        await sit(store, QUIZ[0], sitting="quiz-3", address=HIM)
        ids = [one.id for one in await store.sittings(await name(store, HER))]
        assert ids == ["quiz-2", "quiz-1"]

    async def test_two_writers_cannot_both_continue_one(self, store: Store) -> None:
        await sit(store, QUIZ[0])
        await sit(store, QUIZ[1], first_seq=1)
        with pytest.raises(StoreFailed):
            await sit(store, QUIZ[1], first_seq=1, key="another")
        assert not await store.seen("another")
        (kept,) = await store.sittings(await name(store, HER))
        assert kept.events == QUIZ[:2]

    async def test_forgetting_erases_them(self, store: Store) -> None:
        her = await name(store, HER)
        await sit(store, *QUIZ)
        await sit(store, *QUIZ, sitting="quiz-2", address=HIM)
        await store.forget(HER)
        assert await store.sittings(her) == []
        assert len(await store.sittings(await name(store, HIM))) == 1

    async def test_time_erases_them(self, store: Store) -> None:
        her = await name(store, HER)
        await sit(store, *QUIZ)
        await store.purge(AT)
        assert len(await store.sittings(her)) == 1
        await store.purge(AT + timedelta(seconds=1))
        assert await store.sittings(her) == []
        assert (await store.trainee(HER)).quiz is None


class TestWhoToRemind:
    async def practised(self, store: Store, address: Address = HER, **changes: Any) -> None:
        made = call("ends_call")
        id_ = f"drill-{address.id}"
        events = await begin(store, id_, address)
        known = {"consented": AT, "drill": None, **changes}
        trainee = replace(await store.trainee(address), **known)
        await save(
            store,
            f"end:{id_}",
            address,
            trainee=trainee,
            session=id_,
            first_seq=len(events),
            events=tuple(made.events[len(events) :]),
            scorecard=made.card,
        )

    async def test_who_has_practised_is_reminded(self, store: Store) -> None:
        await self.practised(store)
        assert await store.to_remind(AT) == [HER]

    @pytest.mark.parametrize("changes", [{"consented": None}, {"reminders": False}])
    async def test_who_did_not_agree_is_not(self, store: Store, changes: dict[str, Any]) -> None:
        await self.practised(store, **changes)
        assert await store.to_remind(AT) == []

    async def test_who_never_finished_a_call_is_not(self, store: Store) -> None:
        trainee = replace(await store.trainee(HER), consented=AT)
        await save(store, "agreed", trainee=trainee)
        assert await store.to_remind(AT) == []

    async def test_who_was_reminded_since_is_not(self, store: Store) -> None:
        await self.practised(store, reminded=AT)
        assert await store.to_remind(AT) == []
        assert await store.to_remind(AT + timedelta(seconds=1)) == [HER]
        assert (await store.trainee(HER)).reminded == AT
