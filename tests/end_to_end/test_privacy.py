"""Nothing that people typed, and nothing of who they are, lies anywhere in a readable form.

People with names and numbers of their own practise in a group, are judged by its facilitator on
the page, and are written into every export. Then the bytes are read: of the database with its log,
of a backup, of the program's log, of all pages and exports.

A person's own page and the page of one drill show the reply with numbers and addresses taken out,
where that person agreed to it: nothing else may.
"""

import asyncio
import json
import re
import shutil
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
import pytest

from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.config import ROOT
from bot.core.events import Replied
from bot.core.redaction import redact
from bot.ports import Address, Duty
from tests.bot_api import TOKEN, Phone, faults
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import KNOWN, LOOKING_BACK, TOGETHER, Step, ko, says, taps, walk
from tests.end_to_end.program import SCAMDRILL
from tests.end_to_end.test_seen_from_outside import free_port
from tests.end_to_end.traces import forms, found

REST: Final = 10.0
"""Seconds, in which the limit on floods forgets how fast somebody tapped."""

GROUP: Final = "자작나무길모임"
PHONE: Final = "010-7345-9921"
DIGITS: Final = "01073459921"
ACCOUNT: Final = "302-8817-4455-21"

WHO: Final = f"실례지만 누구신데 저 박순옥한테 {PHONE} 으로 전화하십니까"
SAVINGS: Final = f"장판 밑 파란 손수건에 조금 있고 통장은 {ACCOUNT} 입니다"
BY_BEN: Final = "옆집 철수 삼촌이 알면 큰일 납니다 장판 밑에 조금 있습니다"
AGAIN: Final = "그건 오목눈이 둥지처럼 숨겨 둔 것이라 말씀 못 드립니다"
ASIDE: Final = "저는 회령에서 온 박순옥이라고 합니다"
FEELING: Final = "손이 떨려서 찬물을 한 사발 마셨습니다"
REASON: Final = f"연락처 {PHONE} 를 말한 것이지 돈은 아닙니다"

READ: Final = {
    **KNOWN,
    redact(WHO): ("asks_identity",),
    redact(SAVINGS): ("discloses",),
    BY_BEN: ("discloses",),
    AGAIN: ("refuses_disclosure",),
}

TYPED: Final = (WHO, SAVINGS, BY_BEN, AGAIN, ASIDE, FEELING, PHONE, DIGITS, ACCOUNT)
"""What stands nowhere as it was typed."""

WORDS: Final = ("파란 손수건", "박순옥", "철수 삼촌", "오목눈이 둥지", "찬물을 한 사발")
"""Parts of replies, which taking out numbers leaves alone: sealed wherever they are kept."""

INTO_THE_CALL: Final = (
    taps("북", ko("Some of these callers are genuine. Find out which.")),
    taps("장마당 전화", ko("This exercise contains:")),
    taps(ko("Take it myself"), "신고가 들어왔소"),
)


def call(first: str, second: str) -> tuple[Step, ...]:
    return (
        says(first, "집에 돈이 얼마나 있소"),
        says(second, "500딸라를 마련하오"),
        says(TOGETHER, ko("You are you again. Breathe out. How are you?")),
    )


@dataclass(slots=True)
class Scene:
    """A group with two members, its facilitator, and everything that left the program."""

    world: World
    anna: Phone
    ben: Phone
    kim: Phone
    port: int
    links: list[str] = field(default_factory=list)
    """Tokens of links that were given out."""
    pages: dict[str, bytes] = field(default_factory=dict)
    """What the facilitators' page answered, by its path."""

    @property
    def database(self) -> Path:
        return self.world.bot.folder / "store.db"

    @property
    def vault(self) -> Vault:
        return Vault(load_key(self.world.bot.folder / "key"))

    def name(self, person: Phone) -> str:
        return self.vault.pseudonym("telegram", str(person.chat))

    @property
    def identities(self) -> tuple[str, ...]:
        """Who the people are on Telegram."""
        return tuple(word for one in (self.anna, self.ben, self.kim) for word in who(one))

    @property
    def bytes_kept(self) -> dict[str, bytes]:
        """The database and what lies beside it, as it is on the disk now."""
        beside = self.database.parent.glob(f"{self.database.name}*")
        return {path.name: path.read_bytes() for path in beside if path.is_file()}

    async def join(self, person: Phone, agreed: str) -> None:
        """Come by the group's link and agree."""
        asked = ko("Is that all right with you?")
        await says(f"/start join-{self.links[0]}", asked).take(person)
        await taps("한국어", asked).take(person)
        await taps(ko(agreed), GROUP).take(person)
        await taps(ko("Join the group"), GROUP).take(person)
        await taps(ko("Choose a call"), ko("Which calls would you like to practise?")).take(person)


