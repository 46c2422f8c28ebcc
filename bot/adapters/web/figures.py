"""The figures of groups and their plots, kept until something changes: reckoning takes a while."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from bot.facilitation import reporting
from bot.facilitation.office import Office
from bot.ports import Cohort
from bot.ports.reports import GroupReport, Plot, Plots

MOST: Final = 64
"""Results kept: a few groups with their plots in both languages."""

REPORT: Final = "report"
TAKEN: Final = "taken"

T = TypeVar("T")
Drawn = Callable[[Plots, GroupReport, str], Plot | None]


def _learning(plots: Plots, report: GroupReport, language: str) -> Plot | None:
    scams, genuine = report.overview.scams, report.overview.genuine
    return plots.learning(scams, genuine, language) if scams and genuine else None


def _endings(plots: Plots, report: GroupReport, language: str) -> Plot | None:
    scams, genuine = report.overview.scams, report.overview.genuine
    return plots.endings(scams, genuine, language) if scams and genuine else None


def _telling(plots: Plots, report: GroupReport, language: str) -> Plot | None:
    return plots.telling_apart(report.quiz, language)


PLOTS: Final[Mapping[str, Drawn]] = {
    "learning": _learning,
    "endings": _endings,
    "telling": _telling,
}
"""The plots of a group by the name that stands in their address."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many calls somebody took, and when the last one."""

    drills: int
    last: datetime


@dataclass(slots=True)
class Figures:
    """What is shown of a group. Errors, of every call: StoreFailed; of `plot` CannotDraw too."""

    office: Office
    plots: Plots
    _kept: OrderedDict[Hashable, tuple[Hashable, Any]] = field(default_factory=OrderedDict)
    """Of a group and a figure the last result, and what it was made of: none outlives a change."""
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def report(self, cohort: Cohort) -> GroupReport:
        """All figures of a group as they are now."""
        return await self._once(cohort, REPORT, lambda: reporting.group_report(self.office, cohort))

    async def taken(self, cohort: Cohort) -> Mapping[str, Taken]:
        """How much each trainee has practised in the group; those who have not are left out."""

        async def reckon() -> Mapping[str, Taken]:
            found: dict[str, Taken] = {}
            for drill in await self.office.records.practised(cohort.id):  # oldest first
                before = found.get(drill.trainee)
                found[drill.trainee] = Taken(1 + (before.drills if before else 0), drill.at)
            return found

        return await self._once(cohort, TAKEN, reckon)

    async def plot(self, cohort: Cohort, name: str, language: str) -> Plot | None:
        """The plot of this name (one of `PLOTS`), None where there is nothing to show."""
        report = await self.report(cohort)
        return await self._once(
            cohort,
            (name, language),
            lambda: asyncio.to_thread(PLOTS[name], self.plots, report, language),
        )

    async def _once(self, cohort: Cohort, what: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """What `make` gives, made once however many ask, until something changes."""
        key = cohort.id, what
        async with self._lock:
            state = await self.office.records.state(cohort.id)
            made_of = cohort, state, self.office.clock.now().date()
            if key not in self._kept or self._kept[key][0] != made_of:
                self._kept[key] = made_of, await make()
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
            found: T = self._kept[key][1]
            return found
