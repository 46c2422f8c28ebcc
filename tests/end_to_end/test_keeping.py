"""The database while people drill: copied, lost and put back; held by another program."""

import asyncio
import sqlite3
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import closing
from pathlib import Path

from tests.end_to_end.conftest import World
from tests.end_to_end.journey import (
    DRILL,
    INTO_THE_CALL,
    LOOKING_BACK,
    THE_CALL,
    WHO,
    heard,
    ko,
    walk,
)
from tests.end_to_end.program import SCAMDRILL

WAITS = ko(
    "I cannot write anything down at the moment. Your message is not lost: "
    "I will answer as soon as I can."
)


async def scamdrill(world: World, *words: str | Path) -> tuple[int, str]:
    """Another command of the same set-up: its exit status, and all that it prints."""
    config = world.bot.folder / "config.yaml"
    process = await asyncio.create_subprocess_exec(
        SCAMDRILL, *words, "--config", config, stdin=DEVNULL, stdout=PIPE, stderr=PIPE
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, (out + err).decode()


async def test_a_backup_taken_while_people_drill_brings_everybody_back(world: World) -> None:
    await world.start()
    people = [world.person() for _ in range(5)]
    calm = world.person()
    await asyncio.gather(*(walk(person, INTO_THE_CALL) for person in (*people, calm)))
    copy = world.bot.folder / "copies" / "copy.db"
    status, said = await scamdrill(world, "backup", copy)
    assert status == 0, said
    writing = asyncio.gather(*(walk(person, [*THE_CALL, *LOOKING_BACK]) for person in [calm]))
    busy = [await scamdrill(world, "backup", copy.with_name(f"{n}.db")) for n in range(3)]
    assert [status for status, _ in busy] == [0, 0, 0]
    await writing
    status, said = await scamdrill(world, "restore", copy)
    assert status == 1
    assert "Stop the bot" in said
    await world.bot.kill()
    database = world.bot.folder / "store.db"
    database.write_bytes(b"\xff" * 50_000)
    assert await world.bot.run_to_end() == 1
    assert "(scamdrill restore)" in world.bot.words_of_log
    status, said = await scamdrill(world, "restore", copy)
    assert status == 0, said
    await world.start()
    await asyncio.gather(*(walk(person, [*THE_CALL, *LOOKING_BACK]) for person in people))
    for person in people:
        assert heard(person) == heard(calm)


async def test_held_by_another_program_everybody_waits_and_nothing_is_lost(world: World) -> None:
    await world.start()
    anna, calm = world.person(), world.person()
    await walk(calm, DRILL)
    await walk(anna, INTO_THE_CALL)
    with closing(sqlite3.connect(world.bot.folder / "store.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        await anna.says(WHO)
        await anna.hears(WAITS)
        other.rollback()
    await anna.hears("집에 돈이 얼마나 있소")
    await walk(anna, [*THE_CALL[1:], *LOOKING_BACK])
    assert [one for one in heard(anna) if WAITS not in one] == heard(calm)


async def test_everything_can_get_a_new_key_between_two_turns(world: World) -> None:
    await world.start()
    anna, calm = world.person(), world.person()
    await walk(calm, DRILL)
    await walk(anna, [*INTO_THE_CALL, *THE_CALL[:1]])
    await world.bot.ask_to_end()
    status, said = await scamdrill(world, "rotate-key")
    assert status == 0, said
    await world.start()
    await walk(anna, [*THE_CALL[1:], *LOOKING_BACK])
    assert heard(anna) == heard(calm)
