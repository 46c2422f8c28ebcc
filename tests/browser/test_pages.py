"""A facilitator's way through the page, in a real browser, on a phone, with and without script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.async_api import Page, expect

from bot.core.events import Judged, Verdict
from bot.core.scoring import score
from bot.facilitation import viewing
from bot.presentation.words import words
from tests.browser.site import PATIENCE, Site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LANGUAGES: Final = ("ko", "en")
SCRIPT: Final = (True, False)

expect.set_options(timeout=PATIENCE)


def say(language: str, english: str, **values: object) -> str:
    """What the page says in this language."""
    return words(language).gettext(english) % values


async def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(
        await page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


class TestLogin:
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_by_a_link_that_works_once(self, site: Site, language: str) -> None:
        link = await site.login_link()
        async with site.visitor(language) as page:
            await page.goto(link)
            log_in = page.get_by_role("button", name=say(language, "Log in"))
            await log_in.click()
            await expect(page).to_have_url(f"{site.address}/cohorts")
            await expect(page.get_by_role("heading", level=1)).to_have_text(say(language, "Groups"))
        async with site.visitor(language) as other:
            await other.goto(link)
            await other.get_by_role("button", name=say(language, "Log in")).click()
            used = "This link was used already or is too old. Ask the bot for a new one: /web"
            await expect(other.get_by_text(say(language, used))).to_be_visible()

    async def test_looking_at_the_link_does_not_use_it_up(self, site: Site) -> None:
        link = await site.login_link()
        async with site.visitor() as chat_preview:
            await chat_preview.goto(link)
        async with site.visitor() as page:
            await page.goto(link)
            await page.get_by_role("button", name="Log in").click()
            await expect(page).to_have_url(f"{site.address}/cohorts")

    async def test_without_it_nothing_is_shown(self, site: Site) -> None:
        paths = await site.paths()
        async with site.visitor() as page:
            answer = await page.goto(paths["trainee"])
            assert answer
            assert answer.status == 403

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_logging_out_ends_it(self, site: Site, language: str) -> None:
        async with site.logged_in(language) as page:
            await page.get_by_role("button", name=say(language, "Log out")).click()
            await expect(page.get_by_text(say(language, "You are logged out."))).to_be_visible()
            answer = await page.goto("/cohorts")
            assert answer
            assert answer.status == 403


class TestTheWay:
    @pytest.mark.parametrize("script", SCRIPT, ids=["with script", "without script"])
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_from_the_groups_to_a_reply(
        self, site: Site, language: str, script: bool
    ) -> None:
        large, _ = await site.groups()
        members = await site.office.records.members(large.id)
        drills = await site.office.records.practised(large.id)
        taken = {one.trainee for one in drills}
        number = next(one.number for one in members if one.trainee in taken)
        async with site.logged_in(language, java_script_enabled=script) as page:
            await page.get_by_role("link", name=large.name).click()
            await expect(page.get_by_role("heading", level=1)).to_have_text(large.name)
            simulated = "These people are simulated. None of this is about anybody real."
            await expect(page.get_by_text(say(language, simulated))).to_be_visible()
            await page.locator(f'a[href$="/trainees/{number}"]').click()
            await expect(page.get_by_text(say(language, simulated))).to_be_visible()
            await page.locator('a[href*="/drills/"]').first.click()
            talk = page.get_by_role("heading", name=say(language, "The conversation"))
            await expect(talk).to_be_visible()
            await expect(page.locator("#reply-1")).to_be_visible()

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_small_group_has_no_figures(self, site: Site, language: str) -> None:
        _, small = await site.groups()
        async with site.logged_in(language) as page:
            await page.goto(f"/cohorts/{small.id}")
            await expect(page.locator("h2#side-scam")).to_have_count(0)

    async def test_the_language_can_be_changed_and_stays(self, site: Site) -> None:
        async with site.logged_in("en") as page:
            await page.get_by_role("link", name="한국어").click()
            await page.goto("/inbox")
            heading = page.get_by_role("heading", level=1)
            await expect(heading).to_have_text(say("ko", "Replies to check"))
            await expect(page.locator("html")).to_have_attribute("lang", "ko")

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_group_is_founded_and_people_are_invited(
        self, site: Site, language: str
    ) -> None:
        async with site.logged_in(language) as page:
            await page.get_by_label(say(language, "Name"), exact=True).fill("Thursday 목요일")
            await page.get_by_role("button", name=say(language, "Start the group")).click()
            await page.get_by_role("button", name=say(language, "New link")).click()
            await expect(page.get_by_text("https://t.me/drillbot?start=join-")).to_be_visible()
            assert await fits(page)


class TestOnAPhone:
    @pytest.mark.parametrize("width", [320, 390])
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_no_page_is_scrolled_sideways(
        self, site: Site, language: str, width: int
    ) -> None:
        wide = []
        async with site.logged_in(language, {"width": width, "height": 844}) as page:
            for name, path in (await site.paths()).items():
                await page.goto(path)
                for details in await page.locator("summary").all():
                    await details.click()
                if not await fits(page):
                    wide.append(name)
        assert wide == []


@dataclass(frozen=True, slots=True)
class Correction:
    """A reply whose score another reading changes: where it is, what to tick, both totals."""

    path: str
    turn: int
    act: str
    read: Sequence[str]
    before: int
    after: int


async def correction(site: Site) -> Correction:
    """One that nobody has judged yet."""
    office, (large, _) = site.office, await site.groups()
    members = {one.trainee: one for one in await office.records.members(large.id)}
    for practised in await office.records.practised(large.id):
        if practised.judged:
            continue
        seen = await viewing.drilled(office, practised)
        for turn in seen.card.transcript.turns:
            for act in office.vocabulary.acts:
                judged = Judged(turn.number, Verdict.CHANGED, (act,), large.facilitator)
                card = score(office.vocabulary, seen.scenario, (*seen.events, judged))
                if card and act not in turn.acts and card.total != seen.card.total:
                    number = members[practised.trainee].number
                    path = f"/cohorts/{large.id}/trainees/{number}/drills/{practised.session}"
                    totals = seen.card.total, card.total
                    return Correction(path, turn.number, act, turn.acts, *totals)
    raise AssertionError("no reading of any reply matters")


class TestVerdict:
    @pytest.mark.parametrize("script", SCRIPT, ids=["with script", "without script"])
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_changed_reading_changes_the_score(
        self, site: Site, language: str, script: bool
    ) -> None:
        wanted = await correction(site)
        async with site.logged_in(language, java_script_enabled=script) as page:
            await page.goto(wanted.path)
            points = say(language, "%(total)s of 100", total=wanted.before)
            await expect(page.locator(".total b")).to_have_text(points)
            reply = page.locator(f"#reply-{wanted.turn}")
            await reply.get_by_text(say(language, "Read wrongly …")).click()
            for act in wanted.read:
                await reply.locator(f'input[value="{act}"]').uncheck()
            await reply.locator(f'input[value="{wanted.act}"]').check()
            await reply.locator("textarea").fill("She only asked back.")
            await reply.get_by_role("button", name=say(language, "Save what is ticked")).click()
            saved = "Your verdict is saved, and the score is reckoned anew."
            await expect(page.get_by_text(say(language, saved))).to_be_visible()
            points = say(language, "%(total)s of 100", total=wanted.after)
            await expect(page.locator(".total b")).to_have_text(points)
            await expect(page.get_by_text("She only asked back.")).to_be_visible()

    async def test_by_keyboard_alone(self, site: Site) -> None:
        wanted = await correction(site)
        async with site.logged_in() as page:
            await page.goto(wanted.path)
            here = f"#reply-{wanted.turn}"
            await tab_to(page, f"{here} summary")
            await page.keyboard.press("Enter")
            boxes = [*wanted.read, wanted.act]
            order = await page.locator(f"{here} input[name=act]").evaluate_all(
                "boxes => boxes.map(box => box.value)"
            )
            for act in sorted(boxes, key=order.index):
                await tab_to(page, f'{here} input[value="{act}"]')
                await page.keyboard.press("Space")
            await tab_to(page, f'{here} button[value="changed"]')
            await page.keyboard.press("Enter")
            await expect(page.locator(".total b")).to_have_text(f"{wanted.after} of 100")

    async def test_the_content_is_one_key_away(self, site: Site) -> None:
        async with site.logged_in() as page:
            await page.goto("/inbox")
            await page.keyboard.press("Tab")
            skip = page.get_by_role("link", name="Go to the content")
            await expect(skip).to_be_focused()
            await expect(skip).to_be_in_viewport()
            await page.keyboard.press("Enter")
            await expect(page.locator("main")).to_be_focused()

    async def test_from_the_inbox_it_leads_back_to_the_inbox(self, site: Site) -> None:
        async with site.logged_in() as page:
            await page.goto("/inbox")
            await page.get_by_role("button", name="Read rightly").first.click()
            await expect(page).to_have_url(f"{site.address}/inbox?done=judged")


async def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    wanted = page.locator(selector)
    for _ in range(200):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


class TestTakingAlong:
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_groups_report_is_downloaded(self, site: Site, language: str) -> None:
        large, _ = await site.groups()
        async with site.logged_in(language) as page:
            await page.goto(f"/cohorts/{large.id}")
            async with page.expect_download() as downloading:
                await page.locator('a[href$="/export.html"], a[href*="/export.html?"]').click()
            file = await downloading.value
            report = await file.path()
            simulated = "simulated" if language == "en" else "모의"
            assert simulated in report.read_text(encoding="utf-8").lower()
