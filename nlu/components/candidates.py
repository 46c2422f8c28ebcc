"""Takes corrections from use into the replies: `components.candidates list|accept|drop`."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from components.acts import VOCABULARY, read_act_ids
from components.cases import Case, CaseError, of_lines
from components.normalise import normalise
from components.quiet import ROOT
from components.replies import LANGS, REGISTERS, SETTINGS, read_file

ACCEPTED: Final = ROOT / "data" / "train" / "accepted.yaml"
_HEAD: Final = (
    "# Replies from use, redacted, each accepted by a person.\nwriter: accepted\nreplies:\n"
)
STDIN: Final = Path("-")
_UNKNOWN: Final = "The caller's line is not known."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A corrected reply and the short name by which a person accepts it."""

    name: str
    case: Case


def main(arguments: list[str] | None = None) -> int:
    """0 when listed or accepted, 1 for an unknown name or a fault, 2 if wrongly called."""
    options = _options(arguments)
    acts = read_act_ids(VOCABULARY)
    try:
        offered = of_text(_contents(options.file), acts)
    except (CaseError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    match options.command:
        case "list":
            for one in offered:
                print(f"{one.name}  {one.case.line()}")
            return 0
        case "drop":
            return _drop(options, offered, acts)
        case _:
            return _accept(options, offered, acts)


def of_text(text: str, acts: Sequence[str]) -> list[Candidate]:
    """The candidates of lines, masked once more; each reply once."""
    cases = of_lines(text.split("\n"), acts)
    return list({name: Candidate(name, case) for name, case in _named(cases)}.values())


def entry(case: Case, register: str, setting: str) -> str:
    """The candidate as data/GUIDE.md writes a reply."""
    said = f"{_quoted(case.text)}: [{', '.join(case.acts)}]"
    return (
        f"  - lang: {case.lang}\n    register: {register}\n    setting: {setting}\n"
        f"    caller: {_quoted(case.context or _UNKNOWN)}\n    said:\n      {said}\n"
    )


def _accept(options: argparse.Namespace, offered: Sequence[Candidate], acts: Sequence[str]) -> int:
    chosen = _named_in(options, offered)
    if chosen is None:
        return 1
    if any(
        case.lang not in LANGS or options.register not in REGISTERS[case.lang] for case in chosen
    ):
        print(f'"{options.register}" is no register of the language of the reply', file=sys.stderr)
        return 1
    before = options.into.read_text(encoding="utf-8") if options.into.exists() else _HEAD
    added = "".join(entry(case, options.register, options.setting) for case in chosen)
    draft = options.into.with_suffix(".draft")
    draft.write_text(before + added, encoding="utf-8")
    _, faults = read_file(draft, acts)
    if faults:
        draft.unlink()
        print("\n".join(fault.sentence for fault in faults), file=sys.stderr)
        return 1
    draft.replace(options.into)
    if options.file != STDIN:
        _forget(options.file, {case.line() for case in chosen}, acts)
    print(f"{len(chosen)} accepted into {options.into.name}; train and evaluate next")
    return 0


def _drop(options: argparse.Namespace, offered: Sequence[Candidate], acts: Sequence[str]) -> int:
    chosen = _named_in(options, offered)
    if chosen is None:
        return 1
    _forget(options.file, {case.line() for case in chosen}, acts)
    print(f"{len(chosen)} dropped")
    return 0


def _named_in(options: argparse.Namespace, offered: Sequence[Candidate]) -> list[Case] | None:
    """The chosen ones: all of standard input, of a file those that are named."""
    known = {one.name: one.case for one in offered}
    names = list(known) if options.file == STDIN else options.names
    if not names or any(name not in known for name in names):
        print("there is no candidate of one of these names; see: list", file=sys.stderr)
        return None
    return [known[name] for name in names]


def _contents(path: Path) -> str:
    return sys.stdin.read() if path == STDIN else path.read_text(encoding="utf-8")


def _forget(path: Path, taken: set[str], acts: Sequence[str]) -> None:
    """What was accepted is no candidate any more."""
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = [
        line
        for line in lines
        if line.strip() and _masked(of_lines([line], acts)[0]).line() not in taken
    ]
    draft = path.with_name(f".{path.name}")
    draft.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    os.replace(draft, path)


def _named(cases: Sequence[Case]) -> Iterator[tuple[str, Case]]:
    for case in map(_masked, cases):
        yield hashlib.sha256(case.line().encode()).hexdigest()[:8], case


def _masked(case: Case) -> Case:
    context = normalise(case.context) if case.context else None
    return Case(normalise(case.text), case.acts, case.lang, context)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m components.candidates", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("list", help="print each candidate after its name")
    taken = commands.add_parser("accept", help="take candidates into the replies")
    dropped = commands.add_parser("drop", help="take candidates out of the file")
    for command in (shown, taken, dropped):
        command.add_argument("file", type=Path, help="lines with text, lang, context and acts")
    for command in (taken, dropped):
        command.add_argument("names", nargs="*", help="names that `list` printed; of - all")
    taken.add_argument("--register", required=True, help="the way of speaking, see data/GUIDE.md")
    taken.add_argument("--setting", required=True, choices=SETTINGS)
    taken.add_argument("--into", type=Path, default=ACCEPTED, help="(%(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
