"""What a group tells apart, before and after practising."""

from bot.adapters.reports.content import Cell, Section, Table
from bot.adapters.reports.phrases import estimate_words
from bot.core.learning.estimates import Change, Estimate, GroupMeasures
from bot.ports.reports import Plots, QuizFigures
from bot.presentation.words import words


def quiz_section(plots: Plots, quiz: QuizFigures, language: str) -> Section | None:
    """The quiz as a section; None where too few people took it."""
    plot = plots.telling_apart(quiz, language)
    if plot is None:
        return None
    say = words(language).gettext
    text = (
        say("Sensitivity d': how well the group tells scams from genuine calls; 0 is guessing."),
        say("Criterion c: above 0 the group trusts too readily, below 0 it suspects too readily."),
        say("In brackets: the 95-percent interval. d' and c use the log-linear correction."),
    )
    columns = ("", say("before practising"), say("after practising"), say("Change"))
    return Section(
        say("Telling scams from genuine calls"),
        text,
        table=Table(columns, _rows(quiz, language)),
        plot=plot,
    )


def _rows(quiz: QuizFigures, language: str) -> tuple[tuple[Cell, ...], ...]:
    say = words(language).gettext
    names = (
        (say("Number of people"), None),
        (say("scams recognised"), "hit_rate"),
        (say("genuine calls taken for scams"), "false_alarm_rate"),
        ("d'", "d_prime"),
        ("c", "criterion"),
        (say("AUC: area under the ROC curve"), "auc"),
        (say("scams answered well"), "protects"),
        (say("genuine calls answered well"), "serves"),
    )
    known = (quiz.before, quiz.after, quiz.change)
    return tuple((name, *(_cell(one, field) for one in known)) for name, field in names)


def _cell(known: GroupMeasures | Change | None, field: str | None) -> Cell:
    if known is None:
        return None
    if field is None:
        return known.people
    found: Estimate = getattr(known, field)
    return estimate_words(found)
