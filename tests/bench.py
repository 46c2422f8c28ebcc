"""`make bench`: what a turn costs, measured on this machine; a report, not a test.

A turn without NLU is a reply whose acts are known at once: load, engine, render, save to a real
database file (synchronous, as in service). It does not include sending.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from bot.adapters.memory import ScriptedNlu
from bot.adapters.rasa import RasaNlu, RasaServer
from bot.adapters.sqlite import SqliteStore, Vault
from bot.bootstrap import NLU_FOLDER, assemble, library_of
from bot.config import ROOT, load_config
from bot.ports import Address, Message, Nlu, Reply, Tap, Words

TURNS = 400
REPLIES = (
    ("ko", "어느 부서의 누구십니까"),
    ("ko", "지금은 바쁘니 내일 인민반장하고 같이 가겠습니다"),
    ("ko", "집에 돈이 조금 있기는 합니다만 사정이 어렵습니다"),
    ("en", "Who is calling, please, and from which office?"),
    ("en", "I can't talk now, I will ask my neighbour to come with me tomorrow"),
    ("en", "ok how much do you want and where do i bring it"),
)
CONTEXT = {"ko": "여기 보위부요. 동무 앞으로 신고가 들어왔소.", "en": "This is State Security."}


class Nowhere:
    """A channel that costs nothing."""

    async def send(self, address: Address, reply: Reply) -> None:
        """Say nothing."""


def line(name: str, milliseconds: Sequence[float]) -> tuple[str, ...]:
    """A row: how often, and the distribution."""
    ranked = sorted(milliseconds)
    cuts = (ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)], ranked[-1])
    return (name, str(len(ranked)), *(f"{cut:.2f}" for cut in cuts))


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """How many milliseconds `work` takes."""
    before = time.perf_counter()
    await work()
    return (time.perf_counter() - before) * 1000


async def turns(folder: Path, nlu: Nlu) -> list[float]:
    """The times of TURNS turns, each in a drill that stands at its first line."""
    config = load_config(ROOT / "config.yaml")
    store = SqliteStore(folder / f"{type(nlu).__name__}.db", Vault(bytes(32)))
    program = assemble(config, library_of(config), store, nlu, Nowhere(), seed=1)
    scenario = program.tools.library.scenario("state-security-call")
    assert scenario is not None
    found = []
    for number in range(TURNS):
        someone = Address("bench", str(number % 40))
        start = Message(f"start:{number}", someone, Tap("start"), "ko")
        await program.conversation.begin_drill(start, scenario)
        await program.delivery.idle()
        reply = Message(f"reply:{number}", someone, Words(REPLIES[0][1]), "ko")
        found.append(await timed(partial(program.conversation.handle, reply)))
        await program.delivery.idle()
    await store.close()
    return found


async def nlu_alone(nlu: RasaNlu) -> list[float]:
    """The times of single questions to a warm server."""
    found = []
    for number in range(TURNS):
        language, text = REPLIES[number % len(REPLIES)]
        question = partial(nlu.understand, f"{text} {number}", language, CONTEXT[language])
        found.append(await timed(question))
    return found


def start_up(*command: str) -> float:
    """How many milliseconds a command takes from start to end."""
    before = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot.cli", *command], check=True, capture_output=True, cwd=ROOT
    )
    return (time.perf_counter() - before) * 1000


async def main() -> None:
    """Measure everything and print it."""
    console = Console()
    table = Table("milliseconds", "times", "p50", "p99", "max")
    facts = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known_reply = ScriptedNlu({REPLIES[0][1]: ("asks_identity",)})
        table.add_row(*line("turn without NLU", await turns(folder, known_reply)))
        server = RasaServer(NLU_FOLDER)
        before = time.perf_counter()
        await server.start()
        known = frozenset(library_of(load_config(ROOT / "config.yaml")).vocabulary.acts)
        nlu = RasaNlu([server.url], known, timeout=5, secret=server.secret)
        try:
            if not await nlu.wait_until_ready(180):
                console.print("The NLU did not come up. Run: make nlu")
                return
            facts.append(f"NLU server ready after {time.perf_counter() - before:.1f} s")
            await nlu_alone(nlu)
            table.add_row(*line("NLU alone", await nlu_alone(nlu)))
            table.add_row(*line("turn with NLU", await turns(folder, nlu)))
            assert server.pid is not None
            facts.append(f"memory of the NLU process: {megabytes(server.pid)} MB")
        finally:
            await nlu.close()
            await server.stop()
        facts.append(f"memory of the bot process: {megabytes(psutil.Process().pid)} MB")
        facts.append(f"scamdrill check scenarios: {start_up('check', 'scenarios'):.0f} ms")
    console.print(table)
    for fact in facts:
        console.print(fact)


def megabytes(pid: int) -> int:
    """The resident memory of a process and its children."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return round(sum(one.memory_info().rss for one in family) / 1e6)


if __name__ == "__main__":
    asyncio.run(main())
