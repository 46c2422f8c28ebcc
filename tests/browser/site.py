"""The facilitators' page over simulated people, served on loopback, and ways into it."""

import socket
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, BrowserContext, Page

from bot.adapters.scenario_files import FileLibrary
from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.bootstrap import library_of, office_of
from bot.commands.demo import Demo as Wanted
from bot.commands.demo import fill_store
from bot.commands.web import page_beside
from bot.config import ROOT, Config, Secrets, WebConfig, load_config
from bot.facilitation import entering
from bot.facilitation.office import Office
from bot.ports import Address, Cohort

KEY: Final = bytes(range(32))
FACILITATOR: Final = Address("terminal", "you")
TRAINEES: Final = 14
DRILLS_EACH: Final = 5

PHONE: Final = {"width": 390, "height": 844}
LAPTOP: Final = {"width": 1280, "height": 900}

PATIENCE: Final = 60_000
"""Milliseconds until a test gives up waiting for a page."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A filled store that nobody writes to, and the library that was played."""

    path: Path
    config: Config
    library: FileLibrary


def made_demo(folder: Path, trainees: int = TRAINEES, drills_each: int = DRILLS_EACH) -> Demo:
    """A new store with simulated people in two groups: one of ten, one too small for figures."""
    config = load_config(ROOT / "config.yaml")
    path = folder / "demo.db"
    known = Secrets(key=urlsafe_b64encode(KEY).decode())
    wanted = Wanted(trainees, drills_each, 2, 1, f"{FACILITATOR.channel}:{FACILITATOR.id}")
    fill_store(config, known, wanted, path)
    return Demo(path, config, library_of(config))


@dataclass(frozen=True, slots=True)
class Site:
    """A running page and a browser to open it with."""

    address: str
    office: Office
    browser: Browser

    async def facilitator(self) -> str:
        """Who runs the groups, by pseudonym."""
        return (await self.office.store.trainee(FACILITATOR)).id

    async def login_link(self) -> str:
        """A link that works once."""
        token = await entering.login_token(self.office, await self.facilitator())
        return f"{self.address}/login/{token}"

    async def groups(self) -> tuple[Cohort, Cohort]:
        """The large group and the small one."""
        cohorts = await self.office.records.cohorts(await self.facilitator())
        sizes = {one.id: len(await self.office.records.members(one.id)) for one in cohorts}
        small, large = sorted(cohorts, key=lambda one: sizes[one.id])
        return large, small

    async def paths(self) -> dict[str, str]:
        """Every page that can be opened by its address, by a name for it."""
        large, small = await self.groups()
        drills = await self.office.records.practised(large.id)
        members = {one.trainee: one for one in await self.office.records.members(large.id)}
        drill = next(one for one in drills if one.judged)
        person = f"/cohorts/{large.id}/trainees/{members[drill.trainee].number}"
        return {
            "cohorts": "/cohorts",
            "cohort": f"/cohorts/{large.id}",
            "small cohort": f"/cohorts/{small.id}",
            "end": f"/cohorts/{large.id}/end",
            "trainee": person,
            "drill": f"{person}/drills/{drill.session}",
            "inbox": "/inbox",
            "library": "/scenarios",
            "scenario": "/scenarios/prosecutor-call",
            "nowhere": "/nowhere",
        }

    @asynccontextmanager
    async def visitor(
        self, language: str = "en", viewport: dict[str, int] | None = None, **settings: Any
    ) -> AsyncIterator[Page]:
        """A browser window on an old phone, unless told otherwise, not logged in."""
        async with AsyncExitStack() as stack:
            context: BrowserContext = await self.browser.new_context(
                base_url=self.address,
                locale={"ko": "ko-KR", "en": "en-GB"}[language],
                viewport=viewport or PHONE,  # type: ignore[arg-type]  # a TypedDict of theirs
                **settings,
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            yield await context.new_page()

    @asynccontextmanager
    async def logged_in(
        self, language: str = "en", viewport: dict[str, int] | None = None, **settings: Any
    ) -> AsyncIterator[Page]:
        """A window of the facilitator, at their groups."""
        async with self.visitor(language, viewport, **settings) as page:
            await page.goto(await self.login_link())
            await page.get_by_role("main").get_by_role("button").click()
            await page.wait_for_url("**/cohorts")
            yield page


@asynccontextmanager
async def opened(demo: Demo, path: Path, browser: Browser) -> AsyncIterator[Site]:
    """The page over the store at `path`, at a port that nobody else has."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    web = WebConfig(enabled=True, port=port, address=address)
    config = demo.config.model_copy(update={"web": web})
    async with AsyncExitStack() as stack:
        store = SqliteStore(path, Vault(KEY))
        stack.push_async_callback(store.close)
        records = SqliteRecords(path, Vault(KEY))
        stack.push_async_callback(records.close)
        link = "https://t.me/drillbot?start={}".format
        office = office_of(config, demo.library, store, records, link)
        await stack.enter_async_context(page_beside(config, office, demo.library))
        yield Site(address, replace(office, web_address=address), browser)
