"""A YAML file as a tree in which every key and value knows its place."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.core.checks import Path


class Span(NamedTuple):
    """From a place to just before another; lines and columns count from 1, in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(slots=True)
class Text:
    """A scalar as it is written: nothing is guessed. `plain` tells that it has no quotes."""

    value: str
    span: Span
    plain: bool

    @property
    def empty(self) -> bool:
        return self.plain and not self.value


@dataclass(slots=True)
class Entry:
    """A key and its value."""

    key: Text
    value: "Node"


@dataclass(slots=True)
class Map:
    """Keys with values, in the order of the file; no key is there twice."""

    span: Span
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class List:
    """A list of values."""

    span: Span
    items: list["Node"] = field(default_factory=list)


Node = Text | Map | List


def plain(node: Node) -> Any:
    """The node as dict, list and str."""
    match node:
        case Text(value=value):
            return value
        case Map(entries=entries):
            return {entry.key.value: plain(entry.value) for entry in entries}
        case List(items=items):
            return [plain(item) for item in items]


def child(node: Node | None, step: str | int) -> tuple[Text | None, Node | None]:
    """The key (in a map) and the value one step down; None where there is no such step."""
    match node, step:
        case Map(entries=entries), str():
            for entry in entries:
                if entry.key.value == step:
                    return entry.key, entry.value
        case List(items=items), int() if 0 <= step < len(items):
            return None, items[step]
    return None, None


def exists(root: Node, path: Path) -> bool:
    """Whether the file itself says something at `path`."""
    node: Node | None = root
    for step in path:
        node = child(node, step)[1]
    return node is not None


def place(root: Node, path: Path, at_key: bool = False) -> Span:
    """Where `path` is: its value if that is a text, else its key; the nearest above if missing."""
    node: Node = root
    last: Text | None = None
    for step in path:
        key, below = child(node, step)
        if below is None:
            return last.span if last else _first(node)
        last, node = key, below
    if last and (at_key or not isinstance(node, Text)):
        return last.span
    return _first(node)


def _first(node: Node) -> Span:
    match node:
        case Map(entries=[Entry(key=key), *_]):
            return key.span
        case List(items=[first, *_]):
            return _first(first)
        case Map(span=span) | List(span=span) | Text(span=span):
            return span
