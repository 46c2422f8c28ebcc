"""A scenario that an author sends: checked as if it lay in the library, and written nowhere."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Final

from bot.adapters.scenario_files.checking import Desk
from bot.adapters.scenario_files.faults import Fault, Severity
from bot.adapters.scenario_files.fields import is_id
from bot.adapters.scenario_files.places import Text, child
from bot.adapters.scenario_files.reader import Document, read
from bot.adapters.scenario_files.render import message, remedy
from bot.adapters.scenario_files.sheet import Sheet, sheet_of
from bot.core.vocabulary import Vocabulary
from bot.ports import Complaint, Examined

AROUND: Final = 24
"""Characters of the line that are shown on either side: a phone has room for few more."""

LONGEST_PASSAGE: Final = 60
LONGEST_SENTENCE: Final = 400
"""A hostile file has words of thousands of characters, which a message would repeat."""

_NAME: Final = ".sent"
"""No file of a library is called that, so it stands in the way of none."""


class FileExaminer:
    """A `bot.ports.Examiner` that looks for twins and shared replies under `folder`."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._folder = folder
        self._vocabulary = vocabulary

    async def examine(self, data: bytes, language: str, today: date) -> Examined:
        return await asyncio.to_thread(self._examined, data, language, today)

    def _examined(self, data: bytes, language: str, today: date) -> Examined:
        document = read(data)
        desk = _SentDesk(self._vocabulary, today)
        sheet = desk.lay(document, self._home(document) / _NAME)
        shared = desk.shared_by(sheet)
        faults = [(one, "") for one in sheet.faults()]
        if shared:
            faults += [(one, f"{shared.path.name}:") for one in shared.faults()]
        faults.sort(key=lambda pair: pair[0].severity is Severity.WARNING)
        complaints = tuple(_complaint(one, file, language) for one, file in faults)
        return Examined(complaints, sheet.scenario if desk.plays(sheet) else None)

    def _home(self, document: Document) -> Path:
        """The folder of the scenario's earlier text, or else that of its setting."""
        id_, setting = (child(document.root, key)[1] for key in ("scenario", "setting"))
        if isinstance(id_, Text) and is_id(id_.value):
            for earlier in self._folder.rglob(f"{id_.value}.yaml"):
                return earlier.parent
        if isinstance(setting, Text) and setting.value in self._vocabulary.settings:
            home = self._folder / setting.value
            return home if home.is_dir() else self._folder
        return self._folder


class _SentDesk(Desk):
    def lay(self, document: Document, path: Path) -> Sheet:
        """The sheet of a document, checked as if it lay at `path`, which is never opened."""
        sheet = sheet_of(document, path, "")
        if sheet.shared:
            self._check_replies(sheet)
        else:
            self._check_scenario(sheet)
            self._sheets[path.absolute()] = sheet
            self.check_twins([sheet])
        return sheet


def _complaint(fault: Fault, file: str, language: str) -> Complaint:
    excerpt, passage = _excerpt(fault)
    return Complaint(
        code=fault.code,
        where=f"{file}{fault.span.line}:{fault.span.column}",
        excerpt=excerpt,
        passage=passage,
        message=_short(message(fault, language)),
        remedy=_short(remedy(fault, language)),
        warns=fault.severity is Severity.WARNING,
    )


def _excerpt(fault: Fault) -> tuple[str, tuple[int, int]]:
    """The part of the line around the fault, and where in it the fault is."""
    line, span = fault.line, fault.span
    first = min(span.column - 1, len(line))
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    last = min(max(first, last), len(line), first + LONGEST_PASSAGE)
    start, end = max(0, first - AROUND), min(len(line), last + AROUND)
    before = line[start:first].lstrip()
    shown = f"{before}{line[first:last]}{line[last:end].rstrip()}"
    return _printable(shown), (len(before), len(before) + last - first)


def _short(sentence: str) -> str:
    shown = _printable(sentence)
    return shown if len(shown) <= LONGEST_SENTENCE else f"{shown[:LONGEST_SENTENCE]}…"


def _printable(text: str) -> str:
    """The text without anything that could rearrange what stands around it; as long as it was."""
    return "".join(one if one.isprintable() else " " if one.isspace() else "·" for one in text)
