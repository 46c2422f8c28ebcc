"""Bytes of a YAML file -> a tree with places, and everything about the YAML that is wrong.

Events are read one by one instead of `yaml.load`: an alias is refused before it can multiply,
and nesting is counted before it can exhaust the stack.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

import yaml

from bot.adapters.scenario_files.diagnosis import diagnose
from bot.adapters.scenario_files.places import START, Entry, List, Map, Node, Span, Text
from bot.adapters.scenario_files.slips import Slip

LARGEST: Final = 256 * 1024
"""Bytes. The longest scenario has some 30 KB; eight times that is still read at once."""

DEEPEST: Final = 12
"""A warning sign lies six levels deep; twice that is no scenario any more."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Document:
    """A file that was read: its lines, its tree (None if there is none) and its slips."""

    lines: list[str] = field(default_factory=list)
    root: Node | None = None
    slips: list[Slip] = field(default_factory=list)


class _Refused(Exception):
    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.code)
        self.slip = slip


def read_file(path: FilePath) -> Document:
    """The document in a file; never more of it than `LARGEST` is read, and no device or pipe."""
    try:
        if not path.is_file():
            return Document(slips=[Slip("E101", START)])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return Document(slips=[Slip("E101", START)])
    return read(data)


def read(data: bytes) -> Document:
    """The document in these bytes; whatever they are, it comes back with slips and never raises."""
    if len(data) > LARGEST:
        return Document(slips=[Slip("E102", START, {"most": str(LARGEST // 1024)})])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Document(slips=[Slip("E104", START)])
    if b"\0" in data:
        return Document(slips=[Slip("E103", START)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Document(slips=[Slip("E104", START)])
    lines = _BREAKS.split(text)
    control = _control_character(lines)
    if control:
        return Document(lines, slips=[control])
    try:
        return _Builder(lines).build(text)
    except _Refused as refused:
        return Document(lines, slips=[refused.slip])
    except yaml.YAMLError as error:
        return Document(lines, slips=[diagnose(error, lines)])


def _control_character(lines: list[str]) -> Slip | None:
    for number, line in enumerate(lines, 1):
        found = _CONTROL.search(line.replace("\t", " "))
        if found:
            column = found.start() + 1
            return Slip("E126", Span(number, column, number, column + 1))
    return None


class _Builder:
    """Puts the events of the YAML parser together, without recursion."""

    def __init__(self, lines: list[str]) -> None:
        self.document = Document(lines)
        self.open: list[Map | List] = []
        self.keys: list[Text | None] = []
        """The key that waits for its value, for each open collection."""
        self.seen: list[dict[str, int]] = []
        """The keys of each open collection, with their lines."""

    def build(self, text: str) -> Document:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise _Refused(Slip("E120", _span(event)))
                case yaml.AliasEvent():
                    raise _Refused(Slip("E121", _span(event)))
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._begin(event)
                case yaml.ScalarEvent():
                    self._plain_yaml(event)
                    value = unicodedata.normalize("NFC", event.value)
                    self._add(Text(value, _span(event), not event.style))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.keys.pop()
                    self.seen.pop()
                    self._add(self.open.pop())
        root = self.document.root
        if root is None or (isinstance(root, Text) and root.empty):
            raise _Refused(Slip("E105", START))
        return self.document

    def _begin(self, event: Any) -> None:
        self._plain_yaml(event)
        if len(self.open) >= DEEPEST:
            raise _Refused(Slip("E123", _span(event), {"most": str(DEEPEST)}))
        if self._awaits_key():
            raise _Refused(Slip("E124", _span(event)))
        kind = Map if isinstance(event, yaml.MappingStartEvent) else List
        self.open.append(kind(_span(event)))
        self.keys.append(None)
        self.seen.append({})

    def _plain_yaml(self, event: Any) -> None:
        if event.anchor is not None:
            raise _Refused(Slip("E121", _span(event)))
        if event.tag is not None:
            raise _Refused(Slip("E122", _span(event), {"word": str(event.tag)}))

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], Map) and self.keys[-1] is None

    def _add(self, node: Node) -> None:
        if not self.open:
            self.document.root = node
            return
        match self.open[-1]:
            case List(items=items):
                items.append(node)
            case Map(entries=entries):
                key = self.keys[-1]
                if key is None:
                    assert isinstance(node, Text), "_begin refuses every other key"
                    self.keys[-1] = self._key(node)
                else:
                    self.keys[-1] = None
                    self._entry(entries, Entry(key, node))

    def _key(self, key: Text) -> Text:
        if key.plain and key.value == "<<":
            raise _Refused(Slip("E121", key.span))
        if not key.value:
            raise _Refused(Slip("E124", key.span))
        return key

    def _entry(self, entries: list[Entry], entry: Entry) -> None:
        name, at = entry.key.value, entry.key.span
        if name in self.seen[-1]:
            words = {"word": name, "line": str(self.seen[-1][name])}
            self.document.slips.append(Slip("E115", at, words))
            return
        self.seen[-1][name] = at.line
        entries.append(entry)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
