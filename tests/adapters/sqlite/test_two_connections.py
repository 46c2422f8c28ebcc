"""The bot and the facilitators' page write to the same file at the same time."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault
from bot.ports import Address, Step

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ROUNDS = 150


async def test_neither_is_turned_away_where_both_read_before_they_write(tmp_path: Path) -> None:
    path, vault = tmp_path / "store.db", Vault(bytes(32))
    store, records = SqliteStore(path, vault), SqliteRecords(path, vault)
    her = Address("telegram", "1")
    trainee = await store.trainee(her)

    async def practise() -> None:
        for number in range(ROUNDS):
            assert await store.save(her, Step(f"step-{number}", NOW, trainee))

    async def enter() -> None:
        for number in range(ROUNDS):
            await records.add_login(f"token-{number}", "her", NOW + timedelta(minutes=1))
            assert await records.take_login(f"token-{number}", NOW) == "her"

    await asyncio.gather(practise(), enter())
    await records.close()
    await store.close()
