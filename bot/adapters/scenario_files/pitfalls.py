"""What YAML reads without complaint although the author meant something else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.adapters.scenario_files.places import Entry, List, Map, Node, Span, Text
from bot.adapters.scenario_files.slips import Slip
from bot.core.checks import Path

_WIDE_COLON: Final = re.compile(r"^[^\s：:\"'#][^：:\"'#]{0,40}?(：)")
_NO_SPACE: Final = re.compile(r"^[A-Za-z][A-Za-z_ ]*(:)(?=[^\s/])")
_NO_DASH_SPACE: Final = re.compile(r"^(-)(?=[A-Za-z가-힣\"'{[])")
_BLANK: Final = re.compile("[\u3000\u00a0\u2000-\u200b\u2060\ufeff]")
_SMART: Final = re.compile("^([“”„‘’＂])")
_WIDE_BRACKET: Final = re.compile("^([［｛])")
_CUT: Final = re.compile(r"^\s*[\]},]*\s+(#)|^(#)")
_SENTENCE: Final = re.compile(r"[가-힣A-Z]|[^\s,]\s[^\s,]")
_PROSE: Final = re.compile(r"[가-힣]|\S\s+\S")


def pitfalls(root: Node, lines: list[str]) -> Iterator[Slip]:
    """A slip for every silent trap in the tree, with the path that cannot be trusted after it."""
    yield from _below(root, (), lines)


def _below(node: Node, path: Path, lines: list[str]) -> Iterator[Slip]:
    match node:
        case Text():
            yield from _text(node, path, lines, alone=not path)
        case List(items=items):
            for number, item in enumerate(items):
                here = (*path, number)
                if isinstance(item, Text):
                    yield from _text(item, here, lines, alone=True)
                else:
                    yield from _below(item, here, lines)
        case Map(entries=entries):
            yield from _map(entries, path, lines)


def _map(entries: list[Entry], path: Path, lines: list[str]) -> Iterator[Slip]:
    split = False
    for before, entry in zip([None, *entries], entries, strict=False):
        key, value = entry.key, entry.value
        here = (*path, key.value)
        if isinstance(value, Text) and value.empty:
            comma = _comma(before, key, lines)
            if not split:
                yield replace(comma, holes=(path,)) if comma else _lonely(key, value, path, lines)
            split = split or comma is not None
            continue
        blank = _BLANK.search(key.value)
        if key.plain and blank:
            meant = _BLANK.sub("", key.value).strip()
            yield _at(key, "E117", blank.start(), here, (*path, meant))
            continue
        if key.plain and _NO_DASH_SPACE.match(key.value):
            yield _at(key, "E119", 0, path)
            continue
        if isinstance(value, Text):
            if value.plain and _SMART.match(value.value):
                yield _at(value, "E108", 0, path)
                split = True
                continue
            below = value.span.line > key.span.line
            yield from _text(value, here, lines, alone=below)
        else:
            yield from _below(value, here, lines)


def _comma(before: Entry | None, key: Text, lines: list[str]) -> Slip | None:
    """The comma that cut a text without quotes in two, the second half being taken for a key."""
    if before is None or not isinstance(before.value, Text) or not before.value.plain:
        return None
    start, end = before.value.span, key.span
    between = lines[start.end_line - 1][start.end_column - 1 : end.column - 1]
    one_text = f"{before.value.value}{between}{key.value}"
    if start.end_line != end.line or between.strip() != "," or not _SENTENCE.search(one_text):
        return None
    at = start.end_column + between.index(",")
    return Slip("E127", Span(end.line, at, end.line, at + 1))


def _lonely(key: Text, value: Text, path: Path, lines: list[str]) -> Slip:
    """A key after which nothing is written."""
    here = (*path, key.value)
    for code, pattern in (("E107", _WIDE_COLON), ("E118", _NO_SPACE)):
        found = pattern.match(key.value) if key.plain else None
        if found:
            meant = key.value[: found.start(1)].strip()
            return _at(key, code, found.start(1), here, (*path, meant))
    if _SMART.search(key.value[-1:]) or _SMART.match(key.value):
        return _at(key, "E108", 0, path)
    line, column = value.span.line, value.span.column
    rest = _rest(lines, line, column)
    hash_ = _CUT.match(rest)
    if hash_:
        start = column + rest.index("#")
        return Slip("E116", Span(line, start, line, start + 1), holes=(here,))
    return Slip("E306", key.span, {"word": key.value}, holes=(here,))


def _text(text: Text, path: Path, lines: list[str], alone: bool) -> Iterator[Slip]:
    """What is odd about a text; `alone` if a key with a value may have been meant."""
    if not text.plain:
        return
    if text.empty:
        yield Slip("E306", text.span, {"word": "-"}, holes=(path,))
        return
    for code, pattern in (("E107", _WIDE_COLON), ("E118", _NO_SPACE)):
        found = pattern.match(text.value) if alone else None
        if found:
            yield _at(text, code, found.start(1), path)
            return
    if _SMART.match(text.value):
        yield _at(text, "E108", 0, path)
    elif _WIDE_BRACKET.match(text.value):
        yield _at(text, "E107", 0, path)
    else:
        yield from _cut(text, path, lines)


def _cut(text: Text, path: Path, lines: list[str]) -> Iterator[Slip]:
    line, column = text.span.end_line, text.span.end_column
    rest = _rest(lines, line, column)
    if _PROSE.search(text.value) and re.match(r"\s+#", rest):
        start = column + rest.index("#")
        yield Slip("E116", Span(line, start, line, start + 1), holes=(path,))


def _at(text: Text, code: str, offset: int, *holes: Path) -> Slip:
    start = text.span.column + offset
    word = {"word": text.value[offset : offset + 1]}
    return Slip(code, Span(text.span.line, start, text.span.line, start + 1), word, holes=holes)


def _rest(lines: list[str], line: int, column: int) -> str:
    return lines[line - 1][column - 1 :] if line <= len(lines) else ""
