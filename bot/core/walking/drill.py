"""A drill played in memory on the real engine, with a clock that moves by silence alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.core.engine import Spoke, Stimulus, Waited, advance, start
from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard, score
from bot.core.session import Phase, Session, after, replay
from bot.core.understanding import NotUnderstood, Reading, Understood
from bot.core.vocabulary import Vocabulary

MOST_STIMULI: Final = 200
"""Three times the longest call that the engine allows: whoever is not through by then never is."""

UNREADABLE: Final = Spoke(None, NotUnderstood())
"""A reply in which nobody can read anything."""


def saying(acts: Iterable[str]) -> Spoke:
    """A reply that does exactly these acts, understood beyond doubt."""
    return Spoke(None, Understood(tuple(Reading(act, 1.0) for act in acts)))


@dataclass(slots=True)
class Drill:
    """One drill as it goes on. `seconds` is how long the trainee has let the caller wait."""

    scenario: Scenario
    events: list[Event]
    session: Session
    seconds: int = 0

    @classmethod
    def begin(cls, scenario: Scenario, seed: int) -> "Drill":
        """A drill that has just begun; the language is of no matter here."""
        events = start(scenario, seed=seed, language="ko")
        return cls(scenario, events, replay(events))

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.session.phase is not Phase.CALLING

    def take(self, stimulus: Stimulus) -> list[Event]:
        """Go on by one stimulus; the new events."""
        if isinstance(stimulus, Waited) and not self.over:
            self.seconds += self.scenario.waiting(self.session.state).silence.seconds
        new = advance(self.scenario, self.session, stimulus)
        for event in new:
            self.session = after(self.session, event)
        self.events += new
        return new

    def fall_silent(self) -> None:
        """Say nothing until the call has gone on to another line or is over."""
        moves = self.session.moves
        while not self.over and self.session.moves == moves:
            self.take(Waited())

    def scorecard(self, vocabulary: Vocabulary) -> Scorecard | None:
        """The scorecard once the call has ended."""
        return score(vocabulary, self.scenario, self.events)
