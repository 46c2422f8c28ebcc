"""The machine proposes, a facilitator decides."""

import pytest

from bot.core.events import By, Judged, Verdict
from bot.ports import Address
from tests.adapters.web.reading import Read
from tests.adapters.web.stage import FACILITATOR, HER, Stage

CALL = "/cohorts/group/trainees/1/drills/s1"


@pytest.fixture
async def called(stage: Stage) -> Stage:
    """A group with one drill: a disclosure, then a payment."""
    await stage.cohort()
    await stage.member()
    await stage.drill(HER, ("discloses", "I have some"), ("agrees_to_pay", "I will pay"))
    return stage


async def test_a_changed_reading_renews_the_score_and_is_an_event(called: Stage) -> None:
    before = (await called.records.practised("group"))[0].total
    browser = await called.logged_in()
    await browser.get(CALL)
    changed: dict[str, str | list[str]] = {
        "verdict": "changed",
        "act": ["refuses_payment", "delays"],
        "reason": "They meant no, call 010-1234-5678",
    }
    page = await browser.submit(f"{CALL}/replies/2", changed)
    after = (await called.records.practised("group"))[0]
    assert after.total > before
    assert after.judged
    assert f"{after.total} of 100" in Read(page.text).said
    event = (await called.store.events("s1"))[-1]
    assert isinstance(event, Judged)
    assert (event.turn, event.verdict) == (2, Verdict.CHANGED)
    assert event.by == await called.name_of(FACILITATOR)
    assert event.reason is not None
    assert "1234" not in event.reason
    said = Read(page.text).said
    assert "A person looked and corrected the reading." in said
    assert "The bot had read: agrees to pay sure" in said


async def test_a_rejected_reading_counts_for_nothing(called: Stage) -> None:
    browser = await called.logged_in()
    await browser.get(CALL)
    page = await browser.submit(f"{CALL}/replies/1", {"verdict": "rejected"})
    said = Read(page.text).said
    assert "this reply is left out of the score" in said
    assert "nothing that counts" in said
    assert (await called.records.practised("group"))[0].judged


async def test_an_accepted_reading_stays_and_is_not_asked_about_again(called: Stage) -> None:
    before = (await called.records.practised("group"))[0]
    browser = await called.logged_in()
    assert "I have some" in (await browser.get("/inbox")).text
    await browser.post(f"{CALL}/replies/1", {"verdict": "accepted", "back": "inbox"})
    page = await browser.get("/inbox")
    assert "I have some" not in page.text
    assert "I will pay" in page.text
    after = (await called.records.practised("group"))[0]
    assert (after.total, after.habits) == (before.total, before.habits)


async def test_a_verdict_from_the_inbox_leads_back_there(called: Stage) -> None:
    browser = await called.logged_in()
    await browser.get("/inbox")
    page = await browser.post(f"{CALL}/replies/1", {"verdict": "accepted", "back": "inbox"})
    assert page.headers["location"] == "/inbox?done=judged"
    page = await browser.post(f"{CALL}/replies/2", {"verdict": "accepted"})
    assert page.headers["location"] == f"{CALL}?done=judged#reply-2"


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "changed"},
        {"verdict": "changed", "act": ["no_such_act"]},
        {
            "verdict": "changed",
            "act": ["delays", "pleads", "bargains", "reports", "defies", "ends_call"],
        },
        {"verdict": "praised"},
        {},
    ],
)
async def test_a_verdict_that_says_nothing_changes_nothing(
    called: Stage, fields: dict[str, str | list[str]]
) -> None:
    browser = await called.logged_in()
    await browser.get(CALL)
    page = await browser.post(f"{CALL}/replies/1", fields)
    assert page.status_code == 422
    assert "1 to 5 things" in page.text
    assert not (await called.records.practised("group"))[0].judged


async def test_the_inbox_begins_with_the_least_sure_and_leaves_buttons_out(stage: Stage) -> None:
    await stage.cohort()
    await stage.member()
    await stage.drill(HER, ("discloses", "quite clear"), ("agrees_to_pay", "clear"), sure=0.9)
    await stage.drill(HER, ("discloses", "rather vague"), ("agrees_to_pay", "vague"), sure=0.5)
    await stage.drill(HER, ("discloses", None), ("agrees_to_pay", None), sure=0.4, by=By.BUTTON)
    browser = await stage.logged_in()
    page = (await browser.get("/inbox")).text
    assert page.index("rather vague") < page.index("quite clear")
    assert "/drills/s3" not in page


async def test_the_inbox_holds_no_reply_of_another_facilitators_group(called: Stage) -> None:
    other = Address("telegram", "5")
    browser = await called.logged_in(other)
    assert "I have some" not in (await browser.get("/inbox")).text
    assert await called.records.looks(await called.name_of(HER)) == []


async def test_every_act_can_be_ticked_under_a_habit_and_those_read_are_ticked(
    called: Stage,
) -> None:
    browser = await called.logged_in()
    read = Read((await browser.get(CALL)).text)
    boxes = [one for one in read.all("input") if one.get("type") == "checkbox"]
    acts = called.office.vocabulary.acts
    assert {one["value"] for one in boxes} == set(acts)
    assert len(boxes) == 2 * len(acts)
    assert [one["value"] for one in boxes if "checked" in one] == ["discloses", "agrees_to_pay"]
