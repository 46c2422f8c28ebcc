"""What every part of the talk needs: its tools, the person, and the step it is about to take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from gettext import NullTranslations

from bot.core.cards import Card
from bot.core.consent import Keeps
from bot.core.contacts import HelpContact
from bot.core.events import Event
from bot.core.learning.forms import Form
from bot.core.scenario import Scenario
from bot.core.scoring import Scorecard
from bot.core.session import Session, after
from bot.core.vocabulary import Vocabulary
from bot.facilitation.office import Office
from bot.ports import (
    Clock,
    Examiner,
    Joins,
    Leaves,
    Library,
    Message,
    Nlu,
    QuizStep,
    Reply,
    Step,
    Store,
    Trainee,
)
from bot.presentation.days import ZONE
from bot.presentation.pages import page
from bot.presentation.words import words


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator may change about the talk."""

    retention_days: int = 90
    silence_factor: float = 1.0
    """Multiplies every silence timer; 0 switches them off."""
    reading_seconds: float = 10.0
    """What a trainee gets on top of every silence timer, to read the line."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The concrete parts that the talk works with; `seed` and `new_id` bring in all randomness."""

    store: Store
    library: Library
    nlu: Nlu
    clock: Clock
    vocabulary: Vocabulary
    contacts: Mapping[str, Sequence[HelpContact]]
    seed: Callable[[], int]
    new_id: Callable[[], str]
    settings: Settings = field(default_factory=Settings)
    cards: Sequence[Card] = ()
    examiner: Examiner | None = None
    """Checks what authors send; without one there is no desk."""
    forms: Sequence[Form] = ()
    """The forms of the quiz; with fewer than two there is no quiz."""
    office: Office | None = None
    """What facilitators work with; without it there are no groups."""


@dataclass(frozen=True, slots=True)
class Drill:
    """The drill that a person is in: its scenario snapshot, its events and what they make."""

    id: str
    scenario: Scenario
    events: tuple[Event, ...]
    session: Session
    saved: int
    """How many of the events the store has already."""

    @property
    def mark(self) -> str:
        """Which drill it is, for the buttons made after the call."""
        return self.id[-6:]

    @property
    def place(self) -> str:
        """Where in which drill the call is, for the buttons made here."""
        return f"{self.mark}-{self.session.moves}"

    def then(self, events: Sequence[Event]) -> "Drill":
        """The drill once `events` have happened."""
        session = self.session
        for event in events:
            session = after(session, event)
        return replace(self, events=(*self.events, *events), session=session)


@dataclass(frozen=True, slots=True)
class Talk:
    """One message being answered. `with_…` methods return the talk one piece further."""

    tools: Tools
    message: Message
    trainee: Trainee
    at: datetime
    drill: Drill | None = None
    replies: tuple[Reply, ...] = ()
    silence: datetime | None = None
    snapshot: Scenario | None = None
    scorecard: Scorecard | None = None
    quiz: QuizStep | None = None
    membership: Joins | Leaves | None = None

    @property
    def language(self) -> str:
        """The person's language: the one they chose, else that of their app, else Korean."""
        return self.trainee.language or app_language(None)

    @property
    def words(self) -> NullTranslations:
        return words(self.language)

    def page(self, name: str, **values: object) -> str:
        return page(name, self.language, **values)

    def contacts(self, setting: str | None) -> Sequence[HelpContact]:
        """The help contacts of a setting, or those that fit everywhere."""
        contacts = self.tools.contacts
        return contacts.get(setting or "") or contacts.get("everywhere", ())

    def kept(self, text: str) -> str | None:
        """What is kept of a redacted reply: all of it, or nothing where the person said so."""
        return text if self.trainee.keeps is Keeps.REPLIES else None

    def day(self, at: datetime) -> date:
        """The day of this time for the person."""
        return at.astimezone(ZONE).date()

    def saying(self, *replies: Reply) -> "Talk":
        """The talk with more replies at its end."""
        return replace(self, replies=(*self.replies, *replies))

    def knowing(self, trainee: Trainee) -> "Talk":
        """The talk with the person changed."""
        return replace(self, trainee=trainee)

    def in_drill(self, drill: Drill | None) -> "Talk":
        """The talk in this drill; None leaves the drill."""
        trainee = replace(self.trainee, drill=drill.id if drill else None)
        return replace(self, drill=drill, trainee=trainee)

    def keeping(self, scenario: Scenario) -> "Talk":
        """The talk with this scenario kept as it is now."""
        return replace(self, snapshot=scenario)

    def waiting(self, seconds: int) -> "Talk":
        """The talk with the silence timer set to this long from now, as far as timers are on."""
        settings = self.tools.settings
        if not settings.silence_factor:
            return self
        wait = seconds * settings.silence_factor + settings.reading_seconds
        return replace(self, silence=self.at + timedelta(seconds=wait))

    def step(self) -> Step:
        """What is to be saved of it all."""
        drill = self.drill
        return Step(
            key=self.message.key,
            at=self.at,
            trainee=self.trainee,
            session=drill.id if drill else None,
            first_seq=drill.saved if drill else 0,
            events=drill.events[drill.saved :] if drill else (),
            silence=self.silence,
            snapshot=self.snapshot,
            scorecard=self.scorecard,
            quiz=self.quiz,
            replies=self.replies,
            membership=self.membership,
        )


def app_language(code: str | None) -> str:
    """The language of a person's app, as far as we speak it: English, or else Korean."""
    return "en" if code and not code.lower().startswith("ko") else "ko"
