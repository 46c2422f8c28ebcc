"""One file on the desk: what it says, and everything that was found wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import Final

from bot.adapters.scenario_files.faults import Fault, fault
from bot.adapters.scenario_files.pitfalls import pitfalls
from bot.adapters.scenario_files.places import START, Map, Span, Text, child, exists, place
from bot.adapters.scenario_files.reader import Document, read_file
from bot.adapters.scenario_files.slips import Slip
from bot.core.checks import Finding, Path, Replies
from bot.core.scenario import Scenario

MOST_FAULTS: Final = 100
"""Nobody reads more at once, and a hostile file must not make us compare words for minutes."""


@dataclass(slots=True, eq=False)
class Sheet:
    """One file as far as it could be read; `holes` are the paths that could not."""

    path: FilePath
    file: str
    document: Document
    slips: list[Slip] = field(default_factory=list)
    holes: set[Path] = field(default_factory=set)
    scenario: Scenario | None = None
    replies: Replies | None = None

    @property
    def id(self) -> str | None:
        """What the file says that its scenario is called."""
        value = child(self.document.root, "scenario")[1]
        return value.value if isinstance(value, Text) else None

    @property
    def shared(self) -> bool:
        """Whether the file holds shared replies and no scenario."""
        root = self.document.root
        return isinstance(root, Map) and self.id is None and exists(root, ("replies",))

    @property
    def faulty(self) -> bool:
        """Whether there is an error, and not only advice."""
        return any(not slip.warns for slip in self.slips)

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep the findings that are about what this file itself says.

        Advice never takes the place of an error.
        """
        placed = [(found, Slip(found.code, START).warns) for found in findings]
        for warns in (False, True):
            room = MOST_FAULTS + 1 - sum(slip.warns is warns for slip in self.slips)
            slips = (put(found, self.document) for found, advice in placed if advice is warns)
            self.slips += islice((slip for slip in slips if slip), max(0, room))

    def faults(self) -> list[Fault]:
        """All faults of the file in order, up to `MOST_FAULTS` errors and as many warnings."""
        slips = sorted(self.slips, key=lambda slip: (slip.span.line, slip.span.column, slip.code))
        errors = [slip for slip in slips if not slip.warns]
        warnings = [slip for slip in slips if slip.warns]
        shown = [*errors[:MOST_FAULTS], *warnings[:MOST_FAULTS]]
        if len(shown) < len(slips):
            shown.append(Slip("E190", START, {"most": str(MOST_FAULTS)}))
        return [fault(slip, self.file, self.document.lines) for slip in shown]


def open_sheet(path: FilePath, file: str) -> Sheet:
    """The file, read and looked through for YAML's traps; nothing is known of its meaning yet."""
    return sheet_of(read_file(path), path, file)


def sheet_of(document: Document, path: FilePath, file: str) -> Sheet:
    """The same for a document that was read already, as if it lay at `path`."""
    sheet = Sheet(path, file, document, list(document.slips))
    if document.root is not None:
        traps = list(islice(pitfalls(document.root, document.lines), MOST_FAULTS + 1))
        sheet.slips += traps
        sheet.holes |= {hole for trap in traps for hole in trap.holes}
    return sheet


def put(found: Finding, document: Document, everywhere: bool = False) -> Slip | None:
    """The finding at its place; None if it is about something that this file does not say."""
    root = document.root
    if root is None or not (everywhere or exists(root, found.path)):
        return None
    span = place(root, found.path, found.at_key)
    if found.passage:
        span = _narrow(span, found.passage, document.lines)
    meant = found.params.get("meant") or found.suggestion
    return Slip(found.code, span, found.params, meant)


def _narrow(span: Span, passage: str, lines: list[str]) -> Span:
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        first = span.column - 1 if number == span.line else 0
        start = lines[number - 1].find(passage, first)
        if start >= 0:
            return Span(number, start + 1, number, start + 1 + len(passage))
    return span
