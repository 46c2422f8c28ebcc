"""`scamdrill nlu candidates`: what people filed is listed, taken into the replies, or dropped."""

import json
import subprocess
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.memory import MemoryStore
from bot.commands import candidates as command
from bot.commands import nlu
from bot.commands.candidates import of_file, of_store
from bot.config import Config, Secrets
from bot.errors import WrongUse
from bot.ports import Candidate
from tests.ports.test_store import file

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KEPT = Candidate(
    "d:1", "a-call", "opening", "ko", "나중에 [#]로 하겠소", ("pleads",), ("delays",), AT
)
NOBODY_KNOWS = Candidate("d:2", "a-call", "opening", "en", "hm the fridge", ("defies",), (), AT)


@pytest.fixture
async def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    store = MemoryStore()
    for one in (KEPT, NOBODY_KNOWS):
        assert await file(store, one)
    monkeypatch.setattr(command, "opened_store", lambda *_: nullcontext(store))
    return store


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], str]]:
    """What the NLU's own command was called with, and what it read."""
    calls: list[tuple[tuple[str, ...], str]] = []

    def run(*given: str, **more: Any) -> subprocess.CompletedProcess[str]:
        calls.append((given, more.get("input", "")))
        return subprocess.CompletedProcess(given, int("--fail" in given))

    monkeypatch.setattr(nlu, "_run", run)
    return calls


async def run(action: str, *arguments: str) -> int:
    return await of_store(Config(), Secrets(), action, arguments)


async def names(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert await run("list") == 0
    return [line.split()[0] for line in capsys.readouterr().out.splitlines()]


async def test_they_are_listed_with_what_was_read_and_what_it_is(
    store: MemoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("list") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith('2026-11-22  a-call/opening ko  "나중에 [#]로 하겠소"  pleads -> delays')
    assert second.endswith("defies -> unclear")


async def test_an_accepted_one_goes_to_the_nlu_and_out_of_the_store(
    store: MemoryStore,
    asked: list[tuple[tuple[str, ...], str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, _ = await names(capsys)
    assert await run("accept", name, "--register", "seoul", "--setting", "south") == 0
    ((given, lines),) = asked
    assert given[1:] == ("accept", "-", "--register", "seoul", "--setting", "south")
    assert json.loads(lines) == {"text": KEPT.text, "lang": "ko", "acts": ["delays"]}
    assert list(await store.candidates()) == [NOBODY_KNOWS]


async def test_what_the_nlu_refuses_stays(
    store: MemoryStore,
    asked: list[tuple[tuple[str, ...], str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, _ = await names(capsys)
    assert await run("accept", name, "--fail") == 1
    assert len(await store.candidates()) == 2


async def test_a_dropped_one_is_gone_and_its_name_with_it(
    store: MemoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    _, name = await names(capsys)
    assert await run("drop", name) == 0
    assert list(await store.candidates()) == [KEPT]
    with pytest.raises(WrongUse, match="no candidate of that name"):
        await run("drop", name)
    with pytest.raises(WrongUse, match="no candidate of that name"):
        await run("accept", "--register", "seoul")


def test_a_file_is_left_to_the_nlu(
    asked: list[tuple[tuple[str, ...], str]], tmp_path: Path
) -> None:
    file = tmp_path / "waiting.jsonl"
    assert of_file(file, "drop", ["1f0c9a2b"]) == 0
    assert asked == [(("components.candidates", "drop", str(file), "1f0c9a2b"), "")]
