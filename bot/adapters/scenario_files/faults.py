"""A fault in an author's file, and what a check of files hands back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.adapters.scenario_files.places import Span
from bot.adapters.scenario_files.slips import Slip
from bot.core.scenario import Scenario
from bot.errors import ScenarioError


class Severity(StrEnum):
    """Whether a scenario can be played in spite of a fault."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and the text of the line where it is."""

    code: str
    file: str
    span: Span
    line: str
    params: Mapping[str, str]
    suggestion: str | None = None

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the files it looked at, the scenarios that play, all faults in order."""

    files: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.severity is Severity.WARNING)

    @property
    def ok(self) -> bool:
        """Whether everything can be played; warnings do not count."""
        return not self.errors


class FaultyFile(ScenarioError):
    """A file cannot be used as it is written; `faults` say why, the message says it in English."""

    def __init__(self, message: str, faults: Iterable[Fault]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


def fault(slip: Slip, file: str, lines: list[str]) -> Fault:
    """The slip as a fault of this file."""
    at = slip.span.line
    line = lines[at - 1] if at <= len(lines) else ""
    return Fault(slip.code, file, slip.span, line, slip.params, slip.suggestion)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults by file and place, each once."""
    by_place = {_place(one): one for one in faults}
    return tuple(by_place[key] for key in sorted(by_place))


def _place(one: Fault) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
    words = sorted(one.params.items())
    return (one.file, one.span.line, one.span.column, one.code, tuple(words))
