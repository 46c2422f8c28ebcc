"""The shape of scenario files, as authors write them.

The descriptions are the hover help of editors: the JSON Schema is made from these models.
"""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from bot.adapters.scenario_files.fields import (
    Day,
    Id,
    Row,
    StateId,
    Translations,
    Whole,
    Words,
    choice,
)
from bot.adapters.scenario_files.parts import (
    ANSWERS,
    ENDING,
    HIGHEST_LOSS,
    MOST_STATES,
    MOST_TESTS,
    MOST_VARIANTS,
    MOST_WORDS,
    WAITING,
    AnswerModel,
    BetterModel,
    GoModel,
    LineModel,
    Part,
    SilenceModel,
)
from bot.core.learning.forms import EASIEST, HARDEST, Action
from bot.core.learning.schemes import Scheme
from bot.core.scenario import Basis, Medium, Outcome
from bot.core.vocabulary import Kind


class WaitingModel(Part):
    """A state in which the caller speaks and waits for a reply."""

    lines: list[LineModel] = Field(
        min_length=1,
        max_length=MOST_VARIANTS,
        alias="caller says",
        description="Variants; one is chosen by chance.",
    )
    answers: dict[str, AnswerModel] = ANSWERS
    otherwise: GoModel = Field(description="Where every other reply leads.")
    silence: SilenceModel | None = Field(
        None, description="In place of the shared rule for silence."
    )
    better: BetterModel | None = Field(
        None, alias="better reply", description="A reply that would have served the trainee better."
    )


class LossModel(Part):
    """What the person in the story lost."""

    amount: Annotated[int, Whole(1, HIGHEST_LOSS)]
    currency: Words = Field(description="Three letters, such as USD, KRW, KPW.")


class EndingModel(Part):
    """A state in which the call is over."""

    ends: Annotated[Outcome, choice(Outcome)] = Field(
        description="safe, open (not over yet), harmed, or missed (a genuine caller turned away)."
    )
    what_happens: Translations = Field(
        alias="what happens", description="What became of it, told outside of the role."
    )
    loss: LossModel | None = Field(None, description="What was lost, if anything was.")


def _tag(data: Any) -> str:
    return ENDING if isinstance(data, dict) and "ends" in data else WAITING


StateModel = Annotated[
    Annotated[WaitingModel, Tag(WAITING)] | Annotated[EndingModel, Tag(ENDING)],
    Discriminator(_tag),
]


class SourceModel(Part):
    """Where the case is documented."""

    what: Words = Field(description="The article, report or case.")
    basis: Annotated[Basis, choice(Basis)] = Field(description="How firmly this rests on it.")
    checked: Day = Field(description="When somebody last looked, as 2026-11-22.")


class _Shared(Part):
    unclear: list[LineModel] | None = Field(
        None,
        min_length=1,
        max_length=MOST_VARIANTS,
        description="Said when the caller did not understand.",
    )
    silence: SilenceModel | None = Field(None, description="The rule for silence in every state.")
    answers: dict[str, AnswerModel] = ANSWERS


class RepliesModel(_Shared):
    """Replies that all scenarios of a folder share."""

    replies: Id = Field(description="The name of this file, without .yaml.")
    states: dict[StateId, StateModel] = Field(
        {}, max_length=MOST_STATES, description="States that every scenario gets."
    )


_Tests = Annotated[
    dict[Words, Annotated[list[Words], Field(max_length=MOST_WORDS)]], Field(max_length=MOST_TESTS)
]


class ScenarioModel(_Shared):
    """A call or chat that can be rehearsed."""

    scenario: Id = Field(description="Its permanent name: small letters, digits and hyphens.")
    kind: Annotated[Kind, choice(Kind)] = Field(description="scam, or genuine (a control).")
    pair: Id | None = Field(None, description="The genuine call (or scam) that goes with it.")
    setting: StateId = Field(description="Where it plays; chooses the rules of scoring.")
    medium: Annotated[Medium, choice(Medium)] = Field(Medium.CALL, description="call or chat.")
    level: Annotated[int, Whole(1, 3)] = Field(description="1 mild, 2 medium, 3 intense.")
    content: list[StateId] = Field(
        [], max_length=MOST_WORDS, description="Content notes, shown before consent."
    )
    source: SourceModel = Field(description="What is known of the case, and since when.")
    covers: list[Row] = Field(
        [], max_length=MOST_WORDS, description="The documented cases that this plays, such as R06."
    )
    title: Translations = Field(description="Its name in the menu.")
    you_are: Translations = Field(alias="you are", description="Who the trainee is in it.")
    caller: Translations = Field(description="Who calls, or says they are.")
    replies_from: Id | None = Field(
        None, alias="replies from", description="A file of this folder with shared replies."
    )
    starts_at: StateId = Field(alias="starts at", description="The first state.")
    states: dict[StateId, StateModel] = Field(
        min_length=1, max_length=MOST_STATES, description="The states of the call."
    )
    debrief: Translations = Field(description="What to take away, read after the drill.")
    tests: dict[StateId, _Tests] = Field(
        {},
        max_length=MOST_STATES,
        description="Real replies for each state, with the acts that they do.",
    )


class CardModel(Part):
    """A documented case that is told and not played."""

    card: Id = Field(description="Its permanent name: the file's, without .yaml.")
    source: SourceModel = Field(description="Where the case is documented, and how firmly.")
    covers: list[Row] = Field(
        [], max_length=MOST_WORDS, description="The documented cases that this explains."
    )
    teaches: list[Words] = Field(
        min_length=1, max_length=MOST_WORDS, description="The warning signs to know it by."
    )
    title: Translations = Field(description="Its name in the list.")
    text: Translations = Field(description="What is known, in 60 to 120 words.")
    what_to_do: Translations = Field(alias="what to do", description="What protects, in short.")


class ItemModel(Part):
    """One short call of a quiz, to be told apart and answered."""

    item: Id = Field(description="Its permanent name: small letters, digits and hyphens.")
    kind: Annotated[Kind, choice(Kind)] = Field(description="scam, or genuine.")
    setting: StateId = Field(description="Where it plays.")
    scheme: Annotated[Scheme, choice(Scheme)] = Field(
        description="What is put forward: authority, family, offer or access."
    )
    medium: Annotated[Medium, choice(Medium)] = Field(Medium.CALL, description="call or chat.")
    difficulty: Annotated[int, Whole(EASIEST, HARDEST)] = Field(
        description="1 plain, 2 middling, 3 hard to tell."
    )
    source: SourceModel = Field(description="What it rests on, and how firmly.")
    says: Translations = Field(
        alias="caller says", description="One or two sentences, as on an awareness poster."
    )
    tell: Translations = Field(description="What gives it away, or why it is genuine.")
    right: list[Annotated[Action, choice(Action)]] = Field(
        min_length=1,
        max_length=len(Action),
        description="What serves here, the best first: comply, check, put_off, break_off.",
    )


class QuizModel(Part):
    """A form of the quiz: short calls to tell apart, parallel to those of the other form."""

    quiz: Id = Field(description="Its permanent name: the file's, without .yaml.")
    items: list[ItemModel] = Field(
        min_length=1, max_length=MOST_STATES, description="The calls, as many scams as genuine."
    )
