"""What `scamdrill nlu evaluate` hands to the NLU: the words as the bot would hand them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.commands import nlu

LINES = [
    {"text": "그만", "lang": "ko", "acts": ["wants_to_stop"]},
    {"text": "번호는 010-1234-5678\u2028예요", "lang": "ko", "acts": ["discloses"]},
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], str]]:
    calls: list[tuple[tuple[str, ...], str]] = []

    def run(*command: str, **given: Any) -> subprocess.CompletedProcess[str]:
        calls.append((command, given.get("input", "")))
        listed = "\n".join(json.dumps(line, ensure_ascii=False) for line in LINES) + "\n"
        return subprocess.CompletedProcess(command, 0, listed)

    monkeypatch.setattr(nlu, "_run", run)
    return calls


def test_the_stop_list_and_the_mask_come_before_the_model(
    asked: list[tuple[tuple[str, ...], str]], tmp_path: Path
) -> None:
    assert nlu.evaluate(tmp_path / "eval.jsonl", ["--format", "json"]) == 0
    stop, number = map(json.loads, asked[1][1].split("\n"))
    assert stop["settled"] == ["wants_to_stop"]
    assert "settled" not in number
    assert number["text"] == "번호는 [#]\u2028예요"


def test_paths_mean_what_they_mean_here(
    asked: list[tuple[tuple[str, ...], str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nlu.evaluate(Path("eval.jsonl"), ["--html", "page.html", "--promote"])
    assert asked[0][0][-1] == str(tmp_path / "eval.jsonl")
    assert asked[1][0][2:] == ("--html", str(tmp_path / "page.html"), "--promote")
