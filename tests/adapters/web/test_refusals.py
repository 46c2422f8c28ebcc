"""Who is turned away, how it looks to them, and what the log says of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.adapters.web import door, reading
from bot.facilitation.entering import login_token
from bot.ports import Duty
from tests.adapters.web.stage import ADDRESS, HER, OTHER, Browser, Stage

SECRET = "I have three thousand dollars under the floor"


async def paths(stage: Stage) -> list[str]:
    """Every page about somebody in the group `group`."""
    await stage.cohort()
    await stage.member()
    session = await stage.drill(HER, ("discloses", SECRET), ("agrees_to_pay", "yes"))
    person = "/cohorts/group/trainees/1"
    return [
        "/cohorts/group",
        "/cohorts/group/end",
        "/cohorts/group/export.json",
        "/cohorts/group/plots/endings.svg",
        person,
        f"{person}/export.json",
        f"{person}/plots/fading.svg",
        f"{person}/drills/{session}",
        f"{person}/drills/{session}/export.json",
    ]


def forms(session: str = "s1") -> list[str]:
    """Every form about the group `group`."""
    return [
        "/cohorts/group/invitations",
        "/cohorts/group/invitations/revoke",
        "/cohorts/group/end",
        f"/cohorts/group/trainees/1/drills/{session}/replies/1",
    ]


class TestAnotherFacilitator:
    async def test_sees_the_same_as_of_a_group_that_is_not_there(self, stage: Stage) -> None:
        pages = await paths(stage)
        theirs = await stage.logged_in(OTHER)
        for path in pages:
            page = await theirs.get(path)
            nowhere = await theirs.get(path.replace("group", "nowhere", 1))
            assert page.status_code == nowhere.status_code == 404, path
            assert page.text == nowhere.text.replace("/cohorts/nowhere", "/cohorts/group")
            assert SECRET not in page.text

    async def test_changes_nothing(self, stage: Stage) -> None:
        await paths(stage)
        theirs = await stage.logged_in(OTHER)
        await theirs.get("/cohorts")
        for path in forms():
            sent = await theirs.post(path, {"verdict": "rejected"})
            assert sent.status_code == 404, path
        assert await stage.records.cohort("group")
        assert not (await stage.records.practised("group"))[0].judged

    async def test_has_left_no_look(self, stage: Stage) -> None:
        pages = await paths(stage)
        theirs = await stage.logged_in(OTHER)
        for path in pages:
            await theirs.get(path)
        assert await stage.records.looks(await stage.name_of(HER)) == []


class TestAGuess:
    @pytest.mark.parametrize(
        "path",
        [
            "/cohorts/group/trainees/2",
            "/cohorts/group/trainees/0",
            "/cohorts/group/trainees/99999999999999999999999999",
            "/cohorts/group/trainees/1/drills/s2",
            "/cohorts/group/trainees/1/drills/..%2f..",
            "/cohorts/group/export.exe",
            "/cohorts/group/plots/other.svg",
            "/scenarios/no-such-call",
            "/nowhere",
            "/cohorts/" + "x" * door.LONGEST_PATH,
            "/cohorts/group/trainees/" + "1" * 5000,
        ],
    )
    async def test_finds_nothing(self, stage: Stage, path: str) -> None:
        await paths(stage)
        browser = await stage.logged_in()
        page = await browser.get(path)
        assert page.status_code == 404
        assert "Traceback" not in page.text

    async def test_at_a_drill_of_before_joining_finds_nothing(self, stage: Stage) -> None:
        await stage.cohort()
        early = await stage.drill()
        await stage.member()
        browser = await stage.logged_in()
        page = await browser.get(f"/cohorts/group/trainees/1/drills/{early}")
        assert page.status_code == 404

    async def test_at_a_reply_judges_nothing(self, stage: Stage) -> None:
        await paths(stage)
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        where = "/cohorts/group/trainees/1/drills/s1/replies/"
        for turn in ("0", "3", "99999999999999"):
            assert (await browser.post(where + turn, {"verdict": "accepted"})).status_code == 404


class TestAForgedForm:
    async def test_without_the_key_changes_nothing(self, stage: Stage) -> None:
        await paths(stage)
        browser = await stage.logged_in()
        for path in forms():
            for key in ("", "guessed", "가"):
                page = await browser.post(path, {"form_key": key, "verdict": "rejected"})
                assert page.status_code == 403, path
        assert await stage.records.cohort("group")

    async def test_with_the_key_of_another_session_changes_nothing(self, stage: Stage) -> None:
        await paths(stage)
        browser, theirs = await stage.logged_in(), await stage.logged_in(OTHER)
        await theirs.get("/cohorts")
        page = await browser.post("/cohorts/group/end", {"form_key": theirs.form_key})
        assert page.status_code == 403

    @pytest.mark.parametrize("origin", ["https://evil.test", "null", "", f"{ADDRESS}.evil.test"])
    async def test_from_elsewhere_changes_nothing(self, stage: Stage, origin: str) -> None:
        await paths(stage)
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        page = await browser.post("/cohorts/group/end", Origin=origin)
        assert page.status_code == 403
        assert await stage.records.cohort("group")

    async def test_without_an_origin_changes_nothing(self, stage: Stage) -> None:
        await paths(stage)
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        page = await browser.client.post("/cohorts/group/end", data={"form_key": browser.form_key})
        assert page.status_code == 403

    async def test_logs_nobody_in(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        page = await browser.post("/login/anything", Origin="https://evil.test")
        assert page.status_code == 403

    async def test_that_is_too_large_is_not_read(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        assert (await browser.post("/cohorts", {"name": "x" * 20_000})).status_code == 413
        many = {"name": ["x"] * 200}
        assert (await browser.post("/cohorts", dict(many))).status_code == 413

    async def test_that_does_not_arrive_is_not_waited_for(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "LONGEST_WAIT", 0.01)

        async def dripping() -> AsyncIterator[bytes]:
            yield b"name="
            await asyncio.Event().wait()

        browser = await stage.logged_in()
        page = await browser.client.post("/cohorts", content=dripping())
        assert page.status_code == 408


class TestWithoutASession:
    async def test_nothing_is_shown_and_nothing_changed(self, stage: Stage) -> None:
        pages = [*await paths(stage), "/cohorts", "/inbox", "/scenarios", "/scenarios/a-call"]
        browser = stage.browser()
        for path in pages:
            page = await browser.get(path)
            assert page.status_code == 403, path
            assert SECRET not in page.text
        for path in forms():
            assert (await browser.post(path)).status_code == 403
        assert await stage.records.cohort("group")

    async def test_a_guessed_cookie_is_none(self, stage: Stage) -> None:
        browser = stage.browser()
        browser.client.cookies.set("session", "guessed")
        assert (await browser.get("/cohorts")).status_code == 403


class TestTooMany:
    async def test_tries_to_log_in_are_stopped_and_time_heals(self, stage: Stage) -> None:
        browser = stage.browser()
        seen = [(await browser.post(f"/login/{n}")).status_code for n in range(12)]
        assert seen == [404] * 10 + [429] * 2
        stage.clock.pass_(60)
        assert (await browser.post("/login/again")).status_code == 404

    async def test_tries_to_log_in_shut_nobody_out_who_has_a_link(self, stage: Stage) -> None:
        guesser = stage.browser()
        for n in range(40):
            await guesser.post(f"/login/{n}")
            await guesser.post(f"/login/{n}", Origin="https://evil.test")
        assert (await guesser.post("/login/more")).status_code == 429
        await stage.store.give_duty(OTHER, Duty.FACILITATOR)
        token = await login_token(stage.office, await stage.name_of(OTHER))
        assert (await stage.browser().post(f"/login/{token}")).status_code == 303

    async def test_requests_shut_nobody_out_who_is_logged_in(self, stage: Stage) -> None:
        """All of a training sit behind one address."""
        browser, hasty = await stage.logged_in(), stage.browser()
        for number in range(120):
            hasty.client.cookies.set("session", f"guess-{number}")
            await hasty.get("/login")
        assert (await hasty.get("/login")).status_code == 429
        assert (await browser.get("/cohorts")).status_code == 200

    async def test_requests_of_somebody_logged_in_are_stopped_too(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        seen = [(await browser.get("/style.css")).status_code for _ in range(121)]
        assert seen[-1] == 429
        assert (await stage.browser().get("/login")).status_code == 200

    async def test_requests_for_another_host_are_stopped_too(self, stage: Stage) -> None:
        browser = stage.browser()
        seen = [(await browser.get("/", Host="evil.test")).status_code for _ in range(121)]
        assert seen == [400] * 120 + [429]

    async def test_requests_are_stopped_with_a_kind_sentence(self, stage: Stage) -> None:
        browser = stage.browser()
        for _ in range(120):
            await browser.get("/login")
        page = await browser.get("/login")
        assert page.status_code == 429
        assert page.headers["retry-after"] == "60"
        assert "Wait a minute" in page.text


async def test_a_request_for_another_host_is_turned_away(stage: Stage) -> None:
    page = await stage.browser().get("/login", Host="evil.test")
    assert page.status_code == 400
    assert "address that the bot gives you" in page.text


async def test_an_address_that_names_another_host_leads_to_no_other(stage: Stage) -> None:
    page = await stage.browser().get(f"{ADDRESS}//evil.example/login")
    assert page.status_code == 404
    assert "evil.example" not in page.text


class TestTheLog:
    async def test_tells_the_kind_of_every_refusal_and_nothing_else(
        self, stage: Stage, caplog: pytest.LogCaptureFixture
    ) -> None:
        pages = await paths(stage)
        theirs = await stage.logged_in(OTHER)
        await theirs.get("/cohorts")
        await theirs.get(pages[-2])
        await theirs.post("/cohorts", {"form_key": "forged-key"})
        await theirs.post("/cohorts", Origin="https://evil.test")
        await theirs.post("/login/used-token")
        await stage.browser().get(pages[0])
        said = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
        assert said == [
            "refused: what is not theirs or is not there",
            "refused: a form that was not ours",
            "refused: a form sent from elsewhere",
            "refused: a login link that is unknown, used or too old",
            "refused: nobody is logged in",
        ]

    async def test_tells_a_kind_once_a_minute_and_how_often_it_was(
        self, stage: Stage, caplog: pytest.LogCaptureFixture
    ) -> None:
        browser = stage.browser()
        for _ in range(50):
            await browser.get("/", Host="evil.test")
        stage.clock.pass_(60)
        await browser.get("/", Host="evil.test")
        assert [record.getMessage() for record in caplog.records if "refused" in record.msg] == [
            "refused: a request for another host",
            "refused: a request for another host (50 times)",
        ]

    async def test_holds_nothing_of_a_whole_visit(
        self, stage: Stage, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG", logger="bot")
        pages = await paths(stage)
        browser: Browser = await stage.logged_in()
        for path in (*pages, "/inbox", "/nowhere"):
            await browser.get(path)
        name = await stage.name_of(HER)
        for word in (SECRET, name, "s1", "group", browser.form_key, "Tuesday"):
            assert word not in caplog.text


async def test_no_address_of_a_page_holds_what_somebody_typed(stage: Stage) -> None:
    pages = await paths(stage)
    browser = await stage.logged_in()
    for path in (*pages, "/inbox", "/cohorts"):
        await browser.get(path)
    shown = [page for page in browser.pages if SECRET in page.text]
    assert shown, "the reply stands on its page"
    assert not any("dollars" in str(page.url) for page in browser.pages)
    assert not any(f"href={quote}{SECRET[:5]}" in page.text for page in shown for quote in "'\"")


async def test_an_address_with_a_slash_too_many_leads_nowhere(stage: Stage) -> None:
    page = await (await stage.logged_in()).get("/cohorts/")
    assert page.status_code == 404
    assert "location" not in page.headers
