"""Groups in the chat: founding one, joining by a link, who sees what, and leaving."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.core.consent import Keeps
from bot.core.events import Replied
from bot.facilitation import entering, groups, viewing
from bot.facilitation.office import own_cohort, own_drill, own_member
from bot.ports import Address, Cohort, Duty, Look, Looked, Member
from tests.conversation.stage import HER, HIM, Stage

BOSS = Address("telegram", "700800900")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot with a facilitator, HIM, and an admin, BOSS; she is about to join."""
    vault, path = Vault(b"k" * 32), tmp_path / "store.db"
    store, records = SqliteStore(path, vault), SqliteRecords(path, vault)
    made = Stage(store=store, records=records, web_address="http://127.0.0.1:8080")
    await store.give_duty(HIM, Duty.FACILITATOR)
    await store.give_duty(BOSS, Duty.ADMIN)
    for who in (HIM, BOSS):
        await made.agree(who)
    yield made
    await records.close()
    await store.close()


async def found(stage: Stage, name: str = "Tuesday") -> str:
    """His group is founded; the payload of the link that was given for it."""
    await stage.command("cohort", HIM, f"new {name}")
    return stage.text.split("?start=")[1].split()[0]


async def cohort(stage: Stage) -> Cohort:
    assert stage.tools.office is not None
    facilitator = (await stage.store.trainee(HIM)).id
    return (await stage.tools.office.records.cohorts(facilitator))[0]


async def members(stage: Stage) -> list[Member]:
    assert stage.tools.office is not None
    return list(await stage.tools.office.records.members((await cohort(stage)).id))


async def join(stage: Stage) -> None:
    payload = await found(stage)
    await stage.agree()
    await stage.command("start", HER, payload)
    await stage.press("Join the group")


class TestFounding:
    async def test_gives_a_link_for_the_people(self, stage: Stage) -> None:
        payload = await found(stage)
        assert payload.startswith(groups.JOIN)
        assert "give it to nobody else" in stage.text
        assert (await cohort(stage)).name == "Tuesday"

    async def test_the_same_message_twice_founds_one(self, stage: Stage) -> None:
        assert stage.tools.office is not None
        facilitator = (await stage.store.trainee(HIM)).id
        for _ in range(2):
            await groups.found(stage.tools.office, facilitator, "Tuesday", "same")
        assert len(await stage.tools.office.records.cohorts(facilitator)) == 1

    @pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\u202eb"])
    async def test_a_name_that_is_none_is_refused_kindly(self, stage: Stage, name: str) -> None:
        await stage.command("cohort", HIM, f"new {name}")
        assert "A group needs a name" in stage.text

    async def test_lists_the_groups_with_how_many_are_in_them(self, stage: Stage) -> None:
        await join(stage)
        await stage.command("cohort", HIM)
        assert "Tuesday" in stage.text
        assert "1 person" in stage.text

    async def test_is_for_facilitators_only(self, stage: Stage) -> None:
        await stage.agree()
        for name in ("cohort", "web", "role"):
            await stage.command(name, HER, "new Mine")
            assert "How it works" in stage.text


