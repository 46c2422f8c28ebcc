"""In by a link that works once, out by a button."""

import pytest

from bot.facilitation.entering import LOGIN_LIVES, SESSION_LIVES, login_token
from bot.ports import Duty
from tests.adapters.web.stage import FACILITATOR, Stage, opened


async def token_of(stage: Stage) -> str:
    await stage.store.give_duty(FACILITATOR, Duty.FACILITATOR)
    return await login_token(stage.office, await stage.name_of(FACILITATOR))


class TestALink:
    async def test_is_not_used_up_by_looking_at_it(self, stage: Stage) -> None:
        token, browser = await token_of(stage), stage.browser()
        for _ in range(3):
            page = await browser.get(f"/login/{token}")
            assert page.status_code == 200
            assert "set-cookie" not in page.headers
        assert (await browser.post(f"/login/{token}")).headers["location"] == "/cohorts"
        assert (await browser.get("/cohorts")).status_code == 200

    async def test_works_once(self, stage: Stage) -> None:
        token, browser = await token_of(stage), stage.browser()
        await browser.post(f"/login/{token}")
        again = await stage.browser().post(f"/login/{token}")
        assert again.status_code == 404
        assert "used already" in again.text

    async def test_runs_out(self, stage: Stage) -> None:
        token = await token_of(stage)
        stage.clock.pass_(LOGIN_LIVES.total_seconds())
        assert (await stage.browser().post(f"/login/{token}")).status_code == 404

    async def test_that_is_guessed_opens_nothing(self, stage: Stage) -> None:
        await token_of(stage)
        page = await stage.browser().post("/login/guessed")
        assert page.status_code == 404
        assert "set-cookie" not in page.headers


class TestASession:
    async def test_ends_by_itself(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        stage.clock.pass_(SESSION_LIVES.total_seconds() - 1)
        assert (await browser.get("/cohorts")).status_code == 200
        stage.clock.pass_(1)
        assert (await browser.get("/cohorts")).status_code == 403

    async def test_ends_with_a_button(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        await browser.get("/cohorts")
        cookies = dict(browser.client.cookies)
        page = await browser.submit("/logout")
        assert "You are logged out." in page.text
        browser.client.cookies.update(cookies)
        assert (await browser.get("/cohorts")).status_code == 403

    async def test_ends_with_the_duty(self, stage: Stage) -> None:
        browser = await stage.logged_in()
        await stage.store.end_duty(FACILITATOR, Duty.FACILITATOR)
        assert (await browser.get("/cohorts")).status_code == 403

    async def test_is_held_by_a_cookie_that_no_script_and_no_other_site_can_use(
        self, stage: Stage
    ) -> None:
        token = await token_of(stage)
        cookie = (await stage.browser().post(f"/login/{token}")).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "secure" not in cookie

    async def test_is_held_to_tls_where_the_page_has_it(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        async with opened(tmp_path_factory.mktemp("tls"), "https://trainers.test") as stage:
            token = await token_of(stage)
            cookie = (await stage.browser().post(f"/login/{token}")).headers["set-cookie"]
            assert cookie.startswith("__Host-session=")
            assert "Secure" in cookie
            assert "Path=/" in cookie


async def test_whoever_has_no_link_is_told_how_to_get_one(stage: Stage) -> None:
    browser = stage.browser()
    assert "/web" in (await browser.get("/login")).text
    home = await browser.get("/")
    assert home.headers["location"].endswith("/cohorts")
    assert "/web" in (await browser.get("/cohorts")).text
