"""Reports to write out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.adapters.plots import MatplotlibPlots
from bot.adapters.reports import FileReports
from bot.adapters.reports.content import Cell, Report, Section, Table
from bot.core.events import Judged, Verdict
from bot.core.overview import person_overview
from bot.core.scenario import Scenario
from bot.core.vocabulary import Habit
from bot.ports.reports import DrillReport, GroupReport, TraineeReport
from tests.adapters.plots.making import LIBRARY, NOW, QUIZ, overview, refreshers
from tests.building import VOCABULARY, Call, small
from tests.core.overview.making import drill

TYPED = "I keep nine hundred dollars under the floor"


class Shelf:
    """The library of these reports."""

    def scenarios(self) -> tuple[Scenario, ...]:
        return LIBRARY

    def scenario(self, id: str) -> Scenario | None:
        return next((one for one in LIBRARY if one.id == id), None)


REPORTS = FileReports(VOCABULARY, Shelf(), MatplotlibPlots(VOCABULARY))


def group(people: int = 6, name: str = "Tuesday group", **more: Any) -> GroupReport:
    return GroupReport(
        **{
            "name": name,
            "synthetic": False,
            "overview": overview(people),
            "made": NOW.date(),
            "quiz": QUIZ,
            **more,
        }
    )


def small_group() -> GroupReport:
    """Four people: too few to be broken down."""
    whole = overview(4)
    only = replace(whole, scams=None, genuine=None, next=None, verdicts=None)
    return GroupReport("Tuesday group", False, only, NOW.date())


def trainee(drills: int = 4, **more: Any) -> TraineeReport:
    taken = [
        drill(
            "her-secret-id",
            day=day,
            setting="south",
            digest="older" if day == 0 else "first",
            habits={Habit.VERIFY: 50, Habit.PAY: 25},
            judged=day == 1,
        )
        for day in range(drills)
    ]
    known: dict[str, Any] = {"number": 3, "synthetic": False, "made": NOW + timedelta(hours=1)}
    seen = person_overview(VOCABULARY, LIBRARY, taken)
    return TraineeReport(**{**known, "overview": seen, "refreshers": refreshers(), **more})


def scorecard(scenario: Scenario | None = None, **more: Any) -> DrillReport:
    call = Call(scenario or small(id="a-call"))
    call.say("discloses", text=TYPED)
    call.say("agrees_to_pay", text=TYPED)
    call.events.append(Judged(2, Verdict.CHANGED, ("delays",), "a-facilitator", "she only waited"))
    known: dict[str, Any] = {"number": 3, "synthetic": False, "taken": NOW.date()}
    return DrillReport(**{**known, "scenario": call.scenario, "card": call.card, **more})


def plain(*rows: tuple[Cell, ...], banner: str = "", main: str | None = None) -> Report:
    """A report of one table with these rows."""
    table = Table(tuple(f"column {place}" for place in range(len(rows[0]))), rows)
    section = Section("A table", table=table)
    return Report("en", "A title", "of a day", banner, "real", "a footer", (section,), main)
