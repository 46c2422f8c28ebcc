"""`scamdrill demo-data`: fills a store with simulated people who really practise."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.adapters.sqlite import SqliteRecords, Vault, count_people, filled, load_key
from bot.bootstrap import library_of
from bot.commands.demo import course
from bot.commands.demo.stage import Stage
from bot.commands.demo.watching import WatchedStore
from bot.commands.role import address_of
from bot.config import Config, Secrets
from bot.errors import StoreFailed
from bot.ports import Duty


@dataclass(frozen=True, slots=True)
class Demo:
    """What was asked for. `beside`: put them beside the people who are there, real ones or not."""

    trainees: int
    drills_each: int
    cohorts: int
    seed: int
    facilitator: str
    beside: bool = False
    until: datetime | None = None


def fill_store(config: Config, known: Secrets, wanted: Demo, path: Path) -> int:
    """Fill the store at `path`; how many calls were taken.

    A new file appears whole or not at all. Errors: StoreFailed where there are people already.
    """
    vault = Vault(load_key(config.store.key_file, known.key))
    people = count_people(path)
    if people and not wanted.beside:
        raise StoreFailed(
            f"{path} holds {people} people already, and they may be real. Name another file "
            "with --store, or put the simulated people beside them with --beside-others."
        )
    run = f"{wanted.seed}-{people}"
    if path.exists():
        return asyncio.run(_fill(config, vault, wanted, path, run, durable=True))
    with filled(path) as part:
        return asyncio.run(_fill(config, vault, wanted, part, run, durable=False))


async def _fill(
    config: Config, vault: Vault, wanted: Demo, path: Path, run: str, *, durable: bool
) -> int:
    async with AsyncExitStack() as stack:
        store = WatchedStore(path, vault, durable=durable)
        stack.push_async_callback(store.close)
        records = SqliteRecords(path, vault, durable=durable)
        stack.push_async_callback(records.close)
        facilitator = address_of(wanted.facilitator)
        await store.give_duty(facilitator, Duty.FACILITATOR)
        stage = Stage(config, store, records, library_of(config), wanted.seed, run)
        plan = course.Plan(
            wanted.trainees,
            wanted.drills_each,
            wanted.cohorts,
            wanted.seed,
            wanted.until or datetime.now(UTC),
        )
        name = (await store.trainee(facilitator)).id
        with Progress(console=Console(stderr=True)) as progress:
            return await course.hold(stage, plan, name, _told(progress))


def _told(progress: Progress) -> Callable[[int, int], None]:
    task = progress.add_task("calls taken", total=None)
    return lambda done, of: progress.update(task, completed=done, total=of)
