"""The report of a group: figures for trainers and donors, and no single person."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.reports.content import Cell, Report, Section, Table
from bot.adapters.reports.phrases import (
    advice_section,
    estimate_words,
    report_of,
    share_words,
    titles_of,
)
from bot.adapters.reports.quizzes import quiz_section
from bot.core.overview import FEWEST, HabitOverTime, Participation, Side, Verdicts
from bot.core.vocabulary import Vocabulary
from bot.ports import Library
from bot.ports.reports import GroupReport, Plots
from bot.presentation.pages import habit_title
from bot.presentation.wording import kind_name
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class GroupWriter:
    """Writes the report of a group in one language."""

    vocabulary: Vocabulary
    library: Library
    plots: Plots
    language: str

    def write(self, report: GroupReport) -> Report:
        """All sections; of a small group, only who took part."""
        say = words(self.language).gettext
        made = say("Group report of %(day)s") % {"day": report.made.isoformat()}
        return report_of(
            self.language,
            report.name,
            made,
            list(self._sections(report)),
            synthetic=report.synthetic,
        )

    def _sections(self, report: GroupReport) -> Iterator[Section]:
        overview, language = report.overview, self.language
        say = words(language).gettext
        yield self._participation(overview.participation)
        if overview.scams is None or overview.genuine is None:
            yield Section(say("Habits and endings"), (self._too_few(),))
            return
        sides = (overview.scams, overview.genuine)
        shares = [share_words(side.kind, side.well, language) for side in sides if side.well]
        endings = self.plots.endings(*sides, language)
        yield Section(say("How the calls ended"), tuple(shares) or (self._too_few(),), plot=endings)
        learning = self.plots.learning(*sides, language)
        if learning:
            yield Section(say("Habits, from the first time to the last"), plot=learning)
        for side in sides:
            if side.habits:
                yield self._habits(side)
        yield advice_section(self.vocabulary, self.library, overview.next, language)
        if quiz := quiz_section(self.plots, report.quiz, language):
            yield quiz
        for side in sides:
            if side.drills:
                yield self._calls(side)
        if overview.verdicts:
            yield self._verdicts(overview.verdicts)

    def _too_few(self) -> str:
        say = words(self.language).gettext
        return say(
            "Fewer than %(fewest)s people: nothing more is shown, so that nobody can be recognised."
        ) % {"fewest": FEWEST}

    def _participation(self, found: Participation) -> Section:
        say = words(self.language).gettext
        said = say("%(began)s of %(members)s people have finished a call; %(drills)s calls in all.")
        text = said % {"began": found.began, "members": found.members, "drills": found.drills}
        columns = (say("Week from"), say("Number of calls"), say("Number of people"))
        rows = tuple((one.monday.isoformat(), one.drills, one.people) for one in found.weeks or ())
        bands = " · ".join(
            say("%(calls)s calls: %(people)s people") % {"calls": calls, "people": people}
            for calls, people in _bands(found)
        )
        lines = (text, bands) if bands else (text,)
        return Section(say("Who took part"), lines, table=Table(columns, rows) if rows else None)

    def _habits(self, side: Side) -> Section:
        say = words(self.language).gettext
        columns = (
            say("Habit"),
            say("All calls (%)"),
            say("First time (%)"),
            say("Later (%)"),
            say("Number of people"),
            say("Number of calls"),
        )
        heading = say("Habits") + f": {kind_name(side.kind, self.language)}"
        rows = tuple(self._habit_row(one) for one in side.habits)
        what = say(
            "Of 100 calls that asked for a habit, in how many it was shown. "
            "Everybody counts once, however often they practise."
        )
        note = say("First and later times are of the people who met the habit more than once.")
        return Section(heading, (what, note), table=Table(columns, rows))

    def _habit_row(self, found: HabitOverTime) -> tuple[Cell, ...]:
        name = habit_title(self.vocabulary, found.habit, self.language)
        mean, change = found.mean, found.change
        return (
            name,
            mean.percent if mean else None,
            change.first.percent if change else None,
            change.later.percent if change else None,
            mean.people if mean else None,
            mean.drills if mean else None,
        )

    def _calls(self, side: Side) -> Section:
        say = words(self.language).gettext
        titles = titles_of(self.library, self.language)
        columns = (
            say("Call"),
            say("Number of calls"),
            say("Number of people"),
            say("Handled well"),
            say("Mean score"),
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                titles.get(one.scenario, one.scenario) + (" *" if one.revised else ""),
                one.drills,
                one.people,
                one.well.count,
                one.mean,
            )
            for one in side.calls
        )
        heading = say("Calls one by one") + f": {kind_name(side.kind, self.language)}"
        changed = say(
            "The scenario has changed since; this score does not compare with newer ones."
        )
        notes = [f"* {changed}"] if any(one.revised for one in side.calls) else []
        if side.not_shown:
            few = words(self.language).ngettext(
                "%(num)s more call is not shown, so that nobody's own result can be worked out.",
                "%(num)s more calls are not shown, so that nobody's own result can be worked out.",
                side.not_shown,
            )
            notes.append(few % {"num": side.not_shown})
        return Section(heading, tuple(notes), table=Table(columns, rows) if rows else None)

    def _verdicts(self, found: Verdicts) -> Section:
        say = words(self.language).gettext
        heading = say("Bot and facilitator")
        if not found.judged.count:
            return Section(heading, (say("Nobody has looked at the bot's readings yet."),))
        said = say(
            "Facilitators looked at %(judged)s of %(all)s replies; %(alike)s stood as the bot read "
            "them."
        )
        text = said % {
            "judged": found.judged.count,
            "all": found.judged.of,
            "alike": found.alike.count,
        }
        if found.alpha is None:
            return Section(heading, (text,))
        alpha = say("Krippendorff's alpha: %(alpha)s (1 is full agreement, 0 is chance).")
        return Section(heading, (text, alpha % {"alpha": estimate_words(found.alpha)}))


def _bands(found: Participation) -> Iterator[tuple[str, int]]:
    for band in found.bands or ():
        if band.people:
            most = "" if band.most == band.least else "–" if band.most is None else f"–{band.most}"
            yield f"{band.least}{most}", band.people
