"""A facilitator's page over a real store in a folder of its own, and a browser without a screen."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx

from bot.adapters.memory import FakeClock
from bot.adapters.plots import MatplotlibPlots
from bot.adapters.reports import FileReports
from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.adapters.web import web_app
from bot.core.engine import Spoke
from bot.core.events import By
from bot.core.scenario import Scenario
from bot.core.understanding import Reading, Understood
from bot.facilitation.entering import login_token
from bot.facilitation.office import Office
from bot.ports import Address, Cohort, Duty, Joins, Step
from tests.building import VOCABULARY, Call, genuine, small

AT: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HER: Final = Address("telegram", "100200300")
FACILITATOR: Final = Address("telegram", "700800900")
OTHER: Final = Address("telegram", "700800901")
ADDRESS: Final = "http://trainers.test"


class Shelf:
    """A library of a few scenarios."""

    def __init__(self, *scenarios: Scenario) -> None:
        self._known = {one.id: one for one in scenarios}

    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(self._known.values())

    def scenario(self, id: str) -> Scenario | None:
        return self._known.get(id)


@dataclass
class Stage:
    """The store, the page over it, and the deeds that fill it."""

    store: SqliteStore
    records: SqliteRecords
    clock: FakeClock
    office: Office
    drills: int = 0
    steps: int = 0
    tokens: int = 0
    graph: str = "<svg><title>graph</title></svg>"

    def browser(self) -> "Browser":
        """A browser that knows nothing yet."""
        reports = FileReports(VOCABULARY, self.office.library, MatplotlibPlots(VOCABULARY))
        app = web_app(self.office, reports, reports.plots, lambda *_: self.graph)
        assert self.office.web_address
        transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        return Browser(httpx.AsyncClient(transport=transport, base_url=self.office.web_address))

    async def logged_in(self, who: Address = FACILITATOR, language: str = "en") -> "Browser":
        """A browser of this facilitator, who has used a link."""
        await self.store.give_duty(who, Duty.FACILITATOR)
        token = await login_token(self.office, (await self.store.trainee(who)).id)
        browser = self.browser()
        browser.language = language
        page = await browser.post(f"/login/{token}")
        assert page.status_code == 303, page.text
        return browser

    async def name_of(self, who: Address) -> str:
        return (await self.store.trainee(who)).id

    async def cohort(
        self, id: str = "group", who: Address = FACILITATOR, name: str = "Tuesday", **more: bool
    ) -> Cohort:
        cohort = Cohort(id, name, await self.name_of(who), AT, **more)
        await self.records.add_cohort(cohort)
        return cohort

    async def save(self, address: Address, **changes: object) -> None:
        self.steps += 1
        step = Step(
            f"step-{self.steps}",
            self.clock.now(),
            await self.store.trainee(address),
            **changes,  # type: ignore[arg-type]
        )
        assert await self.store.save(address, step)

    async def member(self, address: Address = HER, cohort: str = "group") -> None:
        self.clock.pass_(1)
        await self.save(address, membership=Joins(cohort))

    async def drill(
        self,
        address: Address = HER,
        *replies: tuple[str, str | None],
        scenario: Scenario | None = None,
        sure: float = 0.9,
        by: By = By.WORDS,
    ) -> str:
        """A finished drill, each reply as (act, text); its session's id."""
        self.clock.pass_(60)
        self.drills += 1
        call = Call(scenario or small())
        for act, text in replies or (("discloses", "I have some"), ("agrees_to_pay", "I will pay")):
            if by is By.BUTTON:
                call.choose(act)
            else:
                call.take(Spoke(text, Understood((Reading(act, sure),))))
        session = f"s{self.drills}"
        await self.save(
            address,
            session=session,
            events=tuple(call.events),
            snapshot=call.scenario,
            scorecard=call.card,
        )
        return session

    async def group_of(self, people: int, cohort: str = "group") -> None:
        """A cohort in which so many people have taken a scam call and a genuine one."""
        await self.cohort(cohort)
        for number in range(people):
            address = Address("telegram", str(1000 + number))
            await self.member(address, cohort)
            await self.drill(address)
            await self.drill(address, ("verifies_independently", "I check"), scenario=genuine())


@dataclass
class Browser:
    """Sends what a browser sends; forms carry the key of the last page, unless told otherwise."""

    client: httpx.AsyncClient
    language: str = "en"
    form_key: str = ""
    pages: list[httpx.Response] = field(default_factory=list)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        page = await self.client.get(path, headers={"Accept-Language": self.language, **headers})
        self._look(page)
        return page

    async def post(
        self, path: str, fields: dict[str, str | list[str]] | None = None, **headers: str
    ) -> httpx.Response:
        sent = {"form_key": self.form_key, **(fields or {})}
        origin = str(self.client.base_url).rstrip("/")
        page = await self.client.post(
            path,
            data=sent,
            headers={"Accept-Language": self.language, "Origin": origin, **headers},
        )
        self._look(page)
        return page

    async def submit(
        self, path: str, fields: dict[str, str | list[str]] | None = None
    ) -> httpx.Response:
        """Send a form and follow where it leads."""
        page = await self.post(path, fields)
        return await self.get(page.headers["location"]) if page.is_redirect else page

    def _look(self, page: httpx.Response) -> None:
        self.pages.append(page)
        if found := re.search(r'name="form_key" value="([^"]+)"', page.text):
            self.form_key = found[1]


@asynccontextmanager
async def opened(folder: Path, address: str = ADDRESS) -> AsyncIterator[Stage]:
    """A stage whose store lies in this folder."""
    vault = Vault(b"k" * 32)
    store = SqliteStore(folder / "store.db", vault)
    records = SqliteRecords(folder / "store.db", vault)
    clock = FakeClock(AT)
    tokens = iter(range(10_000))
    office = Office(
        store=store,
        records=records,
        logins=records,
        library=Shelf(small(), genuine(id="a-genuine-call", digest="digest-2")),
        vocabulary=VOCABULARY,
        clock=clock,
        new_token=lambda: f"token-{next(tokens)}",
        start_link=lambda payload: f"https://t.me/a_bot?start={payload}",
        web_address=address,
    )
    try:
        yield Stage(store, records, clock, office)
    finally:
        await records.close()
        await store.close()
