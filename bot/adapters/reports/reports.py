"""The Reports and Painter ports."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.adapters.reports import machine
from bot.adapters.reports.content import Report
from bot.adapters.reports.drill import DrillWriter
from bot.adapters.reports.group import GroupWriter
from bot.adapters.reports.naming import file, latin_name
from bot.adapters.reports.page import html
from bot.adapters.reports.printing import card, pdf
from bot.adapters.reports.sheets import csv_text, xlsx
from bot.adapters.reports.trainee import TraineeWriter
from bot.core.vocabulary import Vocabulary
from bot.errors import CannotDo
from bot.ports import Library, Picture
from bot.ports.reports import DrillReport, File, Format, GroupReport, Plots, TraineeReport
from bot.presentation.scorecards import scorecard_picture
from bot.presentation.words import words


class CardPainter:
    """Draws the card that goes with a scorecard."""

    def paint(self, picture: Picture) -> bytes:
        say = words(picture.language).gettext
        missing = ", ".join(bar.title for bar in picture.bars if bar.percent is None)
        untested = say("No opportunity in this call: %(habits)s") % {"habits": missing}
        return card(picture, untested if missing else "")


@dataclass(frozen=True, slots=True)
class FileReports:
    """Writes reports as files."""

    vocabulary: Vocabulary
    library: Library
    plots: Plots

    def group(self, report: GroupReport, form: Format, language: str) -> File:
        if form is Format.JSON:
            data = machine.group_json(report)
        else:
            writer = GroupWriter(self.vocabulary, self.library, self.plots, language)
            data = _form(writer.write(report), form, report.made)
        return file(data, form, report.made, "group", report.name, synthetic=report.synthetic)

    def trainee(self, report: TraineeReport, form: Format, language: str) -> File:
        name, day = latin_name(report.number), report.made.date()
        if form is Format.JSON:
            data = machine.trainee_json(report, name)
        else:
            writer = TraineeWriter(self.vocabulary, self.library, self.plots, language)
            data = _form(writer.write(report), form, day)
        return file(data, form, day, name, synthetic=report.synthetic)

    def drill(self, report: DrillReport, form: Format, language: str) -> File:
        name, day = latin_name(report.number), report.taken
        match form:
            case Format.JSON:
                data = machine.drill_json(report, name)
            case Format.PNG:
                picture = scorecard_picture(self.vocabulary, report.scenario, report.card, language)
                data = CardPainter().paint(picture)
            case Format.HTML | Format.PDF:
                data = _form(DrillWriter(self.vocabulary, language).write(report), form, day)
            case _:
                raise CannotDo("A single call is not handed out in this form.")
        return file(data, form, day, name, report.card.scenario, synthetic=report.synthetic)


def _form(report: Report, form: Format, day: date) -> bytes:
    made = datetime.combine(day, time(), UTC)
    match form:
        case Format.HTML:
            return html(report)
        case Format.PDF:
            return pdf(report, made)
        case Format.XLSX:
            return xlsx(report, made)
        case Format.CSV:
            return csv_text(report)
        case _:
            raise CannotDo("This report is not handed out in this form.")
