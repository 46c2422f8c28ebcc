"""A file -> a scenario, or shared replies, with everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.adapters.scenario_files.building import NO_REPLIES, build, build_replies, clashes
from bot.adapters.scenario_files.faults import Fault, fault
from bot.adapters.scenario_files.mending import mend
from bot.adapters.scenario_files.models import RepliesModel, ScenarioModel
from bot.adapters.scenario_files.pitfalls import pitfalls
from bot.adapters.scenario_files.places import START, Map, Span, Text, child, exists, place, plain
from bot.adapters.scenario_files.problems import problems
from bot.adapters.scenario_files.reader import Document, read_file
from bot.adapters.scenario_files.schema import bare_schema
from bot.adapters.scenario_files.slips import Slip
from bot.core.checks import Finding, Path, Replies, outside
from bot.core.scenario import Scenario

MOST_FAULTS: Final = 100
"""Nobody reads more at once, and a hostile file must not make us compare words for minutes."""

_ROUNDS: Final = 8
"""Mending one fault can uncover another beneath it, never more levels than a file has."""

ModelT = TypeVar("ModelT", bound=BaseModel)


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

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep the findings that are about what this file itself says, errors first."""
        for found in sorted(findings, key=lambda found: found.code):
            slip = _placed(found, self.document) if self.room(found.code) else None
            if slip:
                self.slips.append(slip)

    def room(self, code: str) -> bool:
        """Whether one more error, or warning, is wanted; warnings never push out an error."""
        alike = [slip for slip in self.slips if slip.code.startswith("W") is code.startswith("W")]
        return len(alike) <= MOST_FAULTS

    def faults(self) -> list[Fault]:
        """All faults of the file in order, up to `MOST_FAULTS` errors and as many warnings."""
        slips = sorted(self.slips, key=lambda slip: (slip.span.line, slip.span.column, slip.code))
        errors = [slip for slip in slips if not slip.code.startswith("W")]
        warnings = [slip for slip in slips if slip.code.startswith("W")]
        shown = [*errors[:MOST_FAULTS], *warnings[:MOST_FAULTS]]
        if len(shown) < len(slips):
            shown.append(Slip("E190", START, {"most": str(MOST_FAULTS)}))
        return [fault(slip, self.file, self.document.lines) for slip in shown]


def open_sheet(path: FilePath, file: str) -> Sheet:
    """The file, read and looked through for YAML's traps; nothing is known of its meaning yet."""
    document = read_file(path)
    sheet = Sheet(path, file, document, list(document.slips))
    if document.root is not None:
        traps = list(islice(pitfalls(document.root, document.lines), MOST_FAULTS + 1))
        sheet.slips += traps
        sheet.holes |= {trap.hole for trap in traps if trap.hole is not None}
    return sheet


def load_replies(sheet: Sheet) -> None:
    """Fill in the shared replies of the sheet, if they can be read at all."""
    model = validate(sheet, RepliesModel)
    if model:
        sheet.replies = build_replies(model)


def load_scenario(sheet: Sheet, shared: Sheet | None, missing: str | None = None) -> None:
    """Fill in the scenario of the sheet; `missing` is a `replies from` for which no file is."""
    model = validate(sheet, ScenarioModel)
    if not model:
        return
    replies: Replies | None = NO_REPLIES
    if missing is not None:
        sheet.note([Finding("E208", ("replies from",), {"word": missing})])
        replies = None
    elif shared is not None:
        replies = shared.replies
    name = shared.path.name if shared else ""
    if not {("replies from",), ("silence",)} & sheet.holes:
        sheet.note(outside(clashes(model, replies, name), frozenset(sheet.holes)))
    sheet.scenario = build(model, replies or NO_REPLIES)


def validate(sheet: Sheet, model: type[ModelT]) -> ModelT | None:
    """The sheet as `model`, with stand-ins at the holes; None if it is past mending."""
    if sheet.document.root is None or len(sheet.slips) > MOST_FAULTS:
        return None
    data = plain(sheet.document.root)
    for hole in sorted(sheet.holes, key=len):
        mend(data, hole, extra=False)
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            found = list(islice(problems(error, bare_schema(model)), MOST_FAULTS + 1))
            _note_new(sheet, found)
            if len(found) > MOST_FAULTS:
                return None
            for one in found:
                mend(data, one.path, extra=one.code in ("E201", "E312"))
    return None


def _note_new(sheet: Sheet, found: list[Finding]) -> None:
    """Keep what is no consequence of an earlier fault, and remember the new holes."""
    for one in outside(found, frozenset(sheet.holes)):
        slip = _placed(one, sheet.document, everywhere=True)
        assert slip, "placed anywhere at all"
        sheet.slips.append(slip)
    sheet.holes |= {one.path for one in found if one.code not in ("E201", "E312")}


def _placed(found: Finding, document: Document, everywhere: bool = False) -> Slip | None:
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


def mapping(sheet: Sheet) -> Any:
    """The whole file as dict, list and str; an empty dict if it could not be read."""
    root = sheet.document.root
    return plain(root) if isinstance(root, Map) else {}
