"""Coverage-guided fuzzing: `python -m tests.fuzz --runs 100000` (all targets, or those named).

Each target runs in a process of its own. A case that fails, takes over half a minute, or lets
memory grow beyond a gigabyte is written to tests/fuzz/found/, where the ordinary tests try it ever
after.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.figures import block, table, write

FOUND: Final = Path(__file__).parent / "found"
CORPUS: Final = Path(__file__).parents[2] / "var" / "fuzz"
SECONDS: Final = 30
MEGABYTES: Final = 1024
LONGEST: Final = 16_384
NAMES: Final = ("scenario", "update", "answer", "sheet", "form")
HEAD: Final = ("target", "cases", "time", "branches reached", "memory", "found")


def main() -> int:
    """0 if nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="TARGET")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="into docs/reliability.md")
    parser.add_argument("--here", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        _fuzz_here(options.here, options.runs)
    statuses = [_fuzz(name, options.runs) for name in options.names or NAMES]
    if options.write:
        write("fuzz", block(table(HEAD, [_row(name) for name in NAMES if _log(name).exists()])))
    return 1 if any(statuses) else 0


def _fuzz(name: str, runs: int) -> int:
    """Fuzz in a process of its own, and say what came of it."""
    command = [sys.executable, "-m", "tests.fuzz", "--here", name, "--runs", str(runs)]
    CORPUS.mkdir(parents=True, exist_ok=True)
    with _log(name).open("wb") as file:
        ended = subprocess.run(command, stdout=file, stderr=file, check=False)
    said = "" if ended.returncode == 0 else f"; see {_log(name)}"
    print(f"{' | '.join(_row(name))}{said}", flush=True)
    return ended.returncode


def _log(name: str) -> Path:
    return CORPUS / f"{name}.log"


def _row(name: str) -> tuple[str, ...]:
    """What the last run of this target came to, by its log."""
    said = _log(name).read_text(encoding="utf-8", errors="replace")
    ended = re.search(r"^Done (\d+) runs in (\d+) second", said, re.MULTILINE)
    cases, seconds = ended.groups() if ended else (_last(r"^#(\d+)\s", said), "?")
    edges, memory = _last(r"cov: (\d+)", said), _last(r"rss: (\d+)Mb", said)
    found = "nothing" if ended else "SOMETHING"
    return name, f"{int(cases):,}", f"{seconds} s", edges, f"{memory} MB", found


def _last(pattern: str, text: str) -> str:
    found = [match[1] for match in re.finditer(pattern, text, re.MULTILINE)]
    return found[-1] if found else "0"


def _fuzz_here(name: str, runs: int) -> None:
    """Fuzz in this process, and end it."""
    import atheris  # noqa: PLC0415 - only `make fuzz` installs it

    with atheris.instrument_imports(include=["bot", "babel.messages", "openpyxl.worksheet"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - only what is imported here is seen

    target = TARGETS[name]
    corpus = CORPUS / name
    corpus.mkdir(parents=True, exist_ok=True)
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = CORPUS / f"{name}.words"
    words.write_text(_dictionary(target.words), encoding="ascii")
    atheris.Setup(
        [
            name,
            f"-runs={runs}",
            f"-timeout={SECONDS}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST}",
            f"-dict={words}",
            f"-artifact_prefix={FOUND / name}/",
            str(corpus),
        ],
        target.run,
    )
    atheris.Fuzz()


def _dictionary(words: Sequence[str]) -> str:
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    return "".join(f'"{word}"\n' for word in quoted)


if __name__ == "__main__":
    sys.exit(main())
