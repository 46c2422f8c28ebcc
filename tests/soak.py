"""`make soak`: a very long training in one process; fails if memory keeps growing.

Every person takes one drill with words, buttons and stickers and is never seen again, so that
whatever is remembered of people, chats or drills shows. Turns go through the conversation, the
flood limit, the real store and the delivery.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import psutil

from bot.adapters.memory import FakeClock, ScriptedNlu
from bot.adapters.sqlite import SqliteStore, Vault
from bot.bootstrap import assemble, library_of
from bot.config import ROOT, Config
from bot.conversation import Conversation, Delivery, Flood
from bot.ports import Address, Attachment, Command, Content, Message, Reply, Tap, Words
from tests.figures import block, table, write

SAMPLES: Final = 20
WARM_UP: Final = 0.1
"""The part of the turns after which memory must stand."""

MOST_GROWTH: Final = 8.0
"""Megabytes from the warm-up to the end."""

SCENARIO: Final = "state-security-call"
READS: Final = {
    "누구십니까": ("asks_identity",),
    "반장하고 같이 가겠습니다": ("tells_trusted_person",),
    "내일 찾아뵙겠습니다": ("delays",),
}

DRILL: Final[Sequence[Content]] = (
    Command("start"),
    Tap("consent:yes"),
    Tap("setting:north"),
    Tap(f"about:{SCENARIO}"),
    Tap(f"take:called:{SCENARIO}"),
    Words("음"),
    Attachment("voice"),
    Words("누구십니까"),
    Command("help"),
    Words("반장하고 같이 가겠습니다"),
    Words("내일 찾아뵙겠습니다"),
    Words("누구십니까"),
    Tap("feel:fine"),
    Tap("again:1"),
    Words("반장하고 같이 가겠습니다"),
    Tap("score"),
    Command("progress"),
    Command("stop"),
)


class Nowhere:
    """A channel that keeps nothing."""

    async def send(self, address: Address, reply: Reply) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    turns: int
    megabytes: float
    seconds: float


async def soak(folder: Path, turns: int) -> list[Sample]:
    """So many turns, and the memory of this process along the way."""
    config = Config(scenarios=ROOT / "scenarios")
    store = SqliteStore(folder / "soak.db", Vault(bytes(32)))
    program = assemble(config, library_of(config), store, ScriptedNlu(READS), Nowhere(), seed=None)
    clock = FakeClock()
    delivery = Delivery(store, Nowhere(), clock)
    conversation = Conversation(replace(program.tools, clock=clock), delivery, Flood(30))
    samples, began = [_sample(0, 0.0)], time.monotonic()
    for turn in range(turns):
        person, step = divmod(turn, len(DRILL))
        clock.pass_(1)
        who = Address("telegram", str(person))
        await conversation.handle(Message(f"soak:{turn}", who, DRILL[step], "ko"))
        await delivery.idle_for(who)
        if (turn + 1) % max(1, turns // SAMPLES) == 0:
            samples.append(_sample(turn + 1, time.monotonic() - began))
            sys.stdout.write(f"{turn + 1} turns: {samples[-1].megabytes:.1f} MB\n")
            sys.stdout.flush()
    await store.close()
    return samples


def _sample(turns: int, seconds: float) -> Sample:
    gc.collect()
    return Sample(turns, psutil.Process().memory_info().rss / 1e6, seconds)


def growth(samples: Sequence[Sample]) -> float:
    """Megabytes that came on top after the warm-up."""
    warm = next(one for one in samples if one.turns >= samples[-1].turns * WARM_UP)
    return samples[-1].megabytes - warm.megabytes


def report(samples: Sequence[Sample]) -> str:
    last = samples[-1]
    lines = [(f"{one.turns:,}", f"{one.megabytes:.1f} MB") for one in samples]
    return (
        f"{table(('turns', 'memory'), lines)}\n\n"
        f"Growth after the first tenth: {growth(samples):.1f} MB (at most {MOST_GROWTH:.0f} MB). "
        f"{last.turns / last.seconds:.0f} turns a second."
    )


async def main() -> int:
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    asked.add_argument("--turns", type=int, default=100_000)
    asked.add_argument("--write", action="store_true", help="into docs/reliability.md")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = await soak(Path(folder), options.turns)
    text = report(samples)
    sys.stdout.write(f"\n{text}\n")
    if options.write:
        write("soak", block(text))
    return 0 if growth(samples) <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
