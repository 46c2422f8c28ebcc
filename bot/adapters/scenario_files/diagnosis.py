"""What an author did, guessed from where and why the YAML parser gave up.

The parser names the place where it lost the thread; the mistake is there or a little before.
"""

import re
from typing import Any, Final

import yaml

from bot.adapters.scenario_files.places import START, Span
from bot.adapters.scenario_files.slips import Slip

LOOK_BACK: Final = 40
"""Lines above the parser's complaint in which an unclosed quote is looked for."""

TAB: Final = re.compile(r"^ *(\t+)")
WIDE_BLANK: Final = re.compile("^[ \t]*([\u3000\u00a0\u2000-\u200b\u2060\ufeff]+)")
WIDE_COLON: Final = re.compile(
    r"^\s*(?:-\s+)*[{]?\s*[^\s：:\"'#][^：:\"'#]{0,40}?(：)|[{,]\s*[\w ]{1,40}(：)"
)
NO_SPACE: Final = re.compile(r"^\s*(?:-\s+)*[A-Za-z][A-Za-z_ ]*(:)(?=[^\s:/]|[가-힣])")
NO_DASH_SPACE: Final = re.compile(r"^\s*(-)(?=[A-Za-z가-힣\"'{[])")
SMART_QUOTE: Final = re.compile(r"(?:[:,\[{-]\s|[\[{])\s*([“”„‘’＂])")
RESERVED: Final = re.compile(r"(?:[:,-]\s|[\[{])\s*([@`%])|^\s*([@`%])")
_QUOTE: Final = re.compile(r'(?<!\\)"')

_BY_LINE: Final = [
    ("E106", TAB),
    ("E117", WIDE_BLANK),
    ("E107", WIDE_COLON),
    ("E108", SMART_QUOTE),
    ("E119", NO_DASH_SPACE),
    ("E118", NO_SPACE),
]
_AFTER_TEXT = re.compile(r"\s*(?:[,\]}:]|$|\s#)")
_COMMENT = re.compile(r"^\s*#")


def diagnose(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """The slip behind a parser's error."""
    mark: Any = getattr(error, "problem_mark", None)
    if mark is None:
        return Slip("E199", START)
    context: Any = getattr(error, "context_mark", None) or mark
    problem = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    at, begin = min(mark.line, len(lines) - 1), min(context.line, len(lines) - 1)
    slip = _by_line(lines, at, begin)
    if slip:
        return slip
    if "scanning a tag" in problem:
        return Slip("E122", _one(begin, context.column))
    if "scanning an a" in problem:  # an anchor, an alias
        return Slip("E121", _one(begin, context.column))
    if "escape" in problem or "hexdecimal" in problem:
        return Slip("E125", _one(at, mark.column))
    quote = _quotes(lines, at, begin, context.column, problem)
    if quote:
        return quote
    reserved = RESERVED.search(lines[at])
    if "cannot start any token" in problem and reserved:
        column = reserved.start(reserved.lastindex or 0)
        return Slip("E113", _one(at, column), {"word": reserved[reserved.lastindex or 0]})
    if "flow" in problem:
        return Slip("E114", _one(begin, context.column))
    if "mapping values" in problem and re.search(r":\s", lines[at][: mark.column]):
        return Slip("E111", _one(at, mark.column))
    return _shape(lines, at, mark.column, problem)


def _by_line(lines: list[str], at: int, begin: int) -> Slip | None:
    before = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), at)
    for number in dict.fromkeys((at, begin, before)):
        if _COMMENT.match(lines[number]):
            continue
        for code, pattern in _BY_LINE:
            found = pattern.search(lines[number])
            if found:
                group = found.lastindex or 0
                start, end = found.span(group)
                word = {"word": found[group]}
                return Slip(code, Span(number + 1, start + 1, number + 1, end + 1), word)
    return None


def _quotes(lines: list[str], at: int, begin: int, column: int, problem: str) -> Slip | None:
    """A quote that is never closed, or one more inside quotes."""
    if "quoted scalar" in problem:
        opened = _odd_line(lines, begin)
        return opened or Slip("E109", _one(begin, column))
    if "expected" not in problem:
        return None
    inner = _inner_quote(lines[at])
    if inner is not None:
        return Slip("E110", _one(at, inner))
    return _odd_line(lines, at)


def _odd_line(lines: list[str], at: int) -> Slip | None:
    """The opening quote on the nearest line at or above `at` that has an odd number of them."""
    odd = [
        number
        for number in range(max(0, at - LOOK_BACK), at + 1)
        if len(_QUOTE.findall(lines[number])) % 2 and not _COMMENT.match(lines[number])
    ]
    if not odd:
        return None
    number = odd[0]
    opening = list(_QUOTE.finditer(lines[number]))[-1]
    return Slip("E109", _one(number, opening.start()))


def _inner_quote(line: str) -> int | None:
    """Where a closing quote is followed by more text instead of `,`, `]`, `}`, `:` or the end."""
    for number, found in enumerate(_QUOTE.finditer(line)):
        if number % 2 and not _AFTER_TEXT.match(line, found.end()):
            return found.start()
    return None


def _shape(lines: list[str], at: int, column: int, problem: str) -> Slip:
    if not lines[at].strip() or "unexpected document" in problem:
        return Slip("E199", _one(at, column))
    if re.search("block|mapping|did not find expected key|simple key", problem):
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        return Slip("E112", _one(at, indent))
    return Slip("E199", _one(at, column))


def _one(line: int, column: int) -> Span:
    """The one character at a line and column that count from 0."""
    return Span(line + 1, column + 1, line + 1, column + 2)
