"""Reads the files of written replies (data/GUIDE.md tells their form) and finds their faults.

The YAML is read as a tree of marked nodes rather than as plain values, so that every fault can
name its line and a repeated key is seen instead of silently winning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

LANGS: Final = ("ko", "en")
REGISTERS: Final = {
    "ko": ("northern", "seoul", "dialect", "yanbian", "messenger", "spoken", "formal"),
    "en": ("native", "second-language", "texting", "spoken", "formal", "ironic"),
}
SETTINGS: Final = ("north", "south", "refugee", "japan", "online")
_REQUIRED: Final = ("lang", "register", "setting", "caller", "said")
_KNOWN: Final = frozenset((*_REQUIRED, "boundary"))
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file of replies: where, and what is wrong, in a sentence."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Reply:
    """One written reply with its acts and the place where it stands."""

    text: str
    acts: tuple[str, ...]
    lang: str
    register: str
    setting: str
    caller: str
    boundary: str | None
    writer: str
    path: Path
    line: int


class ReplyDataError(ValueError):
    """The files hold faults; the message lists them all, one a line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def reply_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, sorted by name."""
    return sorted(folder.glob("*.yaml"))


def load_replies(paths: Iterable[Path], acts: Collection[str]) -> list[Reply]:
    """All replies of the files in order; raises ReplyDataError with every fault in them."""
    replies: list[Reply] = []
    faults: list[Fault] = []
    for path in paths:
        found, wrong = read_file(path, acts)
        replies += found
        faults += wrong
    if faults:
        raise ReplyDataError(faults)
    return replies


def read_file(path: Path, acts: Collection[str]) -> tuple[list[Reply], list[Fault]]:
    """The sound replies and the faults of one file; raises only if the file cannot be read."""
    reader = _Reader(path, acts)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [], [Fault(path, line, f"this is not YAML: {error.problem}")]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [], [Fault(path, 1, f"this is not YAML: {error}")]
    return list(reader.replies(root)), reader.faults


class _Reader:
    """Walks the node tree of one file and notes faults as it goes."""

    def __init__(self, path: Path, acts: Collection[str]) -> None:
        self.path = path
        self.acts = acts
        self.faults: list[Fault] = []
        self._seen: dict[str, int] = {}

    def replies(self, root: yaml.Node | None) -> Iterator[Reply]:
        top = self._mapping(root, "a file", required=("writer", "replies"))
        writer = self._text(top.get("writer"), "writer") or self.path.stem
        listed = top.get("replies")
        if not isinstance(listed, yaml.SequenceNode):
            if listed is not None:
                self._fault(listed, "replies must be a list")
            return
        for node in listed.value:
            yield from self._group(node, writer)

    def _group(self, node: yaml.Node, writer: str) -> Iterator[Reply]:
        keys = self._mapping(node, "an entry of replies", required=_REQUIRED, known=_KNOWN)
        lang = self._choice(keys.get("lang"), "lang", LANGS)
        register = self._choice(keys.get("register"), "register", REGISTERS.get(lang or "", ()))
        setting = self._choice(keys.get("setting"), "setting", SETTINGS)
        caller = self._text(keys.get("caller"), "caller")
        boundary = self._boundary(keys.get("boundary"))
        said = keys.get("said")
        if not (lang and register and setting and caller and said is not None):
            return
        for text, line, acts in self._said(said):
            yield Reply(
                text, acts, lang, register, setting, caller, boundary, writer, self.path, line
            )

    def _said(self, node: yaml.Node) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, 'said must hold lines like "reply": [act]')
            return
        for key, value in node.value:
            text = self._text(key, "a reply")
            acts = self._acts(value)
            if text is None or not acts:
                continue
            line = key.start_mark.line + 1
            if text in self._seen:
                self._fault(key, f"this reply stands already in line {self._seen[text]}")
                continue
            self._seen[text] = line
            yield text, line, acts

    def _acts(self, node: yaml.Node) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._fault(node, "the acts of a reply must be a list such as [delays]")
            return ()
        acts = tuple(str(item.value) for item in node.value)
        unknown = [act for act in acts if act not in self.acts]
        for act in unknown:
            self._fault(node, f'there is no act "{act}"')
        if len(set(acts)) < len(acts):
            self._fault(node, "an act stands twice in this list")
        if "unclear" in acts and len(acts) > 1:
            self._fault(node, "unclear stands alone, without another act")
        return () if unknown else acts

    def _boundary(self, node: yaml.Node | None) -> str | None:
        if node is None:
            return None
        text = self._text(node, "boundary")
        for act in (text or "").split("/"):
            if act not in self.acts:
                self._fault(node, f'boundary names two acts as in delays/pleads; "{act}" is none')
        return text

    def _mapping(
        self,
        node: yaml.Node | None,
        what: str,
        required: Sequence[str],
        known: Collection[str] | None = None,
    ) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, f"{what} must have the keys {', '.join(required)}")
            return {}
        keys: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in keys:
                self._fault(key, f'the key "{name}" stands twice')
            elif name not in (known or required):
                self._fault(key, f'there is no key "{name}" in {what}')
            keys[name] = value
        for name in required:
            if name not in keys:
                self._fault(node, f'{what} lacks the key "{name}"')
        return keys

    def _choice(self, node: yaml.Node | None, name: str, allowed: Collection[str]) -> str | None:
        text = self._text(node, name)
        if text is not None and allowed and text not in allowed:
            self._fault(node, f'{name} is one of {", ".join(allowed)}, not "{text}"')
            return None
        return text

    def _text(self, node: yaml.Node | None, name: str) -> str | None:
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._fault(node, f"{name} must be a text that is not empty")
            return None
        return str(node.value)

    def _fault(self, node: yaml.Node | None, sentence: str) -> None:
        line = node.start_mark.line + 1 if node is not None else 1
        self.faults.append(Fault(self.path, line, sentence))
