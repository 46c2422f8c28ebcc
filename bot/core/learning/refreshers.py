"""When a person should meet a family of scams again, and in which call.

Training against impostors fades: a short lesson lasted three months only where a reminder came
(Burke et al., JEBO 198, 2022), and the effect is tied to what was trained (Robb & Wendel, Journal
of Consumer Policy, 2022). So each family has its own date, which every drill and quiz moves.

The dates come from FSRS (`fsrs` on PyPI, MIT licence): a published model of forgetting, fitted to
large public collections of reviews and kept up by its authors. A fixed ladder of intervals would
treat everybody alike, and one fitted to scam drills does not exist. Its weights were
learnt from flash cards, therefore two bounds of ours: no date lies beyond `LONGEST_DAYS`, and its
steps of minutes are left out, so that no date lies within a day. Its random fuzzing is off.

Nothing of this is stored: it is worked out from the finished drills and quizzes each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from random import Random
from typing import Final, Protocol

from fsrs import Card, Rating, Scheduler

from bot.core.learning.forms import Answered
from bot.core.learning.schemes import Family, families
from bot.core.scenario import Outcome, Scenario
from bot.core.vocabulary import Kind

LONGEST_DAYS: Final = 90
"""Burke et al. found that what was learnt without a reminder was gone after three months."""

WANTED: Final = 0.9
"""The chance of doing well again at which a refresher is due; FSRS's own default."""

FULL_MARKS: Final = 100

INTENSE: Final = 3
"""Calls of this level are offered again only to people who chose them before."""

_FSRS: Final = Scheduler(
    desired_retention=WANTED,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class Grade(IntEnum):
    """How well a family was mastered this time, in FSRS's own four steps."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Finished(Protocol):
    """A finished drill, as a person's history holds it."""

    @property
    def scenario(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def total(self) -> int: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Review:
    """One time that a person met a family."""

    family: Family
    at: datetime
    grade: Grade


@dataclass(frozen=True, slots=True)
class Refresher:
    """When a family is due again. `stability` is in days: after so many, recall falls to 0.9."""

    family: Family
    last: datetime
    due: datetime
    stability: float
    reviews: int

    def recall(self, at: datetime) -> float:
        """The chance of doing well again at this time, by the model, from 0 to 1."""
        card = Card(card_id=0, stability=self.stability, due=self.due, last_review=self.last)
        return float(_FSRS.get_card_retrievability(card, at.astimezone(UTC)))


def due(
    drills: Iterable[Finished],
    quizzes: Iterable[tuple[datetime, Sequence[Answered]]],
    library: Sequence[Scenario],
    now: datetime,
) -> tuple[Refresher, ...]:
    """The refreshers that are due, the longest overdue first.

    `quizzes` are those answered to the end, each with its time.
    """
    known = schedule([*drill_reviews(drills, library), *quiz_reviews(quizzes)])
    return tuple(one for one in known if one.due <= now)


def schedule(reviews: Iterable[Review]) -> tuple[Refresher, ...]:
    """The next date of every family that was met, the earliest first."""
    met: dict[Family, list[Review]] = {}
    for review in sorted(reviews, key=lambda review: review.at):
        met.setdefault(review.family, []).append(review)
    found = (_refresher(family, kept) for family, kept in met.items())
    return tuple(sorted(found, key=lambda one: (one.due, one.family)))


def drill_reviews(drills: Iterable[Finished], library: Sequence[Scenario]) -> list[Review]:
    """The reviews that drills yield; a drill in a scenario that is gone yields none."""
    known = families(library)
    kinds = {one.id: one.kind for one in library}
    return [
        Review(
            known[drill.scenario],
            drill.at,
            grade(Outcome(drill.outcome), drill.total, kinds[drill.scenario]),
        )
        for drill in drills
        if drill.scenario in known
    ]


def quiz_reviews(quizzes: Iterable[tuple[datetime, Sequence[Answered]]]) -> list[Review]:
    """One review for each family in a quiz: all right is good, half or more hard, else again.

    No quiz makes a family easy: telling a call is not yet standing up to it.
    """
    found = []
    for at, answers in quizzes:
        met: dict[Family, list[bool]] = {}
        for one in answers:
            met.setdefault(one.item.family, []).append(one.right)
        found += [Review(family, at, _told(rights)) for family, rights in met.items()]
    return found


def grade(outcome: Outcome, total: int, kind: Kind) -> Grade:
    """The grade of a drill: its ending, and for a safe one whether every habit was shown.

    A genuine call that stays open puts nobody in danger, so that it is no harder than a safe one.
    """
    match outcome:
        case Outcome.HARMED | Outcome.MISSED:
            return Grade.AGAIN
        case Outcome.OPEN if kind is Kind.GENUINE:
            return Grade.GOOD
        case Outcome.OPEN:
            return Grade.HARD
        case Outcome.SAFE:
            return Grade.EASY if total >= FULL_MARKS else Grade.GOOD


def choose(
    family: Family, drills: Sequence[Finished], library: Sequence[Scenario], seed: int
) -> Scenario | None:
    """A call to refresh this family with: one not met yet if there is one, scam or genuine.

    Both kinds are as likely, so that no refresher can be taken for a scam because it is one. Where
    every call was met, it is the one met longest ago. None if the family has no call to offer.
    """
    last: Mapping[str, datetime] = {one.scenario: one.at for one in drills}
    known = families(library)
    members = [
        one
        for one in library
        if known.get(one.id) == family and (one.level < INTENSE or one.id in last)
    ]
    fresh = [one for one in members if one.id not in last]
    if not fresh:
        return min(members, key=lambda one: last[one.id], default=None)
    random = Random(seed)
    kind = random.choice(list(Kind))
    of_kind = [one for one in fresh if one.kind is kind]
    return random.choice(of_kind or fresh)


def _refresher(family: Family, reviews: Sequence[Review]) -> Refresher:
    first = reviews[0].at.astimezone(UTC)
    card = Card(card_id=0, due=first)
    for review in reviews:
        at = review.at.astimezone(UTC)
        card, _ = _FSRS.review_card(card, Rating(review.grade), at)
    assert card.stability is not None
    assert card.last_review is not None
    return Refresher(family, card.last_review, card.due, card.stability, len(reviews))


def _told(rights: Sequence[bool]) -> Grade:
    right = sum(rights)
    if right == len(rights):
        return Grade.GOOD
    return Grade.HARD if 2 * right >= len(rights) else Grade.AGAIN
