"""What leaves the system for people to read, keep or hand on: reports, plots and cards."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.core.learning.estimates import Change, GroupMeasures
from bot.core.learning.refreshers import Refresher
from bot.core.overview import GroupOverview, PersonOverview, Side
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard


class Format(StrEnum):
    """In which form a report is handed out. PNG is for single drills; CSV and XLSX are not."""

    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class File:
    """A finished report; `name` is safe in any file system and holds nobody's id."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """What a group told apart before and after practising; None where fewer than five did."""

    before: GroupMeasures | None = None
    after: GroupMeasures | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A group as donors may see it: figures, and no single person. `made` is the day of it."""

    name: str
    synthetic: bool
    overview: GroupOverview
    made: date
    quiz: QuizFigures = QuizFigures()


@dataclass(frozen=True, slots=True)
class TraineeReport:
    """One member, by their number, as their facilitator may see them at the time `made`."""

    number: int
    synthetic: bool
    overview: PersonOverview
    made: datetime
    refreshers: tuple[Refresher, ...] = ()


@dataclass(frozen=True, slots=True)
class DrillReport:
    """One finished drill of the member `number`; nothing that they typed is written out."""

    number: int
    synthetic: bool
    scenario: Scenario
    card: Scorecard
    taken: date


class Reports(Protocol):
    """Writes reports. It takes up to a second, so callers use a thread.

    Errors: `bot.errors.CannotDo` for a format that there is not; `bot.errors.CannotDraw`.
    """

    def group(self, report: GroupReport, form: Format, language: str) -> File:
        """The report of a group."""

    def trainee(self, report: TraineeReport, form: Format, language: str) -> File:
        """The report of one person."""

    def drill(self, report: DrillReport, form: Format, language: str) -> File:
        """The scorecard of one drill."""


class Shape(StrEnum):
    """SVG for pages, PNG for chats."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture of figures, with what it says for those who do not see it.

    `image` is a whole SVG document (text as paths; title and description inside) or a PNG file.
    `rows` are the same figures as a table under `columns`.
    """

    title: str
    description: str
    image: bytes
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Plots(Protocol):
    """Draws plots; None where there is nothing to show. The same figures give the same bytes.

    Errors: `bot.errors.CannotDraw`.
    """

    def learning(
        self, scams: Side, genuine: Side, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        """The learning curve of every habit, scam and genuine calls apart."""

    def endings(
        self, scams: Side, genuine: Side, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        """How calls ended, scam and genuine calls apart."""

    def telling_apart(
        self, quiz: QuizFigures, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        """Hits against false alarms, before and after practising."""

    def fading(
        self,
        refreshers: tuple[Refresher, ...],
        now: datetime,
        language: str,
        shape: Shape = Shape.SVG,
    ) -> Plot | None:
        """How what was learnt fades, family by family, until its refresher is due."""
