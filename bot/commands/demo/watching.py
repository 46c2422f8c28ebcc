"""The real store, watched: whoever simulates a person sees in it how their drill or quiz stands."""

from collections.abc import Sequence
from dataclasses import replace

from bot.adapters.sqlite import SqliteStore
from bot.core.events import Event
from bot.core.learning import quiz as quizzes
from bot.core.session import Session, after, replay
from bot.ports import Address, QuizStep, Sitting, Step


class WatchedStore(SqliteStore):
    """Writes everything; what the person who practises just now has open it also remembers.

    With so many people one after the other, unsealing the same events again for every message
    would take most of the time.
    """

    drill: Session | None = None
    quiz: quizzes.Quiz | None = None

    _session: str | None = None
    _events: tuple[Event, ...] = ()
    _person: str | None = None
    _sittings: tuple[Sitting, ...] = ()

    async def save(self, address: Address, step: Step) -> bool:
        saved = await super().save(address, step)
        if saved and step.events and step.session:
            self._note_drill(step.session, step)
        if saved and step.quiz:
            await self._note_quiz(step.trainee.id, step.quiz, step)
        return saved

    async def events(self, session: str) -> Sequence[Event]:
        return self._events if session == self._session else await super().events(session)

    async def sittings(self, trainee: str) -> Sequence[Sitting]:
        if trainee != self._person:
            self._person, self._sittings = trainee, tuple(await super().sittings(trainee))
        return self._sittings

    def _note_drill(self, session: str, step: Step) -> None:
        if step.first_seq == 0:
            self._session, self._events = session, step.events
            self.drill = replay(step.events)
        elif session == self._session and self.drill:
            self._events += step.events
            for event in step.events:
                self.drill = after(self.drill, event)

    async def _note_quiz(self, trainee: str, taken: QuizStep, step: Step) -> None:
        if taken.first_seq == 0:
            self.quiz, self._person = quizzes.replay(taken.events), None
            await self.sittings(trainee)
        elif trainee == self._person and self.quiz:
            *others, last = self._sittings
            longer = replace(last, events=(*last.events, *taken.events), at=step.at)
            self._sittings = (*others, longer)
            for event in taken.events:
                self.quiz = quizzes.after(self.quiz, event)
