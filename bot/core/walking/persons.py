"""Five simulated persons, each of whom must come to an ending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.engine import Stimulus, Waited
from bot.core.scenario import Outcome
from bot.core.scoring import Scorecard
from bot.core.walking.drill import MOST_STIMULI, UNREADABLE, Drill, saying
from bot.core.walking.moves import Moves

COMPLIES: Final = (
    "agrees_to_pay",
    "installs_app",
    "discloses",
    "accepts_offer",
    "agrees_to_isolation",
    "bargains",
)
"""What a trusting person does, as far as the state has an answer to it, the worst first."""

PATIENCE: Final = 3
"""So often somebody types nonsense into one state; then they put the phone aside."""


class Person(StrEnum):
    """Who takes the call."""

    CAUTIOUS = "cautious"
    """Gives the author's better reply, or the reply that earns most."""
    TRUSTING = "trusting"
    """Does what the caller wants."""
    SILENT = "silent"
    """Never says a word."""
    ABUSIVE = "abusive"
    """Insults the caller, whatever happens."""
    GIBBERISH = "gibberish"
    """Types what nobody can read, presses no button, and in the end falls silent."""


@dataclass(frozen=True, slots=True)
class Fate:
    """How a person fared: the ending and its score (None if there was none), replies, seconds."""

    person: Person
    ending: str | None
    outcome: Outcome | None
    total: int | None
    turns: int
    seconds: int


def fate(moves: Moves, person: Person, seed: int) -> Fate:
    """What becomes of this person."""
    drill = Drill.begin(moves.scenario, seed)
    card = play_on(moves, drill, person)
    turns = drill.session.turn
    if card is None:
        return Fate(person, None, None, None, turns, drill.seconds)
    return Fate(person, card.ending, card.outcome, card.total, turns, drill.seconds)


def play_on(moves: Moves, drill: Drill, person: Person) -> Scorecard | None:
    """Let the person finish a drill that has begun; its scorecard, or None if it never ends."""
    for _ in range(MOST_STIMULI):
        if drill.over:
            break
        drill.take(_STIMULI[person](moves, drill))
    return drill.scorecard(moves.vocabulary)


def best_acts(moves: Moves, state: str) -> tuple[str, ...]:
    """The acts of the author's better reply, else the one act that earns most."""
    better = moves.waiting[state].better
    if better:
        return better.acts
    return (max(moves.vocabulary.acts, key=lambda act: sum(moves.points(state, act).values())),)


def _trusting(moves: Moves, drill: Drill) -> Stimulus:
    answers = moves.waiting[drill.session.state].answers
    return saying([next((act for act in COMPLIES if act in answers), "acknowledges")])


def _gibberish(_: Moves, drill: Drill) -> Stimulus:
    """After the silence that follows, the misses still count: the next line clears them."""
    return Waited() if drill.session.misses >= PATIENCE else UNREADABLE


_STIMULI: Final[Mapping[Person, Callable[[Moves, Drill], Stimulus]]] = {
    Person.CAUTIOUS: lambda moves, drill: saying(best_acts(moves, drill.session.state)),
    Person.TRUSTING: _trusting,
    Person.SILENT: lambda _, __: Waited(),
    Person.ABUSIVE: lambda _, __: saying(["defies"]),
    Person.GIBBERISH: _gibberish,
}
