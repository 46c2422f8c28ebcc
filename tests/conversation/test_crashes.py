"""The program dies at every point of a drill, starts again, and nothing is lost or counted twice.

A death leaves the file as it lies on the disk at that moment. Messages that were not answered are
offered again, as Telegram does.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.adapters.sqlite import SqliteStore, Vault
from bot.core.events import Event
from bot.ports import Address, Content, Message, Past, Reply, Step, Tap, Words
from tests.conversation.stage import HER, Stage

SCRIPT: Sequence[Content] = (
    Tap("consent:yes"),
    Tap("take:called:a-call"),
    Words("Blub"),
    Words("Well..."),
    Words("I have money at home."),
    Words("I will pay."),
    Tap("feel:fine"),
    Tap("again:2"),
    Words("I will ring your office."),
    Tap("score"),
)


class Death(BaseException):
    """The power is gone."""


@dataclass
class Fuse:
    """Burns with every deed to the outside; at deed number `last` the program dies."""

    last: int | None
    burnt: int = 0
    dead: bool = False

    def burn(self) -> None:
        self.burnt += 1
        if self.dead or self.burnt == self.last:
            self.dead = True
            raise Death


class Frail(SqliteStore):
    """A store that may die before and after each of its writes."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        super().__init__(path, Vault(b"k" * 32))
        self._fuse = fuse

    async def save(self, address: Address, step: Step) -> bool:
        self._fuse.burn()
        saved = await super().save(address, step)
        self._fuse.burn()
        return saved

    async def mark_sent(self, reply: int, now: datetime) -> None:
        self._fuse.burn()
        await super().mark_sent(reply, now)
        self._fuse.burn()


@dataclass
class World:
    """What outlives the program: the disk, the messages not yet answered, what was received."""

    folder: Path
    lives: int = 0
    answered: int = 0
    received: list[str] = field(default_factory=list)

    @property
    def disk(self) -> Path:
        return self.folder / f"life-{self.lives}" / "store.db"

    def crash(self) -> None:
        """The next life begins with the disk as it is now."""
        old = self.disk
        self.lives += 1
        self.disk.parent.mkdir()
        for name in ("store.db", "store.db-wal"):
            if (file := old.with_name(name)).exists():
                shutil.copy(file, self.disk.with_name(name))

    async def live(self, fuse: Fuse) -> tuple[list[Event], tuple[Past, ...]]:
        """One life of the program; what is kept at its end."""
        self.disk.parent.mkdir(exist_ok=True)
        store = Frail(self.disk, fuse)
        stage = Stage(store=store)
        stage.tools = replace(stage.tools, new_id=lambda: "drill-1")
        stage.conversation._tools = stage.tools
        stage.channel.before = lambda reply: self._receive(fuse, reply)
        try:
            await stage.delivery.resume()
            await stage.delivery.idle()
            while self.answered < len(SCRIPT) and not fuse.dead:
                content = SCRIPT[self.answered]
                await stage.conversation.handle(Message(f"m{self.answered}", HER, content, "en"))
                self.answered += 1
                await stage.delivery.idle()
        except Death:
            await stage.delivery.idle()
        if fuse.dead:
            self.crash()
        events = await stage.events()
        past = (await stage.history()).drills
        await store.close()
        return events, past

    def _receive(self, fuse: Fuse, reply: Reply) -> None:
        fuse.burn()
        self.received.append(reply.html)
        fuse.burn()


async def uninterrupted(folder: Path) -> tuple[World, Any, int]:
    folder.mkdir()
    world, fuse = World(folder), Fuse(None)
    kept = await world.live(fuse)
    return world, kept, fuse.burnt


async def test_at_no_point_is_anything_lost_or_counted_twice(tmp_path: Path) -> None:
    calm, kept, deeds = await uninterrupted(tmp_path / "calm")
    assert deeds > 5 * len(SCRIPT)
    assert len(kept[1]) == 1
    for point in range(1, deeds + 1):
        folder = tmp_path / str(point)
        folder.mkdir()
        world = World(folder)
        fuse = Fuse(point)
        await world.live(fuse)
        assert fuse.dead, f"the program should have died at {point}"
        assert await world.live(Fuse(None)) == kept, f"after dying at {point}"
        once = [html for html, _ in groupby(world.received)]
        assert once == calm.received, f"after dying at {point}"
        assert len(world.received) <= len(once) + 1, f"after dying at {point}"


async def test_dying_again_and_again_does_no_harm_either(tmp_path: Path) -> None:
    calm, kept, _ = await uninterrupted(tmp_path / "calm")
    folder = tmp_path / "frail"
    folder.mkdir()
    world = World(folder)
    for _ in range(200):
        fuse = Fuse(5)
        found = await world.live(fuse)
        if not fuse.dead:
            break
    assert world.lives > 5
    assert found == kept
    assert [html for html, _ in groupby(world.received)] == calm.received
