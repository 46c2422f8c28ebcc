"""What a facilitator sees, and what they do not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.plots import MatplotlibPlots
from bot.adapters.web.figures import Figures
from bot.errors import StoreFailed, Unreadable
from bot.ports import Address, Looked
from tests.adapters.web.reading import Read, faults
from tests.adapters.web.stage import FACILITATOR, HER, Stage
from tests.building import VOCABULARY, genuine

PERSON = "/cohorts/group/trainees/1"


async def everything(stage: Stage) -> list[str]:
    """A group with all there is, and the addresses of all its pages."""
    await stage.group_of(6)
    await stage.cohort("empty", name="Nobody yet")
    await stage.cohort("shown", name="Simulated", synthetic=True)
    return [
        "/login",
        "/login/token",
        "/nowhere",
        "/cohorts",
        "/cohorts/group",
        "/cohorts/empty",
        "/cohorts/shown",
        "/cohorts/group/end",
        PERSON,
        f"{PERSON}/drills/s1",
        f"{PERSON}/drills/s2",
        "/inbox",
        "/scenarios",
        "/scenarios/a-call",
        "/scenarios/a-genuine-call",
    ]


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ko", "en"])
    async def test_is_well_made(self, stage: Stage, language: str) -> None:
        pages = await everything(stage)
        browser = await stage.logged_in(language=language)
        for path in pages:
            page = await browser.get(path)
            assert faults(page.text) == [], path
            assert f'<html lang="{language}">' in page.text

    @pytest.mark.parametrize("fault", [StoreFailed, Unreadable])
    async def test_says_plainly_that_the_records_cannot_be_read(
        self, stage: Stage, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = await stage.logged_in()

        async def fail(facilitator: str) -> None:
            raise fault("damaged")

        monkeypatch.setattr(stage.records, "cohorts", fail)
        page = await browser.get("/cohorts")
        assert page.status_code == 503
        assert "The records cannot be read right now." in page.text

    async def test_carries_strict_headers(self, stage: Stage) -> None:
        pages = await everything(stage)
        browser = await stage.logged_in()
        for path in (*pages, "/cohorts/group/plots/endings.svg", "/cohorts/group/export.html"):
            headers = (await browser.get(path)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["cache-control"] == "no-store"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "same-origin"

    async def test_that_fails_says_so_and_shows_no_trace(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = await stage.logged_in()

        async def broken(_: str) -> None:
            raise RuntimeError("the words of somebody")

        monkeypatch.setattr(stage.records, "cohorts", broken)
        page = await browser.get("/cohorts")
        assert page.status_code == 500
        assert "try again soon" in page.text
        assert "words of somebody" not in page.text
        assert page.headers["x-frame-options"] == "DENY"

    async def test_is_spoken_in_the_language_that_was_chosen(self, stage: Stage) -> None:
        browser = await stage.logged_in(language="ko")
        assert "모임" in (await browser.get("/cohorts")).text
        assert "Groups" in (await browser.get("/cohorts?lang=en")).text
        assert "Groups" in (await browser.get("/cohorts")).text
        assert "Groups" in (await browser.get("/cohorts?lang=xx")).text

    async def test_offers_the_other_language_and_the_way_out(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        read = Read((await browser.get("/cohorts")).text)
        assert {"href": "?lang=ko", "lang": "ko", "hreflang": "ko"} in read.all("a")
        assert any(form.get("action") == "/logout" for form in read.all("form"))

    async def test_of_simulated_people_says_so(self, stage: Stage) -> None:
        await stage.cohort(synthetic=True)
        await stage.member()
        await stage.drill()
        browser = await stage.logged_in()
        marked = ("/cohorts/group", "/cohorts/group/end", PERSON, f"{PERSON}/drills/s1", "/inbox")
        for path in marked:
            assert "simulated" in (await browser.get(path)).text, path


class TestGroups:
    async def test_are_founded_once_however_often_the_form_is_sent(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        fields: dict[str, str | list[str]] = {"name": "Evening class", "nonce": "n"}
        page = await browser.submit("/cohorts", fields)
        assert "Evening class" in page.text
        await browser.submit("/cohorts", fields)
        assert len(await stage.records.cohorts(await stage.name_of(FACILITATOR))) == 1

    @pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
    async def test_without_a_proper_name_are_not(self, stage: Stage, name: str) -> None:
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        page = await browser.post("/cohorts", {"name": name, "nonce": "n"})
        assert page.status_code == 422
        assert "1 to 60 letters" in page.text
        assert faults(page.text) == []

    async def test_are_joined_by_a_link_that_can_be_closed(self, stage: Stage) -> None:
        await stage.cohort()
        browser = await stage.logged_in()
        await browser.get("/cohorts/group")
        page = await browser.post("/cohorts/group/invitations")
        link = Read(page.text).said.split("https://t.me/a_bot?start=join-")[1].split()[0]
        now = stage.clock.now()
        assert await stage.records.offered(link, now) is not None
        closed = await browser.submit("/cohorts/group/invitations/revoke")
        assert "open nothing any more" in closed.text
        assert await stage.records.offered(link, now) is None

    async def test_end_only_after_a_question(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        browser = await stage.logged_in()
        asked = await browser.get("/cohorts/group/end")
        assert "cannot be undone" in asked.text
        assert await stage.records.cohort("group")
        page = await browser.submit("/cohorts/group/end")
        assert "has ended" in page.text
        assert await stage.records.cohort("group") is None


class TestAGroup:
    async def test_of_five_has_figures_of_scam_and_genuine_calls_apart(self, stage: Stage) -> None:
        await stage.group_of(5)
        browser = await stage.logged_in()
        said = Read((await browser.get("/cohorts/group")).text).said
        assert "Scam calls 5 calls, 5 people. Handled well: 0 of 5." in said
        assert "Genuine calls 5 calls, 5 people. Handled well: 5 of 5." in said
        assert "What to train next" in said

    async def test_of_four_has_only_its_participation(self, stage: Stage) -> None:
        await stage.group_of(4)
        browser = await stage.logged_in()
        said = Read((await browser.get("/cohorts/group")).text).said
        assert "With fewer than 5 people" in said
        assert "People 4" in said
        for figure in ("Handled well", "What to train next", "Habits", "Bot and facilitator"):
            assert figure not in said

    async def test_shows_what_changed_at_once(self, stage: Stage) -> None:
        await stage.group_of(5)
        browser = await stage.logged_in()
        assert "Calls taken 10" in Read((await browser.get("/cohorts/group")).text).said
        await stage.drill()
        await stage.drill(Address("telegram", "1000"))
        assert "Calls taken 11" in Read((await browser.get("/cohorts/group")).text).said

    async def test_names_nobody_and_ranks_nobody(self, stage: Stage) -> None:
        await stage.group_of(6)
        browser = await stage.logged_in()
        page = (await browser.get("/cohorts/group")).text
        names = ["Heron 1", "Crane 2", "Swallow 3", "Magpie 4", "Sparrow 5", "Redstart 6"]
        assert sorted(names, key=page.index) == names, "in the order of joining"
        for number in range(6):
            assert str(1000 + number) not in page
            assert await stage.name_of(Address("telegram", str(1000 + number))) not in page

    async def test_that_is_large_goes_on_on_another_page(self, stage: Stage) -> None:
        await stage.cohort()
        for number in range(51):
            await stage.member(Address("telegram", str(number)))
        browser = await stage.logged_in()
        first = Read((await browser.get("/cohorts/group")).text).said
        second = Read((await browser.get("/cohorts/group?page=2")).text).said
        assert "Page 1 of 2" in first
        assert "Kingfisher 40" in first
        assert "Swan 51" in second
        assert "Swan 51" not in first
        for page in ("0", "9999", "x", "-1", "9" * 50):
            assert (await browser.get(f"/cohorts/group?page={page}")).status_code == 200

    async def test_of_which_somebody_was_forgotten_is_kept_in_memory_no_longer(
        self, stage: Stage
    ) -> None:
        await stage.group_of(5)
        group = await stage.cohort()
        figures = Figures(stage.office, MatplotlibPlots(VOCABULARY))
        name = await stage.name_of(Address("telegram", "1000"))
        assert name in await figures.taken(group)
        await stage.store.forget(Address("telegram", "1000"))
        assert name not in await figures.taken(group)
        assert name not in repr(figures)


class TestATrainee:
    async def test_has_a_history_newest_first(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill()
        await stage.drill(HER, ("verifies_independently", "I check"), scenario=genuine())
        browser = await stage.logged_in()
        page = (await browser.get(PERSON)).text
        assert page.index("/drills/s2") < page.index("/drills/s1")
        said = Read(page).said
        assert "Scam calls handled well 0 of 1" in said
        assert "Genuine calls handled well 1 of 1" in said
        assert "To meet again" in said

    async def test_can_see_that_somebody_looked(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill()
        browser = await stage.logged_in()
        for path in (PERSON, f"{PERSON}/drills/s1", "/inbox", f"{PERSON}/export.json"):
            await browser.get(path)
        looks = await stage.records.looks(await stage.name_of(HER))
        assert {(look.what, look.session) for look in looks} == {
            (Looked.TRAINEE, None),
            (Looked.DRILL, "s1"),
            (Looked.REPLY, "s1"),
            (Looked.EXPORT, None),
        }
        assert {look.facilitator for look in looks} == {await stage.name_of(FACILITATOR)}

    async def test_can_see_of_how_many_calls_replies_were_read(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        calls = [await stage.drill() for _ in range(7)]
        browser = await stage.logged_in()
        for page in (1, 2):
            await browser.get(f"/inbox?page={page}")
        looks = await stage.records.looks(await stage.name_of(HER))
        assert {look.what for look in looks} == {Looked.REPLY}
        assert sorted(str(look.session) for look in looks) == calls

    async def test_who_is_looked_at_for_a_while_has_one_look_more_each_ten_minutes(
        self, stage: Stage
    ) -> None:
        await stage.cohort()
        await stage.member()
        browser = await stage.logged_in()
        for _ in range(5):
            await browser.get(PERSON)
        assert len(await stage.records.looks(await stage.name_of(HER))) == 1
        stage.clock.pass_(600)
        await browser.get(PERSON)
        assert len(await stage.records.looks(await stage.name_of(HER))) == 2


class TestADrill:
    async def test_is_shown_as_it_went(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill(HER, ("discloses", "I have some"), ("agrees_to_pay", "I will pay"))
        browser = await stage.logged_in()
        said = Read((await browser.get(f"{PERSON}/drills/s1")).text).said
        assert "authority claim" in said
        assert "Reply 1: I have some" in said
        assert "discloses sure · 90 %" in said
        assert "Reply 2: I will pay" in said
        assert "-2 pay habit agrees to pay" in said
        assert "the caller got what they wanted" in said

    async def test_whose_words_are_not_kept_shows_what_they_did(self, stage: Stage) -> None:
        await stage.cohort()
        await stage.member()
        await stage.drill(HER, ("discloses", None), ("agrees_to_pay", None))
        browser = await stage.logged_in()
        said = Read((await browser.get(f"{PERSON}/drills/s1")).text).said
        assert "Reply 1: (the words are not kept) discloses sure" in said
        assert "Nothing waits here." in Read((await browser.get("/inbox")).text).said


WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(name=WORDS, reply=WORDS, reason=WORDS)
async def test_whatever_people_write_stays_text(
    stage: Stage, name: str, reply: str, reason: str
) -> None:
    hostile = "<script>alert(1)</script>'\"&"
    await stage.store.forget(HER)
    await stage.records.end_cohort("group")
    await stage.cohort(name=hostile + name)
    await stage.member()
    session = await stage.drill(HER, ("discloses", hostile + reply), ("agrees_to_pay", reply))
    browser = await stage.logged_in()
    number = (await stage.records.members("group"))[0].number
    where = f"/cohorts/group/trainees/{number}/drills/{session}"
    await browser.get(where)
    judged: dict[str, str | list[str]] = {
        "verdict": "changed",
        "act": ["delays"],
        "reason": hostile + reason,
    }
    page = await browser.submit(f"{where}/replies/1", judged)
    for text in (page.text, (await browser.get("/cohorts/group")).text):
        assert faults(text) == []
        assert "<script" not in text
