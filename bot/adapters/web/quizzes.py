"""What a group tells apart, before and after practising, as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.learning.estimates import Change, Estimate, GroupMeasures
from bot.ports.reports import QuizFigures
from bot.presentation.words import words

SHARES: Final = ("hit_rate", "false_alarm_rate", "protects", "serves")
"""Figures that are told in percent."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure before and after practising, and what has changed; empty where too few took part."""

    name: str
    cells: tuple[str, ...]


def shown_quiz(quiz: QuizFigures, language: str) -> Sequence[ShownFigure]:
    """The figures of a group; none where fewer than five took a quiz."""
    if quiz.before is None and quiz.after is None:
        return ()
    say = words(language).gettext
    known = (quiz.before, quiz.after, quiz.change)
    people = tuple(str(one.people) if one else "" for one in known)
    names = {
        "hit_rate": say("scams recognised"),
        "false_alarm_rate": say("genuine calls taken for scams"),
        "d_prime": say("d' (telling them apart; 0 is guessing)"),
        "criterion": say("c (above 0 trusting, below 0 suspicious)"),
        "auc": say("AUC: area under the ROC curve"),
        "protects": say("scams answered well"),
        "serves": say("genuine calls answered well"),
    }
    return (
        ShownFigure(say("Number of people"), people),
        *(
            ShownFigure(title, tuple(_cell(one, name) for one in known))
            for name, title in names.items()
        ),
    )


def _cell(known: GroupMeasures | Change | None, name: str) -> str:
    if known is None:
        return ""
    found: Estimate = getattr(known, name)
    show = _percent if name in SHARES else "{:.2f}".format
    if found.low is None or found.high is None:
        return show(found.value)
    return f"{show(found.value)} ({show(found.low)} – {show(found.high)})"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
