"""A facilitator's work: only with their own groups, noted, and with the last word on a reading."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.core.events import Verdict
from bot.errors import CannotDo, NotYours
from bot.facilitation import judging, viewing
from bot.facilitation.office import Office, own_cohort, own_drill, own_member
from bot.facilitation.viewing import Drilled
from bot.ports import Cohort, CohortOffer, Looked
from tests.conversation.stage import HER, HIM, Stage


class Desk:
    """A facilitator's desk with one group, in which she has finished one call."""

    def __init__(self, stage: Stage, office: Office, facilitator: str) -> None:
        self.stage = stage
        self.office = office
        self.facilitator = facilitator

    async def open(self) -> Drilled:
        group = await own_cohort(self.office, self.facilitator, "group")
        member = await own_member(self.office, group, 1)
        (past,) = await self.office.records.practised_by(group.id, member.trainee)
        drill = await own_drill(self.office, member, past.session)
        return await viewing.drill(self.office, group, member, drill)

    async def judge(self, turn: int, verdict: Verdict, *acts: str, reason: str = "") -> Drilled:
        seen = await self.open()
        return await judging.judge(self.office, self.facilitator, seen, turn, verdict, acts, reason)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    vault, path = Vault(b"k" * 32), tmp_path / "store.db"
    store, records = SqliteStore(path, vault), SqliteRecords(path, vault)
    yield Stage(store=store, records=records)
    await records.close()
    await store.close()


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    office = stage.tools.office
    assert office is not None
    him = (await stage.store.trainee(HIM)).id
    await office.records.add_cohort(Cohort("group", "Tuesday", him, stage.clock.now()))
    await office.records.add_cohort(Cohort("other", "Else", "somebody", stage.clock.now()))
    await stage.agree()
    until = stage.clock.now().replace(year=2027)
    await office.records.offer("t", CohortOffer("group"), until)
    await stage.tap("join:t")
    await stage.tap("take:called:a-call")
    await stage.say("I have money at home.")
    await stage.say("I will pay.")
    return Desk(stage, office, him)


class TestOnlyTheirOwn:
    @pytest.mark.parametrize("cohort", ["other", "nowhere", "' OR 1=1 --"])
    async def test_groups(self, desk: Desk, cohort: str) -> None:
        with pytest.raises(NotYours, match="no such group"):
            await own_cohort(desk.office, desk.facilitator, cohort)

    async def test_members(self, desk: Desk) -> None:
        group = await own_cohort(desk.office, desk.facilitator, "group")
        with pytest.raises(NotYours, match="nobody of this name"):
            await own_member(desk.office, group, 2)

    async def test_drills(self, desk: Desk) -> None:
        group = await own_cohort(desk.office, desk.facilitator, "group")
        member = await own_member(desk.office, group, 1)
        with pytest.raises(NotYours, match="no such call"):
            await own_drill(desk.office, member, "guessed")

    async def test_a_drill_that_was_forgotten_meanwhile_is_gone(self, desk: Desk) -> None:
        seen = await desk.open()
        await desk.stage.store.forget(HER)
        with pytest.raises(NotYours, match="not kept any more"):
            await viewing.drilled(desk.office, seen.practised)


class TestVerdicts:
    async def test_a_change_scores_the_call_anew_and_proposes_the_correction(
        self, desk: Desk
    ) -> None:
        before = (await desk.open()).card.total
        after = await desk.judge(
            2, Verdict.CHANGED, "refuses_payment", reason="she  says no, call 010-1234-5678"
        )
        turn = after.card.transcript.turns[1]
        assert turn.acts == ("refuses_payment",)
        assert turn.judged is not None
        assert turn.judged.reason == "she says no, call [#]"
        assert after.card.total > before
        (candidate,) = await desk.stage.store.candidates()
        assert (candidate.text, candidate.read, candidate.acts) == (
            "I will pay.",
            ("agrees_to_pay",),
            ("refuses_payment",),
        )

    async def test_the_correction_goes_when_she_goes(self, desk: Desk) -> None:
        await desk.judge(2, Verdict.REJECTED)
        assert await desk.stage.store.candidates()
        await desk.stage.store.forget(HER)
        assert await desk.stage.store.candidates() == []

    async def test_the_correction_goes_with_the_call_however_late_it_was_made(
        self, desk: Desk
    ) -> None:
        ended = desk.stage.clock.now()
        desk.stage.clock.pass_(80 * 24 * 3600)
        await desk.judge(2, Verdict.REJECTED)
        await desk.stage.store.purge(ended)
        assert await desk.stage.store.candidates()
        assert await desk.stage.store.purge(ended + timedelta(seconds=1)) == 1
        assert await desk.stage.store.candidates() == []

    async def test_no_words_are_filed_of_somebody_who_ended_that_while_they_were_read(
        self, desk: Desk
    ) -> None:
        seen = await desk.open()
        await desk.stage.tap("keep:acts")
        await judging.judge(desk.office, desk.facilitator, seen, 2, Verdict.REJECTED)
        assert await desk.stage.store.candidates() == []
        shown = (await desk.open()).card.transcript.turns
        assert [one.text for one in shown] == [None, None]

    async def test_accepting_keeps_the_score_and_proposes_nothing(self, desk: Desk) -> None:
        before = (await desk.open()).card.total
        after = await desk.judge(1, Verdict.ACCEPTED, "delays")
        assert after.card.total == before
        assert after.card.transcript.turns[0].acts == ("discloses",)
        assert await desk.stage.store.candidates() == []

    @pytest.mark.parametrize("acts", [(), ("unclear",), ("nonsense",)])
    async def test_a_change_must_say_to_what(self, desk: Desk, acts: tuple[str, ...]) -> None:
        with pytest.raises(CannotDo, match="Choose what the reply does"):
            await desk.judge(1, Verdict.CHANGED, *acts)

    async def test_a_reply_that_never_was_cannot_be_judged(self, desk: Desk) -> None:
        with pytest.raises(NotYours, match="no such reply"):
            await desk.judge(9, Verdict.REJECTED)

    async def test_her_history_says_that_a_person_looked(self, desk: Desk) -> None:
        await desk.judge(1, Verdict.ACCEPTED)
        await desk.stage.press("I'm fine. Let's look at it")
        await desk.stage.press("Scorecard and help")
        await desk.stage.command("progress")
        assert "A person has looked" in desk.stage.text


class TestLooks:
    async def test_are_noted_before_anything_is_shown(self, desk: Desk) -> None:
        seen = await desk.open()
        (look,) = await desk.office.records.looks(seen.practised.trainee)
        assert (look.what, look.session) == (Looked.DRILL, seen.practised.session)
