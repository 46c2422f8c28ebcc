"""Prose in the authors' files, by line: read out for translators, and put back where it belongs.

Only prose is touched: a new language is written beside the others, every other character of the
file stays as it is. Lines are known by file and path; what their source text was when they were
read out stands in the side file, so that a translation of an older text is never put in.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.scenario_files.places import Entry, List, Map, Node, Span, Text
from bot.adapters.scenario_files.reader import Document, read
from bot.core.checks import Path as Place
from bot.core.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage of a file in the languages that it has. `id` is file and path in one word."""

    id: str
    file: str
    place: Place
    words: Mapping[str, str]

    @property
    def stamp(self) -> str:
        """A short hash of the source text: another one when an author has changed it."""
        source = "\0".join(self.words[language] for language in LANGUAGES)
        return hashlib.sha256(source.encode()).hexdigest()[:16]


def units_of(file: str, text: str) -> list[Unit]:
    """Every passage of a file that exists in Korean and English; none if it cannot be read."""
    root = read(text.encode()).root
    return [
        Unit(_id(file, place), file, place, _words(node)) for place, node in _passages(root, ())
    ]


def with_translations(file: str, text: str, language: str, new: Mapping[str, str]) -> str:
    """The text of the file with these translations (by unit id) in `language` put in."""
    document = read(text.encode())
    edits = [
        _edit(document, node, language, new[_id(file, place)])
        for place, node in _passages(document.root, ())
        if _id(file, place) in new
    ]
    lines = text.split("\n")
    for span, words in sorted(edits, key=lambda edit: edit[0], reverse=True):
        _put(lines, span, words)
    return "\n".join(lines)


def _passages(node: Node | None, here: Place) -> Iterator[tuple[Place, Map]]:
    match node:
        case Map(entries=entries):
            if all(isinstance(_value(node, language), Text) for language in LANGUAGES):
                yield here, node
            for entry in entries:
                yield from _passages(entry.value, (*here, entry.key.value))
        case List(items=items):
            for number, item in enumerate(items):
                yield from _passages(item, (*here, number))


def _entry(node: Map, key: str) -> Entry | None:
    return next((entry for entry in node.entries if entry.key.value == key), None)


def _value(node: Map, key: str) -> Node | None:
    found = _entry(node, key)
    return found.value if found else None


def _words(node: Map) -> dict[str, str]:
    texts = ((entry.key.value, entry.value) for entry in node.entries)
    return {key: value.value for key, value in texts if isinstance(value, Text)}


def _id(file: str, place: Place) -> str:
    steps = (str(step + 1) if isinstance(step, int) else step for step in place)
    return f"{file.removesuffix('.yaml')}: {' / '.join(steps)}"


def _edit(document: Document, node: Map, language: str, words: str) -> tuple[Span, str]:
    """What to write where: in place of an earlier translation, or behind the last source text."""
    quoted = json.dumps(words, ensure_ascii=False)
    old = _value(node, language)
    if isinstance(old, Text):
        return old.span, quoted
    entries = [_entry(node, known) for known in LANGUAGES]
    last = max((one for one in entries if one), key=lambda one: one.value.span)
    at = last.value.span
    here = Span(at.end_line, at.end_column, at.end_line, at.end_column)
    start = document.lines[last.key.span.line - 1][: last.key.span.column - 1]
    if start.strip(" -"):  # other words stand before the key: all of it is in one line
        return here, f", {language}: {quoted}"
    return here, f"\n{' ' * len(start)}{language}: {quoted}"


def _put(lines: list[str], span: Span, words: str) -> None:
    before = lines[span.line - 1][: span.column - 1]
    after = lines[span.end_line - 1][span.end_column - 1 :]
    lines[span.line - 1 : span.end_line] = f"{before}{words}{after}".split("\n")


def text_of(path: Path) -> str:
    """The file as text, its line ends kept. Errors: OSError, UnicodeDecodeError."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
