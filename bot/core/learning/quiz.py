"""One person's way through a form: what happened, and where they stand.

As in a drill, the list of events is the one truth, and events carry no time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from bot.core.learning.forms import Action, Answered, Confidence, Form, Item
from bot.core.vocabulary import Kind


class Moment(StrEnum):
    """Why a person takes the quiz: for the first time, after practising, or to see what stayed.

    The first time is not always before practising: see `Quiz.unpractised`.
    """

    BEFORE = "before"
    AFTER = "after"
    REFRESHER = "refresher"


@dataclass(frozen=True, slots=True)
class QuizStarted:
    """`seed` orders the items; `digest` is that of the form.

    `drills` is how many drills the person had finished: only who had none is surely measured before
    practising.
    """

    form: str
    digest: str
    moment: Moment
    seed: int
    language: str
    drills: int = 0


@dataclass(frozen=True, slots=True)
class ItemAnswered:
    """One item with all three answers; half an answer leaves no event."""

    item: str
    verdict: Kind
    confidence: Confidence
    action: Action


@dataclass(frozen=True, slots=True)
class QuizEnded:
    """Every item was answered."""


@dataclass(frozen=True, slots=True)
class QuizLeft:
    """The person stopped before the end. Nothing of it is counted."""


QuizEvent = QuizStarted | ItemAnswered | QuizEnded | QuizLeft


@dataclass(frozen=True, slots=True)
class Quiz:
    """Where a person stands. `answers` are in the order in which they were given."""

    started: QuizStarted
    answers: tuple[ItemAnswered, ...] = ()
    over: bool = False
    whole: bool = False
    """Whether it was answered to the end: only such a quiz counts."""

    @property
    def unpractised(self) -> bool:
        """Whether the person had finished no drill when they began."""
        return self.started.moment is Moment.BEFORE and not self.started.drills


def replay(events: Iterable[QuizEvent]) -> Quiz:
    """The quiz that these events, `QuizStarted` first, add up to."""
    rest = iter(events)
    first = next(rest)
    assert isinstance(first, QuizStarted), "a quiz begins with QuizStarted"
    quiz = Quiz(first)
    for event in rest:
        quiz = after(quiz, event)
    return quiz


def after(quiz: Quiz, event: QuizEvent) -> Quiz:
    """The quiz once `event` has happened; an item answered again keeps its first answer."""
    match event:
        case ItemAnswered():
            known = any(answer.item == event.item for answer in quiz.answers)
            return quiz if known else replace(quiz, answers=(*quiz.answers, event))
        case QuizEnded():
            return replace(quiz, over=True, whole=True)
        case QuizLeft():
            return replace(quiz, over=True)
        case QuizStarted():
            raise AssertionError("a quiz starts once")


def order(form: Form, seed: int) -> Sequence[Item]:
    """The items in the order of this seed: the same every time, and another for other seeds."""
    return Random(seed).sample(form.items, len(form.items))


def waiting(quiz: Quiz, form: Form) -> Item | None:
    """The item to be answered next; None when there is none left.

    A form that was edited meanwhile offers what it holds now.
    """
    if quiz.over:
        return None
    done = {answer.item for answer in quiz.answers}
    left = (item for item in order(form, quiz.started.seed) if item.id not in done)
    return next(left, None)


def answer(quiz: Quiz, form: Form, given: ItemAnswered) -> tuple[QuizEvent, ...]:
    """What happens when the waiting item is answered; nothing for any other item."""
    item = waiting(quiz, form)
    if item is None or item.id != given.item:
        return ()
    last = waiting(after(quiz, given), form) is None
    return (given, QuizEnded()) if last else (given,)


def answered(quiz: Quiz, form: Form) -> tuple[Answered, ...]:
    """The answers with their items, as far as the form still holds these."""
    found = ((form.item(one.item), one) for one in quiz.answers)
    return tuple(
        Answered(item, one.verdict, one.confidence, one.action) for item, one in found if item
    )
