"""Finds what is wrong with the written replies: `python -m components.lint`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from components import balance
from components.acts import VOCABULARY, read_act_ids
from components.quiet import ROOT
from components.replies import Fault, Reply, read_file, reply_files
from components.similar import bare, near, same

_COMMON: Final = 16  # letters; people say "sorry, who is this?" without copying each other
_ALIKE: Final = 0.88  # cosine of jamo n-grams: about one changed word in ten


def main(arguments: list[str] | None = None) -> int:
    """Prints every fault as `file:line: sentence`; 0 if there is none, 1 if there are some."""
    parser = argparse.ArgumentParser(prog="python -m components.lint", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="files (data/train and data/eval)")
    options = parser.parse_args(arguments)
    whole = not options.files
    files = options.files or [*reply_files(ROOT / "data/train"), *reply_files(ROOT / "data/eval")]
    acts = read_act_ids(VOCABULARY)
    replies: list[Reply] = []
    faults: list[Fault | balance.Lack] = []
    for path in files:
        found, wrong = read_file(path, acts)
        replies += found
        faults += wrong
    faults += said_twice(replies)
    faults += said_alike(replies)
    if whole:
        trained = [reply for reply in replies if not _is_kept(reply)]
        faults += balance.lacks(trained, acts, balance.read_boundaries(VOCABULARY))
    for fault in faults:
        print(_short(fault))
    print(f"{len(replies)} replies in {len(files)} files, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


def said_twice(replies: Sequence[Reply]) -> Iterator[Fault]:
    """Replies that differ in marks, spaces and case alone, unless they are short and natural.

    Short ones may stand in several files, to different caller's lines even with different acts.
    """
    for group in same([reply.text for reply in replies]):
        for first, second in pairwise(replies[place] for place in group):
            here = f"{_place(first)} has the same reply"
            near_by = first.path == second.path and first.caller == second.caller
            copied = first.path != second.path and len(bare(second.text)) >= _COMMON
            if set(first.acts) != set(second.acts) and first.caller == second.caller:
                yield _fault(second, f"{here} to the same line with other acts")
            elif near_by or copied:
                yield _fault(second, here)


def said_alike(replies: Sequence[Reply]) -> Iterator[Fault]:
    """Long replies of nearly the same letters with other acts, unless marked as near-misses."""
    for i, j, _ in near([reply.text for reply in replies], _ALIKE):
        first, second = replies[i], replies[j]
        marked = first.boundary is not None and second.boundary is not None
        short = min(len(bare(first.text)), len(bare(second.text))) < _COMMON
        if set(first.acts) == set(second.acts) or marked or short:
            continue
        theirs = ", ".join(first.acts)
        yield _fault(second, f"nearly the same as {_place(first)}, which has [{theirs}]")


def _is_kept(reply: Reply) -> bool:
    return reply.path.parent.name == "eval"


def _fault(reply: Reply, sentence: str) -> Fault:
    return Fault(reply.path, reply.line, sentence)


def _place(reply: Reply) -> str:
    return f"{reply.path.name}:{reply.line}"


def _short(fault: Fault | balance.Lack) -> str:
    return str(fault).replace(f"{ROOT}/", "")


if __name__ == "__main__":
    sys.exit(main())
