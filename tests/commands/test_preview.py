"""`scamdrill preview`: the page follows the file, and the chat plays it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.adapters.preview_page import preview_app
from bot.adapters.scenario_files import load_vocabulary
from bot.commands.preview import looker, version
from tests.commands.desk import Desk


@dataclass(frozen=True)
class Page:
    """The page, asked without a server."""

    app: Starlette

    def get(self, path: str, **others: Any) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, **others))

    def post(self, path: str, **others: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, **others))

    async def _ask(self, method: str, path: str, **others: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **others)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    desk = Desk.at(tmp_path, "south")
    desk.new()
    return desk.scenarios / "south" / "a-new-call.yaml"


@pytest.fixture
def page(file: Path) -> Page:
    vocabulary = load_vocabulary(file.parents[1])
    app = preview_app(looker(file, vocabulary), lambda: version(file), vocabulary)
    return Page(app)


def play(page: Page, *moves: str, lang: str = "en") -> str:
    return page.post("/play", json={"moves": moves, "lang": lang, "seed": 1}).text


def save(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


class TestPage:
    def test_it_shows_graph_faults_and_chat(self, page: Page) -> None:
        html = page.get("/?lang=en").text
        for words in ("<svg", "Nothing to mend.", "PRACTICE", "Ask who is calling"):
            assert words in html

    def test_it_speaks_korean(self, page: Page) -> None:
        assert "고칠 것이 없습니다." in page.get("/?lang=ko").text

    def test_faults_stand_with_place_and_remedy(self, page: Page, file: Path) -> None:
        save(file, "[authority_claim]", "[authority_clam]")
        html = page.get("/look?lang=en").text
        assert "E202" in html
        assert "did you mean" in html
        assert "once the errors are mended" in play(page)

    def test_what_an_author_writes_is_never_html(self, page: Page, file: Path) -> None:
        save(file, "Send the fee now", "<script>alert(1)</script>")
        html = page.get("/?lang=en").text + play(page, "agrees_to_pay", "agrees_to_pay")
        assert "<script>alert" not in html

    def test_other_sites_cannot_ask_it(self, page: Page) -> None:
        assert page.get("/", headers={"Host": "evil.example"}).status_code == 400

    def test_nothing_is_loaded_from_elsewhere(self, page: Page) -> None:
        answer = page.get("/")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "http" not in page.get("/script.js").text + page.get("/style.css").text


class TestChat:
    def test_a_reply_leads_on(self, page: Page) -> None:
        html = play(page, "agrees_to_pay")
        assert "<code>demand</code>" in html
        assert 'data-moves="agrees_to_pay"' in html

    def test_an_ending_is_told_with_its_score(self, page: Page) -> None:
        html = play(page, "agrees_to_pay", "agrees_to_pay")
        assert "Harmed" in html
        assert "/ 100" in html

    def test_silence_and_other_replies_can_be_chosen(self, page: Page) -> None:
        assert "<code>pressure</code>" in play(page, "~other")
        assert "Nothing" not in play(page, "~silence", "~silence")

    def test_after_a_change_the_moves_are_kept_as_far_as_they_lead(
        self, page: Page, file: Path
    ) -> None:
        save(file, "asks_identity: {go: doubts}", "")
        html = play(page, "asks_identity", "delays")
        assert "The file has changed" in html
        assert "<code>opening</code>" in html

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"moves": 5, "lang": 7, "seed": "x"}'])
    def test_nonsense_starts_it_anew(self, page: Page, body: bytes) -> None:
        answer = page.post("/play", content=body)
        assert answer.status_code == 200
        assert "opening" in answer.text


def test_saving_changes_the_version(file: Path) -> None:
    before = version(file)
    save(file, "Send the fee now", "Send it right now")
    assert version(file) != before
    with file.with_name("common.yaml").open("a") as shared:
        shared.write("# more\n")
    assert version(file) != before
