"""The report of one person: their own calls and counts, and nobody to compare with."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.reports.content import Cell, Report, Section, Table
from bot.adapters.reports.phrases import advice_section, report_of, share_words, titles_of
from bot.core.events import Role
from bot.core.overview import PersonOverview, Taken
from bot.core.vocabulary import Kind, Vocabulary
from bot.ports import Library
from bot.ports.reports import Plots, TraineeReport
from bot.presentation.pages import habit_title
from bot.presentation.pseudonyms import pseudonym
from bot.presentation.wording import kind_name, outcome_name
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class TraineeWriter:
    """Writes the report of one person in one language."""

    vocabulary: Vocabulary
    library: Library
    plots: Plots
    language: str

    def write(self, report: TraineeReport) -> Report:
        """All sections; the calls are the main table."""
        say = words(self.language).gettext
        made = say("Report of %(day)s") % {"day": report.made.date().isoformat()}
        return report_of(
            self.language,
            pseudonym(report.number, self.language),
            made,
            list(self._sections(report)),
            say("Calls"),
            synthetic=report.synthetic,
        )

    def _sections(self, report: TraineeReport) -> Iterator[Section]:
        overview, language = report.overview, self.language
        say = words(language).gettext
        shares = ((Kind.SCAM, overview.scams), (Kind.GENUINE, overview.genuine))
        text = tuple(share_words(kind, share, language) for kind, share in shares if share.of)
        yield Section(say("At a glance"), text or (say("No call was finished yet."),))
        if overview.habits:
            yield self._habits(overview)
        yield advice_section(self.vocabulary, self.library, overview.next, language)
        if fading := self.plots.fading(report.refreshers, report.made, language):
            table = Table(fading.columns, fading.rows)
            yield Section(say("Refreshers"), table=table, plot=fading)
        if overview.history:
            yield self._history(overview.history)

    def _habits(self, overview: PersonOverview) -> Section:
        say = words(self.language).gettext
        columns = (say("Habit"), say("Kind"), say("Shown"), say("out of"), say("Each time (%)"))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                habit_title(self.vocabulary, one.habit, self.language),
                kind_name(one.kind, self.language),
                one.shown.count,
                one.shown.of,
                " → ".join(map(str, one.times)),
            )
            for one in overview.habits
        )
        note = say("In how many of the calls that tested a habit it was shown.")
        return Section(say("Habits"), (note,), table=Table(columns, rows))

    def _history(self, history: tuple[Taken, ...]) -> Section:
        say = words(self.language).gettext
        columns = (
            say("Day"),
            say("Call"),
            say("Kind"),
            say("Role"),
            say("Ending"),
            say("Handled well"),
            say("Score"),
            say("Version"),
            say("Seen by a person"),
        )
        titles = titles_of(self.library, self.language)
        rows = tuple(self._row(one, titles) for one in history)
        note = say("“Older”: the scenario has changed since; the score compares with no newer one.")
        text = (note,) if any(one.revised for one in history) else ()
        return Section(say("Calls"), text, table=Table(columns, rows))

    def _row(self, taken: Taken, titles: dict[str, str]) -> tuple[Cell, ...]:
        say = words(self.language).gettext
        drill = taken.drill
        yes, no = say("yes"), say("no")
        return (
            drill.at.date().isoformat(),
            titles.get(drill.scenario, drill.scenario),
            say("scam") if drill.kind is Kind.SCAM else say("genuine"),
            say("adviser") if drill.role is Role.ADVISER else say("person called"),
            outcome_name(drill.outcome, self.language),
            yes if taken.well else no,
            drill.total,
            say("older") if taken.revised else say("current"),
            yes if drill.judged else no,
        )
