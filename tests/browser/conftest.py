"""A group of simulated people, the facilitators' page over it, and a real browser."""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.site import Demo, Site, made_demo, opened

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER: Final = "there is no Chromium; as root run: make chromium"

START: Final = timedelta(seconds=120)
"""A loaded machine may take a while to start a browser."""


def chromium_path() -> str | None:
    """Where a Chromium of this machine lies."""
    chosen = os.environ.get("SCAMDRILL_CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return made_demo(tmp_path_factory.mktemp("demo"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip(NO_BROWSER)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox"],  # root has none, and only our own pages are opened
            timeout=START.total_seconds() * 1000,
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def site(demo: Demo, chromium: Browser, tmp_path: Path) -> AsyncIterator[Site]:
    """The page over a copy of the store of its own, so that verdicts of one test are no other's."""
    path = tmp_path / "demo.db"
    shutil.copyfile(demo.path, path)
    async with opened(demo, path, chromium) as found:
        yield found
