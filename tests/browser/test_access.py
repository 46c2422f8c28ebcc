"""What axe-core finds on the pages: nothing that shuts anybody out."""

from typing import Any, Final

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

from tests.browser.site import LAPTOP, PHONE, Site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

GRAVE: Final = ("serious", "critical")


async def findings(page: Page) -> list[str]:
    """What is wrong on the page that is open, and where."""
    result = await Axe().run(page)
    violations: list[dict[str, Any]] = result.response["violations"]
    return [
        f"{one['id']}: {one['help']} ({node['target']})"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko", "en"])
async def test_nothing_grave_on_any_page(
    site: Site, language: str, scheme: str, viewport: dict[str, int]
) -> None:
    found = {}
    paths = await site.paths()
    settings = {"color_scheme": scheme, "bypass_csp": True}
    async with site.logged_in(language, viewport, **settings) as page:
        for name, path in paths.items():
            await page.goto(path)
            for details in await page.locator("summary").all():
                await details.click()
            if wrong := await findings(page):
                found[name] = wrong
    async with site.visitor(language, viewport, **settings) as page:
        for name, path in {"enter": "/login", "login": await site.login_link()}.items():
            await page.goto(path)
            if wrong := await findings(page):
                found[name] = wrong
    assert found == {}


async def test_the_policy_that_axe_had_to_bypass_is_strict(site: Site) -> None:
    async with site.logged_in() as page:
        answer = await page.goto("/cohorts")
        assert answer
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


async def test_axe_finds_what_is_wrong(site: Site) -> None:
    async with site.logged_in(bypass_csp=True) as page:
        await page.set_content("<html lang=en><title>x</title><main><img src=x></main>")
        assert [one for one in await findings(page) if one.startswith("image-alt")]
