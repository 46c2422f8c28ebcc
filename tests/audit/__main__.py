"""`make audit`: known holes in the locked packages, missing hashes, unsafe Python.

Exit status: 0 all was looked at and nothing is wrong; 1 there is something to do: a finding that
nobody has accepted, a package without a hash, an acceptance that is out of date; 3 nothing is known
to be wrong, but the services that know of holes could not be asked about every package. No verdict
is not a good verdict: run it again where they can be reached.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml

from tests.audit.locks import IN_SERVICE, LOCKS, ROOT, without_hash

UV: Final = ROOT / ".tools" / "bin" / "uv"
CODE: Final = ("bot", "nlu/components")
SERVICES: Final = ("pypi", "osv")
"""Asked one after the other until one knows of the packages."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that was looked at: what it is, where, why it is no fault, and until when."""

    id: str
    where: str
    why: str
    until: date | None = None

    def covers(self, id: str, where: str, today: date) -> bool:
        """Whether a finding is this one, today."""
        current = self.until is None or today <= self.until
        return current and id == self.id and fnmatch(where, self.where)


def accepted(file: Path) -> tuple[list[Accepted], list[Accepted]]:
    """What is accepted of the code, and of packages."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    code = [Accepted(one["test"], one["where"], one["why"]) for one in found["code"]]
    packages = [
        Accepted(one["id"], one["package"], one["why"], one["until"]) for one in found["packages"]
    ]
    return code, packages


@dataclass(slots=True)
class Verdict:
    """What there is to do, and what could not be looked at."""

    wrong: int = 0
    unknown: int = 0

    def weigh(self, found: list[tuple[str, str, str]], known: list[Accepted], today: date) -> None:
        """Say which findings (id, where, what) nobody has accepted, and what is out of date."""
        for id_, where, what in found:
            if not any(one.covers(id_, where, today) for one in known):
                print(f"  ✗ {id_} {where}: {what}")
                self.wrong += 1
        for one in known:
            if not any(one.covers(id_, where, today) for id_, where, _ in found):
                print(f"  ✗ accepted, but found no more or out of date: {one.id} in {one.where}")
                self.wrong += 1


def main() -> int:
    """The exit status."""
    verdict, today = Verdict(), datetime.now(UTC).date()
    code, packages = accepted(Path(__file__).with_name("accepted.yaml"))
    print("bandit over", *CODE)
    verdict.weigh(list(_unsafe_code()), code, today)
    holes: list[tuple[str, str, str]] = []
    for lock in LOCKS:
        print(f"packages of {lock.relative_to(ROOT)}")
        for name in without_hash(lock):
            print(f"  ✗ {name} has no hash")
            verdict.wrong += 1
        if lock not in IN_SERVICE:
            continue
        asked = _ask(lock)
        holes += asked.holes
        verdict.unknown += asked.unknown
        print(f"  {asked.known} looked up, {asked.unknown} not")
    verdict.weigh(holes, packages, today)
    if verdict.wrong:
        print(f"{verdict.wrong} things to do: correct them, or say in accepted.yaml why they stay.")
        return 1
    if verdict.unknown:
        print(
            "No verdict: the services that know of holes (PyPI, OSV) could not be asked about "
            f"{verdict.unknown} packages from here. Run it again where they can be reached."
        )
        return 3
    print("Nothing is wrong.")
    return 0


def _unsafe_code() -> Iterator[tuple[str, str, str]]:
    command = [sys.executable, "-m", "bandit", "-q", "-r", *CODE, "-f", "json"]
    said = json.loads(_output(command))
    for error in said["errors"]:
        yield "unreadable", error["filename"], error["reason"]
    for one in said["results"]:
        yield one["test_id"], one["filename"], f"{one['issue_text']} (line {one['line_number']})"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the packages of a lock."""

    known: int
    unknown: int
    holes: list[tuple[str, str, str]]


def _ask(lock: Path) -> Asked:
    with TemporaryDirectory() as folder:
        pins = Path(folder) / "requirements.txt"
        export = ["export", "-q", "--frozen", "--all-groups", "--no-emit-project", "-o", str(pins)]
        _output([str(UV), *export, "--project", str(lock.parent)])
        best = Asked(0, pins.read_text(encoding="utf-8").count("=="), [])
        for service in SERVICES:
            asked = _asked_of(service, pins)
            if asked is not None:
                best = asked
                if not asked.unknown:
                    break
    return best


def _asked_of(service: str, pins: Path) -> Asked | None:
    """What a service knows; None where it cannot be reached."""
    options = ["--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off"]
    command = ["-m", "pip_audit", "-s", service, "-r", str(pins), *options]
    try:
        said: dict[str, Any] = json.loads(_output([sys.executable, *command]))
    except ValueError:
        return None
    packages = said["dependencies"]
    unknown = sum("skip_reason" in one for one in packages)
    holes = [
        (hole["id"], one["name"], f"{one['version']}: {hole['description'][:200]}")
        for one in packages
        for hole in one.get("vulns", ())
    ]
    return Asked(len(packages) - unknown, unknown, holes)


def _output(command: list[str]) -> str:
    """What a command prints; that it ends with 1 means that it found something."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
