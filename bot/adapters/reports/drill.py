"""The scorecard of one drill: what was heard, what the replies did, and nothing that was typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.reports.content import Cell, HabitBar, Report, Section, Table
from bot.adapters.reports.phrases import report_of
from bot.core.debrief import Moment, debrief
from bot.core.scenario import Scenario
from bot.core.scoring import HabitScore, Scorecard
from bot.core.transcript import Turn
from bot.core.vocabulary import Kind, Vocabulary
from bot.ports.reports import DrillReport
from bot.presentation.pages import act_title, habit_title
from bot.presentation.pseudonyms import pseudonym
from bot.presentation.scorecards import outcome_words, why
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class DrillWriter:
    """Writes the scorecard of a drill in one language."""

    vocabulary: Vocabulary
    language: str

    def write(self, report: DrillReport) -> Report:
        """All sections."""
        say = words(self.language).gettext
        name = pseudonym(report.number, self.language)
        subtitle = " · ".join((say("Scorecard"), name, report.taken.isoformat()))
        sections = list(self._sections(report.scenario, report.card))
        title = report.scenario.title[self.language]
        return report_of(self.language, title, subtitle, sections, synthetic=report.synthetic)

    def _sections(self, scenario: Scenario, card: Scorecard) -> Iterator[Section]:
        say = words(self.language).gettext
        yield Section(
            say("How the call ended"),
            (self._ending(card), say("%(total)s of 100") % {"total": card.total}),
        )
        yield self._habits(card)
        for moment in debrief(self.vocabulary, scenario, card).moments:
            yield self._moment(moment)
        yield Section(say("Advice"), (scenario.debrief[self.language],))
        yield self._turns(card)

    def _ending(self, card: Scorecard) -> str:
        say = words(self.language).gettext
        who = (
            say("The other person was genuine.")
            if card.kind is Kind.GENUINE
            else say("The other person was a scammer.")
        )
        return f"{who} {outcome_words(card.outcome, card.kind, self.language)}"

    def _habits(self, card: Scorecard) -> Section:
        say = words(self.language).gettext
        shown = tuple(self._bar(one) for one in card.habits)
        columns = (say("Habit"), say("Points"), say("Reply"), say("Why"))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                habit_title(self.vocabulary, habit.habit, self.language),
                f"{one.points:+d}",
                one.turn,
                why(self.vocabulary, one, self.language),
            )
            for habit in card.habits
            for one in (habit.evidence if habit.opportunities else ())
        )
        return Section(say("Habits"), bars=shown, table=Table(columns, rows) if rows else None)

    def _bar(self, habit: HabitScore) -> HabitBar:
        say = words(self.language).gettext
        percent = habit.percent
        shown = say("no opportunity") if percent is None else f"{percent} %"
        return HabitBar(habit_title(self.vocabulary, habit.habit, self.language), percent, shown)

    def _moment(self, moment: Moment) -> Section:
        say = words(self.language).gettext
        signs = [self.vocabulary.signs[sign] for sign in moment.heard.line.signs]
        told = (f"{sign.title[self.language]}: {sign.shows[self.language]}" for sign in signs)
        better = say("A reply that helps: “%(reply)s”") % {
            "reply": moment.better.prose[self.language]
        }
        heading = say("Worth another look: reply %(turn)s") % {"turn": moment.turn.number}
        return Section(heading, (f"“{moment.heard.line.prose[self.language]}”", *told, better))

    def _turns(self, card: Scorecard) -> Section:
        say = words(self.language).gettext
        columns = (say("Reply"), say("The caller said"), say("What the reply did"), say("Read by"))
        rows = tuple(self._turn(turn) for turn in card.transcript.turns)
        note = say("What was typed is not written out here.")
        return Section(say("The call, reply by reply"), (note,), table=Table(columns, rows))

    def _turn(self, turn: Turn) -> tuple[Cell, ...]:
        say = words(self.language).gettext
        heard = " ".join(f"“{one.line.prose[self.language]}”" for one in turn.heard)
        acts = ", ".join(act_title(self.vocabulary, act, self.language) for act in turn.acts)
        return (turn.number, heard, acts or "–", say("a person") if turn.judged else say("the bot"))