def who(person: Phone) -> tuple[str, ...]:
    """Everything that Telegram knows of a person."""
    names = NAMES[person.chat]
    return (str(person.chat), *names.values())


NAMES: Final[Mapping[int, dict[str, str]]] = {
    7311994488: {"first_name": "Soonok-Zebra", "last_name": "Parkovska", "username": "soonok_q81"},
    7311994499: {"first_name": "Beomjun-Yak", "last_name": "Chwedam", "username": "yakben_w72"},
    7311994511: {"first_name": "Kimhae-Ibis", "last_name": "Trauner", "username": "ibiskim_e63"},
}


@pytest.fixture
async def scene(world: World) -> Scene:
    """The program with its page, and three people who have not written yet."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    world.bot.settings["web"] = {"enabled": True, "port": port, "address": address}
    world.bot.settings["log"] = {"format": "json"}
    world.nlu.knows = READ
    quizzes = world.bot.folder / "scenarios" / "quizzes"
    shutil.copytree(ROOT / "scenarios" / "quizzes", quizzes, dirs_exist_ok=True)
    await world.start()
    anna, ben, kim = (Phone(world.api, chat, "ko", **names) for chat, names in NAMES.items())
    return Scene(world, anna, ben, kim, port)


async def found_group(scene: Scene) -> None:
    """Kim becomes a facilitator, founds a group and invites."""
    kim = scene.kim
    await walk(kim, (says("/start", ko("Is that all right with you?")),))
    await taps(ko("Yes, I agree"), ko("Which calls would you like to practise?")).take(kim)
    store = SqliteStore(scene.database, scene.vault)
    await store.give_duty(Address("telegram", str(kim.chat)), Duty.FACILITATOR)
    await store.close()
    await kim.says(f"/cohort new {GROUP}")
    invited = await kim.hears("start=join-")
    link = re.search(r"start=join-([\w-]+)", invited.text)
    assert link
    scene.links.append(link.group(1))


async def practise(scene: Scene) -> None:
    """Anna lets her replies be kept, Ben only what they do."""
    anna, ben = scene.anna, scene.ben
    await scene.join(anna, "Yes, I agree")
    await walk(anna, [*INTO_THE_CALL, *call(WHO, SAVINGS)])
    await says(FEELING, ko("We can look at the call together whenever you like.")).take(anna)
    await taps(ko("Look at the call together"), ko("Looking back")).take(anna)
    await walk(anna, LOOKING_BACK[1:2])
    await says(AGAIN, ko("Good. That protects you: %(acts)s.").partition("%")[0]).take(anna)
    await walk(anna, LOOKING_BACK[3:4])
    await says(ASIDE, ko("Which calls would you like to practise?")).take(anna)
    await scene.join(ben, "Yes, but without my words")
    await walk(ben, [*INTO_THE_CALL, *call("실례지만 누구십니까?", BY_BEN)])
    await walk(ben, LOOKING_BACK[:1])


async def begin_quiz(scene: Scene) -> None:
    """Anna rests, for she tapped faster than anybody reads; answers one item; leaves the quiz."""
    await asyncio.sleep(REST)
    await says("/quiz", "20개 중 1번째").take(scene.anna)
    await taps(ko("🚩 A scam"), ko("How sure are you?")).take(scene.anna)
    await taps(ko("Quite sure"), ko("What would you do?")).take(scene.anna)
    await taps(ko("Break it off"), "20개 중 2번째").take(scene.anna)


@pytest.fixture
async def browser(scene: Scene) -> httpx.AsyncClient:
    """Somebody's browser; an address bar keeps what it was given."""
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{scene.port}",
        trust_env=False,
        follow_redirects=True,
        headers={"Origin": f"http://127.0.0.1:{scene.port}"},
    )


