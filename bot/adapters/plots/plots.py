"""The Plots port: which figures, which words, and the same figures as a table."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.adapters.plots import endings, fading, learning, telling
from bot.adapters.plots.canvas import draw
from bot.core.learning.estimates import Estimate, GroupMeasures
from bot.core.learning.refreshers import Refresher
from bot.core.overview import Side
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind, Vocabulary
from bot.ports.reports import Plot, QuizFigures, Shape
from bot.presentation.pages import habit_title
from bot.presentation.wording import family_name, kind_name, outcome_name
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class MatplotlibPlots:
    """Draws with matplotlib, in the font that ships with the program."""

    vocabulary: Vocabulary

    def learning(
        self, scams: Side, genuine: Side, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        found = learning.curves((scams, genuine))
        if not found:
            return None
        say = words(language).gettext
        used = learning.Words(
            {habit: habit_title(self.vocabulary, habit, language) for habit in Habit},
            {kind: kind_name(kind, language) for kind in Kind},
            say("How often a call had tested the habit by then"),
        )
        longest = max(len(one.points) for one in found)
        columns = (say("Habit"), say("Kind"), *(str(time + 1) for time in range(longest)))
        rows = tuple(_curve_row(one, used, longest) for one in found)
        told = [_told(one, used, language) for one in found]
        title = say("Habits, from the first time to the last")
        compose = partial(learning.compose, found, used)
        return draw(compose, shape, title, " ".join(told), columns, rows)

    def endings(
        self, scams: Side, genuine: Side, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        say = words(language).gettext
        bars = [
            endings.Bar(kind_name(side.kind, language), side.endings)
            for side in (scams, genuine)
            if side.endings and sum(side.endings.values())
        ]
        if not bars:
            return None
        names = {outcome: outcome_name(outcome, language) for outcome in Outcome}
        rows = tuple(
            (bar.name, names[outcome], str(count), f"{round(100 * count / bar.calls)} %")
            for bar in bars
            for outcome, count in bar.counts.items()
        )
        told = [f"{name} – {ending}: {count} ({share})." for name, ending, count, share in rows]
        return draw(
            partial(endings.compose, bars, names),
            shape,
            say("How the calls ended"),
            " ".join(told),
            (say("Kind"), say("Ending"), say("Number"), say("Share")),
            rows,
        )

    def telling_apart(
        self, quiz: QuizFigures, language: str, shape: Shape = Shape.SVG
    ) -> Plot | None:
        say = words(language).gettext
        named = ((say("before practising"), quiz.before), (say("after practising"), quiz.after))
        points = [
            telling.Point(name, known, bool(after))
            for after, (name, known) in enumerate(named)
            if known
        ]
        if not points:
            return None
        used = telling.Words(
            across=say("genuine calls taken for scams"),
            up=say("scams recognised"),
            guessing=say("guessing"),
            trusting=say("trusts everybody"),
            suspecting=say("suspects everybody"),
            telling=say("tells them apart"),
        )
        rows = tuple(row for point in points for row in _rate_rows(point, used))
        told = [f"{when} – {what}: {count} ({rate})." for when, what, count, rate, _ in rows]
        return draw(
            partial(telling.compose, points, used),
            shape,
            say("Scams recognised, genuine calls suspected"),
            " ".join(told),
            (say("When"), say("What"), say("Number"), say("Share"), say("Interval (95 %)")),
            rows,
        )

    def fading(
        self,
        refreshers: tuple[Refresher, ...],
        now: datetime,
        language: str,
        shape: Shape = Shape.SVG,
    ) -> Plot | None:
        if not refreshers:
            return None
        say = words(language).gettext
        strips = [
            fading.Strip(
                family_name(self.vocabulary, one.family, language), one, _due(one, now, language)
            )
            for one in refreshers
        ]
        used = fading.Words(
            say("days from today; the line shows how likely it is to go well"), say("today")
        )
        rows = tuple(
            (strip.name, f"{round(100 * strip.refresher.recall(now))} %", strip.due)
            for strip in strips
        )
        return draw(
            partial(fading.compose, strips, now, used),
            shape,
            say("How long it lasts, and when to refresh it"),
            " ".join(f"{name}: {recall}, {due}." for name, recall, due in rows),
            (say("Kind of call"), say("Likely to go well today"), say("Refresher")),
            rows,
        )


def _curve_row(curve: learning.Curve, used: learning.Words, longest: int) -> tuple[str, ...]:
    percents = [f"{point.percent} %" for point in curve.points]
    missing = [""] * (longest - len(percents))
    return (used.habits[curve.habit], used.kinds[curve.kind], *percents, *missing)


def _told(curve: learning.Curve, used: learning.Words, language: str) -> str:
    said = words(language).gettext(
        "%(habit)s (%(calls)s): %(first)s %% at first, %(last)s %% at last."
    )
    return said % {
        "habit": used.habits[curve.habit],
        "calls": used.kinds[curve.kind],
        "first": curve.points[0].percent,
        "last": curve.points[-1].percent,
    }


def _rate_rows(point: telling.Point, used: telling.Words) -> list[tuple[str, str, str, str, str]]:
    known: GroupMeasures = point.measures
    return [
        (point.name, name, f"{share.count}/{share.of}", _percent(rate.value), _interval(rate))
        for name, share, rate in (
            (used.up, known.hits, known.hit_rate),
            (used.across, known.false_alarms, known.false_alarm_rate),
        )
    ]


def _interval(rate: Estimate) -> str:
    if rate.low is None or rate.high is None:
        return "–"
    return f"{_percent(rate.low)} – {_percent(rate.high)}"


def _percent(value: float) -> str:
    return f"{round(100 * value)} %"


def _due(refresher: Refresher, now: datetime, language: str) -> str:
    say = words(language).gettext
    if refresher.due <= now:
        return say("due now")
    return say("due on %(day)s") % {"day": refresher.due.date().isoformat()}
