"""The quiz that a person is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.talk import Talk
from bot.core.learning.forms import Form, Item
from bot.core.learning.quiz import Quiz, replay, waiting
from bot.ports import Sitting


@dataclass(frozen=True, slots=True)
class Going:
    """The quiz that a person is in; `saved` counts the events that the store has."""

    id: str
    form: Form
    quiz: Quiz
    saved: int

    @property
    def place(self) -> str:
        """Which item of which quiz, for the buttons made here."""
        return f"{self.id[-6:]}-{len(self.quiz.answers)}"

    @property
    def item(self) -> Item:
        """The item that waits for an answer."""
        found = waiting(self.quiz, self.form)
        assert found is not None, "an open quiz waits for an answer"
        return found


def going_on(talk: Talk, known: Sequence[Sitting]) -> Going | None:
    """The open quiz among these sittings; None if there is none, or its form is gone."""
    sitting = next((one for one in known if one.id == talk.trainee.quiz), None)
    if sitting is None:
        return None
    quiz = replay(sitting.events)
    form = next((one for one in talk.tools.forms if one.id == quiz.started.form), None)
    if form is None or waiting(quiz, form) is None:
        return None
    return Going(sitting.id, form, quiz, len(sitting.events))
