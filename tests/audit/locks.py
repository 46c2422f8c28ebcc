"""The lock files: whether every package in them is known by its hash."""

import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
LOCKS: Final = tuple(ROOT / folder / "uv.lock" for folder in ("", "nlu", "nlu/compare"))
IN_SERVICE: Final = LOCKS[:2]
"""Of what meets people; what is only compared with reads nothing but our own replies."""

OURS: Final = ("editable", "virtual", "directory")
"""Kinds of sources that are this project itself."""


def without_hash(lock: Path) -> list[str]:
    """The packages of a lock that could be exchanged on the way without anybody noticing."""
    found = tomllib.loads(lock.read_text(encoding="utf-8"))
    return [
        package["name"]
        for package in found["package"]
        if not any(kind in package["source"] for kind in OURS)
        and not _all_hashed([*package.get("wheels", ()), package.get("sdist")])
    ]


def _all_hashed(files: list[dict[str, str] | None]) -> bool:
    known = [file for file in files if file]
    return bool(known) and all(file.get("hash", "").startswith("sha256:") for file in known)
