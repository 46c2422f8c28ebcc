"""What the NLU's answer means: the one place that knows its form."""

import json
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.core.vocabulary import UNCLEAR

MOST_OPTIONS: Final = 4
"""More choices than that are no help to somebody who only wrote a line."""


class _Act(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = Field(max_length=64)
    confidence: float = Field(ge=0, le=1)
    decision: Literal["act", "ask", "no"]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    acts: list[_Act]


def envelope(text: str, language: str | None, context: str | None) -> dict[str, str]:
    """The body of a request: Rasa passes on only `text`, so the rest travels inside of it."""
    return {"text": json.dumps({"text": text, "lang": language, "context": context})}


def understood(body: bytes, known: frozenset[str]) -> Understanding:
    """The understanding in an answer's body; `Unavailable` if the body makes no sense.

    `known` are the ids of acts and controls; anything else is left out.
    """
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError:
        return Unavailable()
    done = [act for act in answer.acts if act.decision == "act"]
    for act in done:
        if act.id == UNCLEAR:
            return NotUnderstood(round(act.confidence, 3))
    readings = _readings(done, known)
    if readings:
        return Understood(readings)
    options = _readings([act for act in answer.acts if act.decision == "ask"], known)
    return Unsure(options[:MOST_OPTIONS]) if options else NotUnderstood()


def _readings(acts: list[_Act], known: frozenset[str]) -> tuple[Reading, ...]:
    surest: dict[str, float] = {}
    for act in sorted(acts, key=lambda act: -act.confidence):
        if act.id in known:
            surest.setdefault(act.id, round(act.confidence, 3))
    return tuple(Reading(act, confidence) for act, confidence in surest.items())
