"""What a group has practised, without anything that anybody wrote: what overviews are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.events import By, Role
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind


@dataclass(frozen=True, slots=True)
class Practised:
    """A finished drill of somebody in a cohort, without anything they wrote.

    `habits` are the percentages of the scorecard; a habit without an opportunity is left out.
    """

    session: str
    trainee: str
    scenario: str
    digest: str
    setting: str
    kind: Kind
    role: Role
    ending: str
    outcome: Outcome
    total: int
    habits: Mapping[Habit, int]
    at: datetime
    judged: bool


@dataclass(frozen=True, slots=True)
class ScoredReply:
    """A scored reply as the bot read it and, where somebody judged it, as they did.

    `confidence` is that of the least sure act; `acts` is None where nobody has judged the reply.
    """

    session: str
    trainee: str
    turn: int
    by: By
    confidence: float
    read: frozenset[str]
    acts: frozenset[str] | None
    at: datetime