class TestJoining:
    async def test_tells_first_what_will_be_seen(self, stage: Stage) -> None:
        payload = await found(stage)
        await stage.agree()
        await stage.command("start", HER, payload)
        assert "invited to the group Tuesday" in stage.text
        assert "your replies, with numbers and addresses taken out, but not names" in stage.text
        assert await members(stage) == []

    async def test_happens_at_the_button(self, stage: Stage) -> None:
        await join(stage)
        assert "You are in the group Tuesday" in stage.text
        assert [one.trainee for one in await members(stage)] == [
            (await stage.store.trainee(HER)).id
        ]

    @pytest.mark.parametrize(
        ("answer", "keeps"),
        [("Yes, I agree", Keeps.REPLIES), ("Yes, but without my words", Keeps.ACTS)],
    )
    async def test_waits_for_consent_and_goes_on_after_it(
        self, stage: Stage, answer: str, keeps: Keeps
    ) -> None:
        payload = await found(stage)
        await stage.command("start", HER, payload)
        assert "Is that all right with you?" in stage.text
        await stage.press("한국어")
        await stage.press("English")
        await stage.press(answer)
        assert "invited to the group Tuesday" in stage.text
        assert ("your replies, with" in stage.text) == (keeps is Keeps.REPLIES)
        assert (await stage.store.trainee(HER)).keeps is keeps

    async def test_a_link_that_was_closed_opens_nothing(self, stage: Stage) -> None:
        payload = await found(stage)
        await stage.press("Close all links", HIM)
        await stage.agree()
        await stage.command("start", HER, payload)
        assert "This link does not work any more" in stage.text
        await stage.tap(f"join:{payload.removeprefix(groups.JOIN)}")
        assert await members(stage) == []

    async def test_a_link_runs_out(self, stage: Stage) -> None:
        payload = await found(stage)
        await stage.agree()
        stage.clock.pass_(groups.LINK_LIVES.total_seconds())
        await stage.command("start", HER, payload)
        assert "This link does not work any more" in stage.text

    @pytest.mark.parametrize("payload", ["join-guessed", "duty-guessed", "anything", "join-"])
    async def test_a_guessed_link_opens_nothing(self, stage: Stage, payload: str) -> None:
        await stage.agree()
        await stage.command("start", HER, payload)
        assert "This link does not work any more" in stage.text

    async def test_does_not_disturb_a_running_call(self, stage: Stage) -> None:
        payload = await found(stage)
        await stage.take()
        await stage.command("start", HER, payload)
        await stage.press("Join the group")
        assert len(await members(stage)) == 1
        await stage.say("I have money at home.")
        assert "demand" in stage.text

    async def test_buttons_of_a_group_are_its_facilitators(self, stage: Stage) -> None:
        await found(stage)
        group = (await cohort(stage)).id
        await stage.store.give_duty(BOSS, Duty.FACILITATOR)
        await stage.tap(f"cohort:revoke:{group}", BOSS)
        assert "There is no such group among yours" in stage.text
        await stage.tap(f"cohort:link:{group}", HER)
        assert "t.me" not in stage.text


class TestWhatIsKept:
    async def test_without_her_words_only_what_they_did(self, stage: Stage) -> None:
        await stage.command("start")
        await stage.press("Yes, but without my words")
        await stage.tap("take:called:a-call")
        await stage.say("I have money at home.")
        await stage.say("I will pay.")
        await stage.press("I'm fine. Let's look at it")
        replied = [one for one in await stage.events() if isinstance(one, Replied)]
        assert [one.text for one in replied] == [None, None]
        assert [one.readings[0].act for one in replied] == ["discloses", "agrees_to_pay"]
        assert "money at home" not in stage.text

    async def test_once_words_are_not_kept_any_more_earlier_ones_are_erased(
        self, stage: Stage
    ) -> None:
        await join(stage)
        await stage.take()
        await stage.say("I have money at home.")
        await stage.command("privacy")
        await stage.press("Keep only what my replies did")
        assert "What you wrote before is erased too" in stage.text
        await stage.say("I will pay.")
        replied = [one for one in await stage.events() if isinstance(one, Replied)]
        assert [one.text for one in replied] == [None, None]
        assert [one.readings[0].act for one in replied] == ["discloses", "agrees_to_pay"]

    async def test_can_be_changed_later(self, stage: Stage) -> None:
        await stage.agree()
        await stage.command("privacy")
        await stage.press("Keep only what my replies did")
        assert (await stage.store.trainee(HER)).keeps is Keeps.ACTS
        await stage.command("privacy")
        assert "not kept: you chose that" in stage.text
        await stage.press("Keep my replies too")
        assert (await stage.store.trainee(HER)).keeps is Keeps.REPLIES


