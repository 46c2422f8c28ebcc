"""Into a text at its beginning or at any state: one play at a time, the newest."""

from typing import Final

from bot.conversation import consent
from bot.conversation.desk import play, rows
from bot.conversation.talk import Drill, Talk
from bot.core.checks.nearest import closest
from bot.core.engine import start
from bot.core.events import CallerSpoke, DrillEnded, Event
from bot.core.scenario import Ending, Scenario
from bot.core.session import Phase, replay
from bot.ports import Reply

LONGEST_WORD: Final = 60
"""Of what an author typed in the place of a state: it is repeated to them."""


async def from_the_start(talk: Talk, reference: str) -> Talk:
    """Play the text of this reference."""
    scenario = await _text(talk, reference)
    if scenario is None:
        return _gone(talk)
    if not talk.trainee.consented:
        return consent.welcome(talk)
    return _begin(talk, scenario, None)


async def offer(talk: Talk, reference: str) -> Talk:
    """The states of the text of this reference, as buttons."""
    scenario = await _text(talk, reference)
    return _offer(talk, scenario) if scenario else _gone(talk)


async def by_number(talk: Talk, detail: str) -> Talk:
    """To the state that the button `reference.number` names."""
    reference, _, number = detail.partition(".")
    scenario = await _text(talk, reference)
    if scenario is None:
        return _gone(talk)
    states = dict(enumerate(scenario.states))
    state = states.get(int(number)) if number.isascii() and number.isdigit() else None
    return await _to(talk, scenario, state) if state else _offer(talk, scenario)


async def by_name(talk: Talk, drill: Drill, state: str) -> Talk:
    """To the state of this name in the text that is being played."""
    if state in drill.scenario.states:
        return await _to(talk, drill.scenario, state)
    if not state:
        return _offer(talk, drill.scenario)
    word = state if len(state) <= LONGEST_WORD else f"{state[:LONGEST_WORD]}…"
    meant = closest(state, drill.scenario.states)
    return talk.saying(Reply(talk.page("desk_unknown", words=[word], meant=meant)))


async def _to(talk: Talk, scenario: Scenario, state: str) -> Talk:
    if not talk.trainee.consented:
        return consent.welcome(talk)
    drill = talk.drill
    if drill and _runs(drill, scenario):
        events = _enter(scenario, state, drill.session.spoken.get(state, 0))
        return play.told(talk.in_drill(drill.then(events)), events)
    return _begin(talk, scenario, state)


def _runs(drill: Drill, scenario: Scenario) -> bool:
    """Whether this drill is a play of that very text, and still going on."""
    same = play.is_play(drill) and drill.session.digest == scenario.digest
    return same and drill.session.phase is Phase.CALLING


def _begin(talk: Talk, scenario: Scenario, state: str | None) -> Talk:
    """A new play at the desk; whatever the author was in before is left behind, unscored."""
    seed = talk.tools.seed()
    events = start(scenario, seed=seed, language=talk.language)
    if state is not None:
        events = [events[0], *_enter(scenario, state, 0)]
    id_ = f"{play.PREFIX}{talk.tools.new_id()}"
    drill = Drill(id_, scenario, tuple(events), replay(events), saved=0)
    return play.told(talk.keeping(scenario).in_drill(drill), events)


def _enter(scenario: Scenario, state: str, times: int) -> list[Event]:
    """The caller in this state; with each time the next of its lines, so that all are seen."""
    found = scenario.states[state]
    if isinstance(found, Ending):
        return [DrillEnded(state)]
    return [CallerSpoke(state, times % len(found.lines))]


async def _text(talk: Talk, reference: str) -> Scenario | None:
    digest = rows.digest(reference)
    return await talk.tools.store.snapshot(digest) if digest else None


def _offer(talk: Talk, scenario: Scenario) -> Talk:
    more = max(0, len(scenario.states) - rows.MOST_STATES)
    return talk.saying(Reply(talk.page("desk_states", more=more), rows.states(scenario)))


def _gone(talk: Talk) -> Talk:
    said = talk.words.gettext("That text is not on the desk any more. Please send it again.")
    return talk.saying(Reply(said))
