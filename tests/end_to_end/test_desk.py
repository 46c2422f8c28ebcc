"""An author with Telegram: the role by command line, a file, its faults, a play, a correction."""

import asyncio

from bot.adapters.sqlite import SqliteStore, Vault, load_key
from tests.bot_api import Phone
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import WHO, ko
from tests.end_to_end.program import SCAMDRILL, SCENARIOS

DRAFT = SCENARIOS / "north" / "market-call.yaml"


async def make_author(world: World, person: Phone) -> None:
    """As the operator does it, while the bot runs."""
    config = world.bot.folder / "config.yaml"
    process = await asyncio.create_subprocess_exec(
        SCAMDRILL, "role", "author", f"telegram:{person.chat}", "--config", config
    )
    assert await process.wait() == 0


async def test_from_a_fault_to_a_correction(world: World) -> None:
    await world.start()
    anna = world.person()
    await anna.says("/start")
    await anna.hears(ko("Is that all right with you?"))
    await anna.taps(ko("Yes, I agree"))
    await anna.hears(ko("Which calls would you like to practise?"))
    text = DRAFT.read_text(encoding="utf-8")
    await anna.sends_file("초안.yaml", text.encode())
    await anna.hears(ko("Which calls would you like to practise?"))
    assert world.api.count("getFile") == 0

    await make_author(world, anna)
    await anna.sends_file("초안.yaml", text.replace("authority_claim", "authorty_claim").encode())
    faults = await anna.hears("초안.yaml")
    assert "▸authorty_claim◂" in faults.text
    assert "“authority_claim”" in faults.text

    await anna.sends_file(
        "초안.yaml", text.replace("신고가 들어왔소", "신고가 왔단 말이오").encode()
    )
    await anna.hears("장마당 전화")
    await anna.taps(ko("▶ Play it"))
    await anna.hears("신고가 왔단 말이오")
    await anna.says(WHO)
    read = await anna.hears(ko("Read as"))
    assert "asks_identity 90%" in read.text
    assert "opening → probe" in read.text
    await anna.says("/wrong delays")
    await anna.hears(f'"{WHO}": [delays]')
    await anna.says("/jump demand")
    await anna.hears("500딸라를 마련하오")
    await anna.says("/stop")
    await anna.hears(ko("The play at the desk is over. Nothing of it is counted anywhere."))
    await anna.says("/progress")
    await anna.hears(ko("Nothing yet. /drill starts your first call."))
    await world.bot.ask_to_end()

    folder = world.bot.folder
    store = SqliteStore(folder / "store.db", Vault(load_key(folder / "key")))
    (kept,) = await store.candidates()
    assert (kept.scenario, kept.text, kept.acts) == ("market-call", WHO, ("delays",))
    await store.close()
    assert WHO not in world.bot.words_of_log
    assert "초안" not in world.bot.words_of_log
