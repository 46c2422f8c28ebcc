"""Bytes of a YAML file -> a tree with places, and everything about the YAML that is wrong."""

import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

import yaml

from bot.adapters.scenario_files.diagnosis import diagnose
from bot.adapters.scenario_files.growing import Refused, grow
from bot.adapters.scenario_files.places import START, Node, Span
from bot.adapters.scenario_files.slips import Slip

LARGEST: Final = 256 * 1024
"""Bytes. The longest scenario has some 30 KB; eight times that is still read at once."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Document:
    """A file that was read: its lines, its tree (None if there is none) and its slips."""

    lines: list[str] = field(default_factory=list)
    root: Node | None = None
    slips: list[Slip] = field(default_factory=list)


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
        return Document(lines, *grow(yaml.parse(text, Loader=_LOADER)))
    except Refused as refused:
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
