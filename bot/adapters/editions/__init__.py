"""Published versions of scenarios in a folder: each under its content hash, never overwritten.

snapshots/<digest>.json   the whole scenario
editions.jsonl            what was published when, one line each, oldest first
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.core.scenario import Scenario
from bot.core.snapshot import from_json, to_json
from bot.errors import StoreFailed

_LIST: Final = "editions.jsonl"


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of a scenario; `at` is when (ISO)."""

    scenario: str
    digest: str
    at: str


class Editions:
    """The published versions in `folder`, which is made when something is published.

    Errors: `StoreFailed` where the folder cannot be read or written; nothing is half published.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[Edition]:
        """Every edition, oldest first."""
        path = self.folder / _LIST
        if not path.exists():
            return []
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            return [Edition(**json.loads(line)) for line in lines if line.strip()]
        except (OSError, ValueError, TypeError) as error:
            raise StoreFailed(f"{path} cannot be read. Restore it from a copy.") from error

    def latest(self, scenario: str) -> Scenario | None:
        """The version of this scenario that was published last, or None."""
        found = [one for one in self.all() if one.scenario == scenario]
        return self.snapshot(found[-1].digest) if found else None

    def snapshot(self, digest: str) -> Scenario:
        """The scenario of this digest, which was published."""
        path = self._path(digest)
        try:
            return from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreFailed(f"{path} cannot be read. Restore it from a copy.") from error

    def publish(self, scenario: Scenario, at: datetime) -> Path:
        """Keep this version as the latest; the file that holds it."""
        path = self._path(scenario.digest)
        edition = {"scenario": scenario.id, "digest": scenario.digest, "at": at.isoformat()}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                part = path.with_suffix(".part")
                part.write_text(to_json(scenario), encoding="utf-8")
                part.replace(path)
            with (self.folder / _LIST).open("a", encoding="utf-8") as file:
                file.write(json.dumps(edition) + "\n")
        except OSError as error:
            raise StoreFailed(f"Nothing can be written to {self.folder}: {error}") from error
        return path

    def _path(self, digest: str) -> Path:
        return self.folder / "snapshots" / f"{digest}.json"
