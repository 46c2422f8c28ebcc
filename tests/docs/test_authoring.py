"""The author's guide: followed word by word, in both languages."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from bot.config import ROOT
from tests.commands.desk import Desk

GUIDES = ["authoring.md", "authoring.ko.md"]
STORY = "scenarios/south/money-recovery-call.yaml"


def blocks(guide: str) -> Iterator[tuple[str, str]]:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    yield from re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)


def pieces(snippet: str) -> Iterator[list[str]]:
    """The parts of a snippet that begin at its own margin."""
    lines = snippet.splitlines()
    margin = indent(lines[0])
    starts = [number for number, line in enumerate(lines) if line and indent(line) == margin]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start:end]


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def put(text: str, piece: list[str]) -> str:
    """The text with the part of the same name, or the same first line, replaced by this one."""
    lines = text.splitlines()
    head = piece[0]
    name = head if head.lstrip().startswith("-") else head.split(":")[0] + ":"
    found = [number for number, line in enumerate(lines) if line.startswith(name)]
    if not found:
        return "\n".join([*lines, *piece]) + "\n"
    start = found[-1]
    end = start + 1
    while end < len(lines) and indent(lines[end]) > indent(head):
        end += 1
    return "\n".join([*lines[:start], *piece, *lines[end:]]) + "\n"


def follow(desk: Desk, command: str, rest: list[str]) -> None:
    words = shlex.split(command)[1:]
    typed = "\n".join(line.rsplit(": ", 1)[1] for line in rest) + "\n" if "new" in words else ""
    result = desk.run(*words, typed=typed)
    said = result.output
    if "new" in words:
        assert result.exit_code == 0, said
        questions = [line.rsplit(": ", 1)[0] for line in rest]
        assert [one for one in questions if one not in said] == []
        return
    for line in rest:
        assert line.removeprefix("… ") in said, said


@pytest.mark.parametrize("guide", GUIDES)
def test_whoever_follows_the_guide_gets_to_a_published_scenario(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda self: None)
    desk = Desk.at(tmp_path, "south")
    for kind, content in blocks(guide):
        if kind == "yaml":
            file = tmp_path / STORY
            for piece in pieces(content):
                file.write_text(put(file.read_text(encoding="utf-8"), piece), encoding="utf-8")
            continue
        for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
            command, *rest = part.splitlines()
            follow(desk, command, rest)
    assert len(list((tmp_path / "published" / "snapshots").glob("*.json"))) == 2


def test_both_guides_show_the_same_snippets() -> None:
    english, korean = ([text for kind, text in blocks(one) if kind == "yaml"] for one in GUIDES)
    assert english == korean


@pytest.mark.parametrize("guide", GUIDES)
def test_every_block_is_of_a_kind_that_is_tried(guide: str) -> None:
    assert {kind for kind, _ in blocks(guide)} == {"console", "yaml"}
