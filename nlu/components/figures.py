"""Puts measured figures into a page of the documentation, between marks, with what they are of."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from components.quiet import ROOT

PAGE: Final = ROOT.parent / "docs" / "nlu.md"
REPORT, COMPARED = "make nlu-report", "make nlu-compare"
_SHOWN: Final = 16  # characters of a hash: enough to see that it is another


def put(page: Path, command: str, content: str) -> None:
    """Renews the part of the page that `command` writes; ValueError if it has no such part."""
    page.write_text(renewed(page.read_text(encoding="utf-8"), command, content), encoding="utf-8")


def renewed(text: str, command: str, content: str) -> str:
    """The text with `content` between the marks of `command`."""
    begin, end = _marks(command)
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no place for what `{command}` writes")
    return f"{before}{begin}\n{content.strip()}\n{end}{after}"


def made_from(text: str, command: str) -> dict[str, str]:
    """What the part that `command` wrote says it was made from: hashes by name."""
    begin, end = _marks(command)
    part = text.partition(begin)[2].partition(end)[0]
    return dict(re.findall(rf"(\w+) `([0-9a-f]{{{_SHOWN}}})`", part))


def origin(model: str, replies: str) -> str:
    """The sentence that says what figures were made from; `made_from` reads it."""
    return f"Made from: model `{model[:_SHOWN]}`, replies `{replies[:_SHOWN]}`."


def eval_print() -> str:
    """A hash of the replies that are measured with."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "data" / "eval").glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _marks(command: str) -> tuple[str, str]:
    return f"<!-- written by: {command} -->", f"<!-- end of {command} -->"
