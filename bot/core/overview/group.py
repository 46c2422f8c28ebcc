"""All figures of a group in one value."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.overview.advice import Advice, advise
from bot.core.overview.handling import FEWEST, editions
from bot.core.overview.participation import Participation, participation
from bot.core.overview.side import Side, side_of
from bot.core.overview.verdicts import Verdicts, verdicts
from bot.core.practice import Practised, ScoredReply
from bot.core.scenario import Scenario
from bot.core.vocabulary import Kind, Vocabulary


@dataclass(frozen=True, slots=True)
class GroupOverview:
    """A group. Of one with fewer than `FEWEST` members there is only the participation.

    `next` is None too where no habit is weak.
    """

    participation: Participation
    scams: Side | None
    genuine: Side | None
    next: Advice | None
    verdicts: Verdicts | None


def group_overview(
    vocabulary: Vocabulary,
    library: Sequence[Scenario],
    members: int,
    drills: Sequence[Practised],
    replies: Sequence[ScoredReply],
) -> GroupOverview:
    """The overview of a group of this size; `drills` oldest first."""
    took_part = participation(members, drills)
    if members < FEWEST:
        return GroupOverview(took_part, None, None, None, None)
    now = editions(library)
    return GroupOverview(
        took_part,
        side_of(Kind.SCAM, drills, now),
        side_of(Kind.GENUINE, drills, now),
        advise(vocabulary, library, drills, FEWEST),
        verdicts(replies),
    )
