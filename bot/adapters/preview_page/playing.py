"""The chat of the preview: moves -> what was said and what can be done next. Engine only.

The page keeps the list of moves and nothing else, so that after a change of the file the same
moves are simply played again, as far as they still lead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.core.engine import Chose, Spoke, Stimulus, Waited, advance, start
from bot.core.events import CallerSpoke, DrillEnded, Event
from bot.core.scenario import Ending, Scenario, Waiting
from bot.core.scoring import score
from bot.core.session import Phase, replay
from bot.core.transcript import spoken_line
from bot.core.understanding import Understood
from bot.core.vocabulary import Vocabulary

SILENCE: Final = "~silence"
OTHER: Final = "~other"
"""Moves that are no acts; no act's id begins with a tilde."""

MOST_MOVES: Final = 80
"""More than the engine lets a call run; a longer list did not come from the page."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the chat; the caller's carry the titles of their signs."""

    mine: bool
    text: str
    state: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A move that can be made, and the state that it leads to."""

    move: str
    title: str
    goes_to: str


@dataclass(frozen=True, slots=True)
class Chat:
    """The chat after some moves. `ending` is there once the call is over, with its `total`."""

    moves: tuple[str, ...] = ()
    bubbles: tuple[Bubble, ...] = ()
    options: tuple[Option, ...] = ()
    state: str = ""
    ending: Ending | None = None
    total: int | None = None
    dropped: int = 0
    """How many of the moves lead nowhere any more, since the file has changed."""


@dataclass(slots=True)
class _Call:
    scenario: Scenario
    vocabulary: Vocabulary
    language: str
    events: list[Event] = field(default_factory=list)


def played(
    scenario: Scenario, vocabulary: Vocabulary, moves: Sequence[str], language: str, seed: int
) -> Chat:
    """The chat after these moves; those after the first that cannot be made are dropped."""
    call = _Call(scenario, vocabulary, language)
    call.events += start(scenario, seed=seed, language=language)
    bubbles = list(_spoken(call, call.events))
    made: list[str] = []
    for move in moves[:MOST_MOVES]:
        session = replay(call.events)
        options = {one.move: one for one in _options(call, session.state)}
        if session.phase is not Phase.CALLING or move not in options:
            break
        new = advance(scenario, session, _stimulus(move))
        call.events += new
        made.append(move)
        bubbles += [Bubble(True, options[move].title), *_spoken(call, new)]
    return _chat(call, tuple(made), tuple(bubbles), len(moves) - len(made))


def _chat(call: _Call, made: tuple[str, ...], bubbles: tuple[Bubble, ...], dropped: int) -> Chat:
    session = replay(call.events)
    last = call.events[-1]
    if isinstance(last, DrillEnded):
        ending = call.scenario.states[last.state]
        assert isinstance(ending, Ending)
        card = score(call.vocabulary, call.scenario, call.events)
        total = card.total if card else None
        return Chat(made, bubbles, (), last.state, ending, total, dropped)
    options = tuple(_options(call, session.state))
    return Chat(made, bubbles, options, session.state, dropped=dropped)


def _stimulus(move: str) -> Stimulus:
    match move:
        case "~silence":
            return Waited()
        case "~other":
            return Spoke(None, Understood(()))
    return Chose(move)


def _options(call: _Call, state: str) -> Iterator[Option]:
    here = call.scenario.states.get(state)
    if not isinstance(here, Waiting):
        return
    for act, answer in here.answers.items():
        title = call.vocabulary.acts[act].button[call.language]
        yield Option(act, title, answer.go)
    korean = call.language == "ko"
    yield Option(OTHER, "그 밖의 대답" if korean else "Anything else", here.otherwise)
    yield Option(SILENCE, "(대답하지 않음)" if korean else "(stay silent)", here.silence.go)


def _spoken(call: _Call, events: Sequence[Event]) -> Iterator[Bubble]:
    for event in events:
        if isinstance(event, CallerSpoke):
            line = spoken_line(call.scenario, event)
            signs = tuple(call.vocabulary.signs[sign].title[call.language] for sign in line.signs)
            yield Bubble(False, line.prose[call.language], event.state, signs)
