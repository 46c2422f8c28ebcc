"""The real NLU server: it reads replies, comes back when killed, and a drill survives that."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.adapters.memory import MemoryStore
from bot.adapters.rasa import RasaNlu, RasaServer
from bot.bootstrap import NLU_FOLDER, assemble, library_of, running
from bot.config import ROOT, load_config
from bot.core.scoring import score
from bot.core.understanding import Unavailable, Understood
from bot.ports import Message, Tap, Words
from tests.conversation.stage import HER, Recorder, seen

pytestmark = [pytest.mark.rasa, pytest.mark.asyncio(loop_scope="module")]

CONFIG = load_config(ROOT / "config.yaml")
LIBRARY = library_of(CONFIG)
KNOWN = frozenset((*LIBRARY.vocabulary.acts, *LIBRARY.vocabulary.controls))
START_SECONDS = 120

THREE_REPLIES = {
    "en": (
        "Who are you? Which office?\n"
        "I will ask my neighbourhood head to come with me\n"
        "I cannot talk now, tomorrow please\n"
    ),
    "ko": (
        "어느 보위부 지도원 동지십니까\n"
        "인민반장하고 같이 가겠습니다\n"
        "지금은 바빠서 내일 찾아뵙겠습니다\n"
    ),
}


@dataclass
class Rasa:
    server: RasaServer
    nlu: RasaNlu

    async def acts(self, text: str, language: str, context: str) -> set[str]:
        found = await self.nlu.understand(text, language, context)
        assert isinstance(found, Understood), found
        return {reading.act for reading in found.readings}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rasa() -> AsyncIterator[Rasa]:
    server = RasaServer(NLU_FOLDER)
    await server.start()
    nlu = RasaNlu([server.url], KNOWN, timeout=10, secret=server.secret)
    async with running(server.watch), running(nlu.watch):
        assert await nlu.wait_until_ready(START_SECONDS), "run: make nlu"
        yield Rasa(server, nlu)
    await nlu.close()
    await server.stop()


async def test_it_reads_korean_northern_speech_and_english(rasa: Rasa) -> None:
    assert "asks_identity" in await rasa.acts("어느 부서 누구십니까", "ko", "보위부요.")
    assert "delays" in await rasa.acts(
        "지금은 바쁘니 내일 다시 이야기합시다", "ko", "당장 나오시오."
    )
    assert "agrees_to_pay" in await rasa.acts(
        "OK, I will bring the money tonight", "en", "Bring 500 dollars."
    )


async def test_a_reply_may_do_several_things(rasa: Rasa) -> None:
    acts = await rasa.acts(
        "This is a scam. I am going to report you to the police.", "en", "Pay now."
    )
    assert acts == {"names_scam", "reports"}


ODD_TEXTS = ("a", "가" * 4096, "\ud800", "\x00", "/restart", "{}", "🙂", "\u202eabc")


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
async def test_any_text_gets_an_answer(rasa: Rasa, text: str) -> None:
    assert not isinstance(await rasa.nlu.understand(text, None, None), Unavailable)


async def test_killed_in_the_middle_of_a_drill_it_comes_back_and_the_drill_goes_on(
    rasa: Rasa,
) -> None:
    channel = Recorder()
    program = assemble(CONFIG, LIBRARY, MemoryStore(), rasa.nlu, channel, seed=1)
    scenario = LIBRARY.scenario("state-security-call")
    assert scenario is not None
    start = Message("start", HER, Tap("start"), "en")
    session = await program.conversation.begin_drill(start, scenario)

    async def say(key: str, text: str) -> str:
        await program.conversation.handle(Message(key, HER, Words(text), "en"))
        await program.delivery.idle()
        return seen(channel.sent[-1][1])

    await say("1", "Who are you? Which office?")
    assert rasa.server.pid is not None
    os.kill(rasa.server.pid, signal.SIGKILL)
    asked = await say("2", "I will ask my neighbourhood head to come with me")
    assert "please choose with the buttons" in asked
    assert "[Bring in someone I trust]" in asked
    again = await say("3", "I said I will bring my neighbourhood head")
    assert "please choose with the buttons" not in again, "this is said once"
    button = next(
        one
        for row in channel.sent[-1][1].buttons
        for one in row
        if one.label == "Bring in someone I trust"
    )
    await program.conversation.handle(Message("4", HER, Tap(button.data), "en"))
    assert await rasa.nlu.wait_until_ready(START_SECONDS)
    await say("5", "I cannot talk now, tomorrow please")
    card = score(LIBRARY.vocabulary, scenario, tuple(await program.tools.store.events(session)))
    assert card is not None, "the drill ended with a scorecard"
    assert [turn.acts for turn in card.transcript.turns] == [
        ("asks_identity",),
        ("tells_trusted_person",),
        ("delays",),
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_the_same_seed_and_replies_give_the_same_bytes(language: str) -> None:
    first, second = [await played(language) for _ in range(2)]
    assert first == second
    card = json.loads(first)
    assert card["ending"]["outcome"] == "safe"
    assert [act["id"] for turn in card["turns"] for act in turn["acts"]] == [
        "asks_identity",
        "tells_trusted_person",
        "delays",
    ]
    assert card["total"] >= 50
    assert card["habits"]["verify"]["evidence"]


async def played(language: str) -> bytes:
    """What `scamdrill play --json` prints for three replies through a pipe."""
    command = [sys.executable, "-m", "bot.cli", "play", "state-security-call"]
    done = await asyncio.to_thread(
        subprocess.run,
        [*command, "--lang", language, "--seed", "1", "--json"],
        input=THREE_REPLIES[language].encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
        timeout=START_SECONDS,
    )
    return done.stdout
