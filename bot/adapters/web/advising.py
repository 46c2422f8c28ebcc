"""What to train next, with the calls to take for it."""

from dataclasses import dataclass

from bot.adapters.web.visit import Visit
from bot.core.overview import Advice
from bot.core.vocabulary import Kind
from bot.presentation.pages import habit_title


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """The habit, on which kind of calls, and calls as (id, title)."""

    habit: str
    genuine: bool
    calls: tuple[tuple[str, str], ...]


def shown_advice(visit: Visit, advice: Advice | None) -> ShownAdvice | None:
    """The advice in the words of this page."""
    if advice is None:
        return None
    titles = {one.id: one.title[visit.language] for one in visit.office.library.scenarios()}
    return ShownAdvice(
        habit_title(visit.office.vocabulary, advice.habit, visit.language),
        advice.kind is Kind.GENUINE,
        tuple((id_, titles.get(id_, id_)) for id_ in advice.scenarios),
    )