class TestPrivacy:
    async def test_names_the_groups_and_who_looked(self, stage: Stage) -> None:
        await join(stage)
        await stage.finish()
        office = stage.tools.office
        assert office is not None
        facilitator = (await stage.store.trainee(HIM)).id
        group = await own_cohort(office, facilitator, (await cohort(stage)).id)
        member = await own_member(office, group, 1)
        (past,) = await viewing.trainee(office, group, member)
        await viewing.drill(office, group, member, await own_drill(office, member, past.session))
        await stage.command("privacy")
        assert "group Tuesday, as “Heron 1”" in stage.text
        assert "your trainer: a whole call, your calls and scores\n" in stage.text

    async def test_counts_looks_by_day_so_that_many_hide_no_other(self, stage: Stage) -> None:
        await join(stage)
        await stage.finish()
        office = stage.tools.office
        assert office is not None
        (member,) = await members(stage)
        seen = Look("somebody", member.cohort, member.trainee, Looked.EXPORT, stage.clock.now())
        await office.records.add_look(seen)
        for minutes in range(40):
            at = seen.at + timedelta(days=1, minutes=minutes)
            await office.records.add_look(replace(seen, what=Looked.TRAINEE, at=at))
        await stage.command("privacy")
        assert "trainer: took out your scores\n" in stage.text
        assert "trainer: your calls and scores (40 times)" in stage.text

    async def test_says_before_joining_that_quizzes_are_seen_too(self, stage: Stage) -> None:
        payload = await found(stage)
        await stage.agree()
        await stage.command("start", HER, payload)
        assert "how you did in the quiz" in stage.text
        await stage.press("Join the group")
        await stage.command("privacy")
        assert "sees the calls and quizzes that you began since you joined" in stage.text

    async def test_leaving_ends_what_is_seen(self, stage: Stage) -> None:
        await join(stage)
        await stage.finish()
        assert stage.tools.office is not None
        group = (await cohort(stage)).id
        assert await stage.tools.office.records.practised(group)
        await stage.command("privacy")
        await stage.press("Leave Tuesday")
        assert await stage.tools.office.records.practised(group) == []
        assert await members(stage) == []


class TestDuties:
    async def test_an_admin_passes_one_on_by_a_link_that_works_once(self, stage: Stage) -> None:
        await stage.command("role", BOSS, "facilitator")
        payload = stage.text.split("?start=")[1].split()[0]
        await stage.agree()
        await stage.command("start", HER, payload)
        assert "You are a facilitator now" in stage.text
        assert await stage.store.duties(HER) == {Duty.FACILITATOR}
        await stage.command("start", HIM, payload)
        assert "This link does not work any more" in stage.text

    async def test_an_unknown_one_is_answered_with_those_there_are(self, stage: Stage) -> None:
        await stage.command("role", BOSS, "king")
        for duty in Duty:
            assert f"/role {duty.value}" in stage.text


class TestHelp:
    async def test_names_what_this_person_may_do(self, stage: Stage) -> None:
        await stage.command("help", HIM)
        assert "/cohort" in stage.text
        assert "/role" not in stage.text
        await stage.command("help", BOSS)
        assert "/role" in stage.text
        await stage.command("help", HER)
        assert "/cohort" not in stage.text


class TestEntering:
    async def test_web_gives_a_link_that_enters_once(self, stage: Stage) -> None:
        await stage.command("web", HIM)
        address = stage.text.split("http://127.0.0.1:8080/login/")[1].split("?")[0]
        office = stage.tools.office
        assert office is not None
        entered = await entering.enter(office, address)
        assert entered.session.facilitator == (await stage.store.trainee(HIM)).id
        assert await entering.session_of(office, entered.token) == entered.session
        await entering.leave(office, entered.token)
        assert await entering.session_of(office, entered.token) is None


async def test_joining_twice_is_joining_once(stage: Stage) -> None:
    payload = await found(stage)
    await stage.agree()
    token = payload.removeprefix(groups.JOIN)
    for _ in range(2):
        await stage.tap(f"join:{token}")
    assert len(await members(stage)) == 1