async def look_in(scene: Scene, browser: httpx.AsyncClient) -> None:
    """Kim logs in, opens every page there is, and corrects a reading."""
    await scene.kim.says("/web")
    message = await scene.kim.hears("/login/")
    link = re.search(r"/login/([\w-]+)", message.text)
    assert link
    scene.links.append(link.group(1))
    entered = await browser.post(f"/login/{link.group(1)}")
    assert entered.status_code == 200, entered.text
    await crawl(scene, browser)
    drill = next(path for path in scene.pages if DRILL_PAGE.fullmatch(path))
    form_key = re.search(r'name="form_key" value="([^"]+)"', scene.pages[drill].decode())
    assert form_key
    verdict = {"form_key": form_key[1], "verdict": "changed", "act": "pleads", "reason": REASON}
    judged = await browser.post(f"{drill}/replies/1", data=verdict)
    assert judged.status_code == 200
    await crawl(scene, browser)


async def crawl(scene: Scene, browser: httpx.AsyncClient) -> None:
    """Follow every link of our own from the first page on."""
    waiting, seen = ["/cohorts"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = await browser.get(path)
        assert answer.status_code == 200, path
        scene.pages[path] = answer.content
        if answer.headers["content-type"].startswith("text/html"):
            waiting.extend(links_on(answer.text))


DRILL_PAGE: Final = re.compile(r"/cohorts/\w+/trainees/1/drills/\w+")


def links_on(html: str) -> Iterator[str]:
    for path in re.findall(r'href="(/[^"#]*)', html):
        if not path.startswith(("/login", "/style", "/scenarios", "//")):
            yield path.replace("&amp;", "&")


async def back_up(scene: Scene) -> bytes:
    target = scene.world.bot.folder / "backup.db"
    config = scene.world.bot.folder / "config.yaml"
    process = await asyncio.create_subprocess_exec(
        SCAMDRILL, "backup", target, "--config", config, stdout=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 0
    return target.read_bytes()


async def kept_replies(scene: Scene) -> list[str | None]:
    """What the key opens: the proof that the secrets really went through."""
    with closing(sqlite3.connect(scene.database)) as db:
        sessions = [row[0] for row in db.execute("SELECT id FROM sessions ORDER BY started_at")]
    store = SqliteStore(scene.database, scene.vault)
    events = [event for session in sessions for event in await store.events(session)]
    await store.close()
    return [event.text for event in events if isinstance(event, Replied)]


async def test_nobody_who_reads_the_bytes_learns_who_practised_or_what_they_said(
    scene: Scene, browser: httpx.AsyncClient
) -> None:
    await found_group(scene)
    await practise(scene)
    await begin_quiz(scene)
    await look_in(scene, browser)
    await browser.aclose()
    assert await kept_replies(scene) == [redact(WHO), redact(SAVINGS), TOGETHER, None, None, None]

    secret = (*scene.identities, *TYPED, *WORDS, TOGETHER, GROUP, REASON, *scene.links, TOKEN)
    backup = await back_up(scene)
    for name, data in {**scene.bytes_kept, "backup": backup}.items():
        assert found(data, secret) == [], name
    await pages_show_only_what_was_agreed(scene)
    await waiting_replies_are_sealed(scene, secret)
    await scene.world.bot.ask_to_end()
    log = scene.world.bot.words_of_log
    assert all(json.loads(line) for line in log.splitlines())
    assert found(log.encode(), secret) == []
    for name, data in scene.bytes_kept.items():
        assert found(data, secret) == [], name


async def pages_show_only_what_was_agreed(scene: Scene) -> None:
    """Pages and exports: the group's own name is theirs to see, and Anna's redacted replies."""
    theirs = (*WORDS[:2], TOGETHER)
    assert any(found(page, theirs) for page in scene.pages.values()), "they were there to be found"
    forms_taken_out = {path.rpartition(".")[2] for path in scene.pages if "export." in path}
    assert forms_taken_out == {"html", "pdf", "xlsx", "csv", "json", "png"}
    for path, page in scene.pages.items():
        assert found(page, (*scene.identities, PHONE, DIGITS, ACCOUNT, *TYPED, TOKEN)) == [], path
        assert found(path.encode(), (*scene.identities, *TYPED, *WORDS)) == []
        plain = path.partition("?")[0]
        if not (plain == "/inbox" or DRILL_PAGE.fullmatch(plain)):
            assert found(page, (*WORDS, TOGETHER)) == [], path
        assert found(page, (WORDS[2],)) == [], "Ben's words are kept nowhere"


async def waiting_replies_are_sealed(scene: Scene, secret: tuple[str, ...]) -> None:
    """While Telegram is away, what waits to be said lies in the database."""
    with scene.world.api.broken("sendMessage", faults.refuse(500)):
        await scene.anna.says("/progress")
        await scene.world.api.called("sendMessage", scene.world.api.count("sendMessage") + 1)
        with closing(sqlite3.connect(scene.database)) as db:
            assert db.execute("SELECT count(*) FROM outbox").fetchone()[0] > 0
        for name, data in scene.bytes_kept.items():
            assert found(data, (*secret, ko("Scam calls"))) == [], name


async def test_in_a_log_for_reading_too(scene: Scene, browser: httpx.AsyncClient) -> None:
    await scene.world.bot.ask_to_end()
    scene.world.bot.settings["log"] = {"format": "text"}
    scene.world.bot.log.unlink()
    await scene.world.start()
    await found_group(scene)
    await practise(scene)
    await look_in(scene, browser)
    guessed = await browser.get("/cohorts/0000000000000000")
    assert guessed.status_code == 404
    await browser.aclose()
    await scene.world.bot.ask_to_end()
    log = scene.world.bot.words_of_log
    assert "is not theirs or is not there" in log, "what was refused is logged"
    secret = (*scene.identities, *TYPED, *WORDS, TOGETHER, GROUP, *scene.links, TOKEN)
    assert found(log.encode(), secret) == []


async def test_forgetting_leaves_no_page_of_it_in_the_file(
    scene: Scene, browser: httpx.AsyncClient
) -> None:
    await found_group(scene)
    await practise(scene)
    await begin_quiz(scene)
    await look_in(scene, browser)
    await browser.aclose()
    name = scene.name(scene.anna)
    sealed = sealed_of(scene, name)
    before = b"".join(scene.bytes_kept.values())
    assert name.encode() in before
    assert all(one in before for one in sealed), "they were there to be erased"
    assert rows_of(scene, name).keys() >= {"candidates", "looks", "members", "replies", "sittings"}

    anna = scene.anna
    asked = ko("Shall I erase everything that is kept about you? It cannot be undone.")
    await walk(anna, [says("/forget", asked)])
    done = ko("Done. Everything that was kept about you is erased.")
    await taps(ko("Erase everything"), done).take(anna)

    after = b"".join(scene.bytes_kept.values())
    assert rows_of(scene, name) == {}
    assert name.encode() not in after
    assert [one for one in sealed if one in after] == []
    assert rows_of(scene, scene.name(scene.ben)), "the other member is still there"


def sealed_of(scene: Scene, name: str) -> list[bytes]:
    """Every sealed value that is this person's alone."""
    mine = {
        "events": "session IN (SELECT id FROM sessions WHERE trainee = ?)",
        "sitting_events": "sitting IN (SELECT id FROM sittings WHERE trainee = ?)",
        "candidates": "trainee = ?",
    }
    columns = {"candidates": "candidate_sealed"}
    with closing(sqlite3.connect(scene.database)) as db:
        return [
            sealed
            for table, where in mine.items()
            for (sealed,) in db.execute(
                f"SELECT {columns.get(table, 'event_sealed')} FROM {table} WHERE {where}", [name]
            )
        ]


def rows_of(scene: Scene, name: str) -> dict[str, int]:
    """How many rows of each table are this person's, in whatever column their name stands."""
    with closing(sqlite3.connect(scene.database)) as db:
        tables = [one for (one,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        mine = db.execute("SELECT id FROM sessions WHERE trainee = ?", [name])
        sessions = {one for (one,) in mine}
        counts = {
            table: sum(
                name in map(str, row) or bool(sessions & set(map(str, row)))
                for row in db.execute(f"SELECT * FROM [{table}]")
            )
            for table in tables
        }
    return {table: count for table, count in counts.items() if count}


class TestTheSearchItself:
    @pytest.mark.parametrize("secret", [SAVINGS, PHONE, "Soonok-Zebra", "7311994488"])
    def test_finds_a_secret_in_every_form(self, secret: str) -> None:
        for form in forms(secret):
            assert found(b"\0\1" + form + b"\2", [secret]) == [secret]

    @pytest.mark.parametrize("offset", range(5))
    def test_finds_it_wherever_it_stands_in_base64(self, offset: int) -> None:
        text = b"." * offset + SAVINGS.encode() + b"and more"
        assert found(b64encode(text), [SAVINGS]) == [SAVINGS]
        assert found(urlsafe_b64encode(text), [SAVINGS]) == [SAVINGS]

    def test_finds_nothing_where_nothing_is(self) -> None:
        assert found(b"somebody else's words", TYPED) == []
