"""The calls that can be practised: a list, and each of them with its graph."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup
from starlette.responses import Response

from bot.adapters.web.visit import Visit
from bot.core.scenario import Ending, Line, Scenario, Waiting
from bot.core.vocabulary import Vocabulary
from bot.errors import NotYours, ScenarioError
from bot.presentation.pages import act_title
from bot.presentation.scorecards import loss_words
from bot.presentation.wording import outcome_name


@dataclass(frozen=True, slots=True)
class ShownState:
    """A place in the call: what is said, and by which replies it goes where."""

    id: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    ways: tuple[tuple[str, str], ...]
    better: str | None


@dataclass(frozen=True, slots=True)
class ShownEnding:
    """A place where the call is over."""

    id: str
    outcome: str
    what_happens: str
    loss: str | None


async def index(visit: Visit) -> Response:
    """All calls, by setting."""
    settings = visit.office.vocabulary.settings
    shelves = [
        (settings[setting][visit.language], list(calls))
        for setting, calls in groupby(visit.office.library.scenarios(), lambda one: one.setting)
    ]
    return visit.page("library", shelves=shelves)


async def scenario(visit: Visit) -> Response:
    """One call: who calls, what is said, where it can end, and the graph of it."""
    found = _known(visit, visit.parts["scenario"])
    pair = _pair(visit, found)
    vocabulary, language = visit.office.vocabulary, visit.language
    states = [one for one in found.states.values() if isinstance(one, Waiting)]
    endings = [one for one in found.states.values() if isinstance(one, Ending)]
    return visit.page(
        "scenario",
        scenario=found,
        pair=pair,
        setting=vocabulary.settings[found.setting][language],
        content=[vocabulary.content[one][language] for one in found.content],
        states=[_state(vocabulary, one, language) for one in states],
        endings=[_ending(one, language) for one in endings],
        graph=Markup(visit.site.draw(found, language)),  # noqa: S704 - made and escaped by us
    )


def _known(visit: Visit, id_: str) -> Scenario:
    try:
        found = visit.office.library.scenario(id_)
    except ScenarioError:
        found = None
    if found is None:
        raise NotYours("There is no such call.")
    return found


def _pair(visit: Visit, one: Scenario) -> Scenario | None:
    """The genuine call that goes with a scam, or the other way round."""
    for other in visit.office.library.scenarios():
        if other.id == one.pair or other.pair == one.id:
            return other
    return None


def _state(vocabulary: Vocabulary, state: Waiting, language: str) -> ShownState:
    return ShownState(
        state.id,
        tuple(_line(vocabulary, line, language) for line in state.lines),
        tuple(_ways(vocabulary, state, language)),
        state.better.prose[language] if state.better else None,
    )


def _line(vocabulary: Vocabulary, line: Line, language: str) -> tuple[str, tuple[str, ...]]:
    signs = tuple(vocabulary.signs[sign].title[language] for sign in line.signs)
    return line.prose[language], signs


def _ways(vocabulary: Vocabulary, state: Waiting, language: str) -> Iterator[tuple[str, str]]:
    for act, answer in state.answers.items():
        yield act_title(vocabulary, act, language), answer.go


def _ending(ending: Ending, language: str) -> ShownEnding:
    return ShownEnding(
        ending.id,
        outcome_name(ending.outcome, language),
        ending.what_happens[language],
        loss_words(ending.loss, language) if ending.loss else None,
    )
