"""A new scenario with its genuine twin, written from templates beside this file.

The templates hold harmless sentences that pass `scamdrill check`; what the author is to replace
is marked with "# ✎" in the files.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

TEMPLATES: Final = Path(__file__).parent
MARK: Final = "# ✎"
"""What stands beside every sentence that the author is to replace."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The answers of the author. `title` and `caller` are in the author's language only."""

    id: str
    twin: str
    setting: str
    medium: str
    level: int
    title: str
    caller: str
    source: str


def blank_files(wishes: Wishes, folder: Path, today: date) -> Mapping[Path, str]:
    """The files to write beneath `folder`, the scenarios' own: scam, twin, and what they share.

    The shared replies of the setting are used where they exist, and made where they do not.
    """
    home = folder / wishes.setting
    words = _words(wishes, today)
    files = {
        home / f"{wishes.id}.yaml": _filled("scam", words),
        home / f"{wishes.twin}.yaml": _filled("genuine", words),
    }
    if not (home / "common.yaml").exists():
        files[home / "common.yaml"] = _filled("common", words)
    return files


def _words(wishes: Wishes, today: date) -> dict[str, str]:
    call = wishes.medium == "call"
    return {
        "id": wishes.id,
        "twin": wishes.twin,
        "setting": wishes.setting,
        "medium": wishes.medium,
        "level": str(wishes.level),
        "title": _quoted(wishes.title),
        "caller": _quoted(wishes.caller),
        "source": _quoted(wishes.source),
        "today": today.isoformat(),
        "mark": MARK,
        "ko_contact": "전화" if call else "메시지",
        "en_contact": "call" if call else "message",
    }


def _filled(name: str, words: Mapping[str, str]) -> str:
    return Template((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8")).substitute(words)


def _quoted(text: str) -> str:
    """The text in double quotes, as YAML (whose double quotes are those of JSON) wants them."""
    return json.dumps(text, ensure_ascii=False)
