"""The pieces of which scenario files are made: lines, answers, silence."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.adapters.scenario_files.fields import (
    Seconds,
    StateId,
    Translations,
    Whole,
    Words,
    choice,
    fault,
    is_language,
)
from bot.core.vocabulary import Habit

HIGHEST_LOSS = 10**12
"""In won this is more than any documented case; a larger number is a slip of the finger."""

MOST_STATES = 100
"""Nobody can keep a larger call in view, and every check stays quick up to here."""

MOST_VARIANTS = 30
MOST_WORDS = 30
"""Signs on a line, acts of a reply: there are fewer in the whole vocabulary."""

MOST_TESTS = 500
"""Replies for one state: more belong into the training data."""

PROSE = "\0prose"
WAITING, ENDING = "\0waiting", "\0ending"
"""Names that the models add to a path; no author can write them as keys of a file."""

_HabitName = Annotated[Habit, choice(Habit, "E205")]
_Points = dict[_HabitName, Annotated[int, Whole(-2, 2)]]


class Part(BaseModel):
    """A piece of a file; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Spoken(Part):
    """A piece whose translations stand beside its other keys."""

    prose: Translations = Field(alias=PROSE)

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        prose = {key: value for key, value in data.items() if is_language(key)}
        rest = {key: value for key, value in data.items() if key not in prose}
        return {PROSE: prose, **rest}


class LineModel(Spoken):
    """One thing that the caller can say, in every language."""

    signs: list[Words] = Field(
        [], max_length=MOST_WORDS, description="The warning signs that this wording carries."
    )
    chances: list[_HabitName] = Field(
        [],
        alias="chance for",
        max_length=MOST_WORDS,
        description="In genuine calls: the habits that a reply can show.",
    )


class BetterModel(Spoken):
    """A reply that would have served the trainee better here."""

    acts: list[Words] = Field(
        min_length=1, max_length=MOST_WORDS, description="What this reply does."
    )


class GoModel(Part):
    """Where the call goes on."""

    go: StateId = Field(description="The state that follows.")


class AnswerModel(GoModel):
    """Where an act leads."""

    points: _Points | None = Field(
        None, description="Habit points (-2 to 2) in place of the act's own; needs `because`."
    )
    because: Translations | None = Field(
        None, description="Why the points differ here; the trainee reads it."
    )

    @model_validator(mode="after")
    def _points_have_a_reason(self) -> Self:
        if self.points is not None and self.because is None:
            raise fault("E313")
        return self


class SilenceModel(GoModel):
    """What happens when the trainee says nothing."""

    after: Seconds = Field(description="How long to wait, such as 45s or 2m.")
    nudges: list[LineModel] = Field(
        [],
        alias="caller says",
        max_length=MOST_VARIANTS,
        description="Said once before the call goes on; one is chosen.",
    )


ANSWERS: Any = Field(
    {},
    alias="if trainee",
    max_length=MOST_STATES,
    description="Act -> where it leads; the first one decides.",
)
