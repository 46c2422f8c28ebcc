"""Counts the written replies: `python -m components.card`; --write renews data/README.md."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from components.acts import UNCLEAR, VOCABULARY, read_act_ids
from components.balance import LENGTHS, length_of
from components.quiet import ROOT
from components.replies import LANGS, Reply, load_replies, reply_files

CARD: Final = ROOT / "data" / "README.md"
BEGIN: Final = "<!-- counts: python -m components.card --write -->"
END: Final = "<!-- end of counts -->"


def main(arguments: list[str] | None = None) -> int:
    """Prints the counts as Markdown, or writes them between the marks of the data card."""
    parser = argparse.ArgumentParser(prog="python -m components.card", description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew data/README.md")
    options = parser.parse_args(arguments)
    if options.write:
        CARD.write_text(renewed(CARD.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(counts(ROOT / "data"))
    return 0


def renewed(card: str) -> str:
    """The card with the counts of today."""
    before, _, rest = card.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{counts(ROOT / 'data')}\n{END}{after}"


def counts(data: Path) -> str:
    """Tables of writers, acts, registers and lengths for both folders."""
    acts = read_act_ids(VOCABULARY)
    parts: list[str] = []
    for folder in ("train", "eval"):
        replies = load_replies(reply_files(data / folder), acts)
        parts += [f"\n### data/{folder}: {len(replies)} replies\n", *_writers(replies)]
        parts += ["", *_table("act", [(act, _with(replies, act)) for act in acts])]
        registers = sorted({reply.register for reply in replies})
        rows = [(name, [r for r in replies if r.register == name]) for name in registers]
        parts += ["", *_table("register", rows)]
        rows = [(name, [r for r in replies if length_of(r.text) == name]) for name in LENGTHS]
        parts += ["", *_table("length", rows)]
    return "\n".join(parts)


def _with(replies: Sequence[Reply], act: str) -> list[Reply]:
    return [reply for reply in replies if act in reply.acts]


def _writers(replies: Sequence[Reply]) -> Iterator[str]:
    yield "| writer | ko | en | near-misses | several acts | unclear |"
    yield "|---|---|---|---|---|---|"
    for writer in sorted({reply.writer for reply in replies}):
        yield _writer(writer, [reply for reply in replies if reply.writer == writer])
    yield _writer("all", replies)


def _writer(name: str, replies: Sequence[Reply]) -> str:
    langs = Counter(reply.lang for reply in replies)
    near = sum(reply.boundary is not None for reply in replies)
    several = sum(len(reply.acts) > 1 for reply in replies)
    unclear = sum(reply.acts == (UNCLEAR,) for reply in replies)
    return f"| {name} | {langs['ko']} | {langs['en']} | {near} | {several} | {unclear} |"


def _table(name: str, rows: Sequence[tuple[str, Sequence[Reply]]]) -> Iterator[str]:
    yield f"| {name} | ko | en |"
    yield "|---|---|---|"
    for label, replies in rows:
        langs = Counter(reply.lang for reply in replies)
        yield f"| {label} | {' | '.join(str(langs[lang]) for lang in LANGS)} |"


if __name__ == "__main__":
    sys.exit(main())
