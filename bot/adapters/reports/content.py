"""A report before it takes a form: sections of sentences, bars, tables and plots, in one language.

Every form is made of the same value, so that a PDF says what the spreadsheet says.
"""

from dataclasses import dataclass

from bot.ports.reports import Plot

Cell = str | int | float | None
"""Numbers stay numbers, for spreadsheets; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class HabitBar:
    """A habit of one call; `percent` is None where the call gave no opportunity for it."""

    title: str
    percent: int | None
    shown: str
    """What stands beside the bar."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its own heading."""

    heading: str
    text: tuple[str, ...] = ()
    bars: tuple[HabitBar, ...] = ()
    table: Table | None = None
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `banner` stands on every page and sheet where people are simulated.

    `people` says in every row of a spreadsheet whether they are. `main` is the heading of the one
    table that is the CSV file; without it, that file holds all tables, a figure a row.
    """

    language: str
    title: str
    subtitle: str
    banner: str
    people: str
    footer: str
    sections: tuple[Section, ...]
    main: str | None = None
