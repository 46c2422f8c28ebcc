"""Reports to take along, and plots to look at."""

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from bot.adapters.web.figures import PLOTS
from bot.adapters.web.visit import Visit
from bot.errors import NotYours
from bot.facilitation import reporting, viewing
from bot.facilitation.office import own_drill
from bot.ports import Looked
from bot.ports.reports import File, Format, Plot

GROUP: Final = (Format.HTML, Format.PDF, Format.XLSX, Format.CSV, Format.JSON)
DRILL: Final = (Format.HTML, Format.PDF, Format.PNG, Format.JSON)
"""The forms that are offered, those for reading first."""


async def group(visit: Visit) -> Response:
    """The report of a group; it tells of no single person."""
    cohort, form = await visit.cohort(), _form(visit, GROUP)
    report = await visit.site.figures.report(cohort)
    return await _file(partial(visit.site.reports.group, report, form, visit.language))


async def person(visit: Visit) -> Response:
    """The report of one member; the look is noted."""
    (cohort, member), form = await visit.member(), _form(visit, GROUP)
    report = await reporting.trainee_report(visit.office, cohort, member)
    return await _file(partial(visit.site.reports.trainee, report, form, visit.language))


async def drill(visit: Visit) -> Response:
    """The scorecard of one drill; the look is noted."""
    (cohort, member), form = await visit.member(), _form(visit, DRILL)
    practised = await own_drill(visit.office, member, visit.parts["session"])
    report = await reporting.drill_report(visit.office, cohort, member, practised)
    return await _file(partial(visit.site.reports.drill, report, form, visit.language))


async def group_plot(visit: Visit) -> Response:
    """A plot of a group's figures."""
    cohort, name = await visit.cohort(), visit.parts["plot"]
    if name not in PLOTS:
        raise NotYours("There is no such page.")
    return _picture(await visit.site.figures.plot(cohort, name, visit.language))


async def fading(visit: Visit) -> Response:
    """How what one person learnt fades; the look is noted."""
    cohort, member = await visit.member()
    await viewing.note(visit.office, cohort, member, Looked.TRAINEE)
    known = await reporting.refreshers(visit.office, cohort, member)
    now = visit.office.clock.now()
    return _picture(
        await asyncio.to_thread(visit.site.figures.plots.fading, known, now, visit.language)
    )


def _form(visit: Visit, offered: tuple[Format, ...]) -> Format:
    """The form that the address asks for. Errors: NotYours where it is not offered."""
    for form in offered:
        if form.value == visit.parts["form"]:
            return form
    raise NotYours("There is no such page.")


async def _file(write: Callable[[], File]) -> Response:
    file = await asyncio.to_thread(write)
    named = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(file.data, media_type=file.media_type, headers={"Content-Disposition": named})


def _picture(plot: Plot | None) -> Response:
    """The plot, or nothing at all where there is nothing to show."""
    if plot is None:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return Response(plot.image, media_type="image/svg+xml")
