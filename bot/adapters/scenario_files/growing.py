"""The events of the YAML parser -> a tree, without recursion.

Read one by one instead of by `yaml.load`: an alias is refused before it can multiply, and nesting
is counted before it can exhaust the stack.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from bot.adapters.scenario_files.places import START, Entry, List, Map, Node, Span, Text
from bot.adapters.scenario_files.slips import Slip

DEEPEST: Final = 12
"""A warning sign lies six levels deep; twice that is no scenario any more."""


class Refused(Exception):
    """The file uses something of YAML that no scenario needs; there is no tree."""

    def __init__(self, code: str, span: Span, **words: str) -> None:
        super().__init__(code)
        self.slip = Slip(code, span, words)


@dataclass(slots=True)
class _Open:
    """A collection whose end is not reached; `key` waits for its value, `seen` has key -> line."""

    node: Map | List
    key: Text | None = None
    seen: dict[str, int] = field(default_factory=dict)


def grow(events: Iterable[Any]) -> tuple[Node, list[Slip]]:
    """The tree of the only document in `events`, and the keys that are there twice.

    Errors: `Refused`; and whatever the parser raises when it is asked for the next event.
    """
    tree = _Tree()
    for event in events:
        tree.take(event)
    root = tree.root
    if root is None or (isinstance(root, Text) and root.empty):
        raise Refused("E105", START)
    return root, tree.slips


class _Tree:
    def __init__(self) -> None:
        self.root: Node | None = None
        self.slips: list[Slip] = []
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                _no_extras(event)
                value = unicodedata.normalize("NFC", event.value)
                self._add(Text(value, _span(event), not event.style))
            case yaml.MappingStartEvent():
                self._begin(event, Map(_span(event)))
            case yaml.SequenceStartEvent():
                self._begin(event, List(_span(event)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._add(self.open.pop().node)
            case yaml.AliasEvent():
                raise Refused("E121", _span(event))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise Refused("E120", _span(event))

    def _begin(self, event: Any, node: Map | List) -> None:
        _no_extras(event)
        if len(self.open) >= DEEPEST:
            raise Refused("E123", node.span, most=str(DEEPEST))
        if self.open and isinstance(self.open[-1].node, Map) and self.open[-1].key is None:
            raise Refused("E124", node.span)
        self.open.append(_Open(node))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        here = self.open[-1]
        if isinstance(here.node, List):
            here.node.items.append(node)
        elif here.key is None:
            assert isinstance(node, Text), "_begin refuses every other key"
            here.key = _key(node)
        else:
            self._entry(here, here.node.entries, Entry(here.key, node))
            here.key = None

    def _entry(self, here: _Open, entries: list[Entry], entry: Entry) -> None:
        name, at = entry.key.value, entry.key.span
        first = here.seen.get(name)
        if first is None:
            here.seen[name] = at.line
            entries.append(entry)
        else:
            self.slips.append(Slip("E115", at, {"word": name, "line": str(first)}))


def _key(key: Text) -> Text:
    if key.plain and key.value == "<<":
        raise Refused("E121", key.span)
    if not key.value:
        raise Refused("E124", key.span)
    return key


def _no_extras(event: Any) -> None:
    if event.anchor is not None:
        raise Refused("E121", _span(event))
    if event.tag is not None:
        raise Refused("E122", _span(event))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
