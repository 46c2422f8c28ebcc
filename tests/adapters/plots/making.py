"""Figures to draw."""

from datetime import timedelta

from bot.core.learning.counts import Share
from bot.core.learning.measures import Estimate, GroupMeasures
from bot.core.learning.refreshers import Grade, Refresher, Review, schedule
from bot.core.learning.schemes import Family, Scheme
from bot.core.overview import GroupOverview, Side, group_overview
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind
from bot.ports.reports import QuizFigures
from tests.building import VOCABULARY, genuine, small
from tests.core.overview.making import MONDAY, drill, reply

BIRDS = ("heron", "crane", "swallow", "magpie", "sparrow", "goose")
LIBRARY = (small(id="a-call", digest="first"), genuine(id="bank", digest="first"))
NOW = MONDAY + timedelta(days=60)


def overview(people: int = 6, times: int = 3) -> GroupOverview:
    """A group in which everybody took so many scam calls and genuine ones, ever better."""
    endings = (Outcome.HARMED, Outcome.OPEN, Outcome.SAFE)
    true_endings = (Outcome.MISSED, Outcome.OPEN, Outcome.SAFE)
    drills = [
        drill(
            bird,
            (endings if kind is Kind.SCAM else true_endings)[time % 3],
            kind,
            day=7 * time,
            setting="south",
            scenario="a-call" if kind is Kind.SCAM else "bank",
            habits={habit: min(100, 50 * time) for habit in Habit},
        )
        for time in range(times)
        for bird in BIRDS[:people]
        for kind in Kind
    ]
    replies = [
        reply("delays", "delays", session="one"),
        reply("pleads", "bargains", session="two"),
    ]
    return group_overview(VOCABULARY, LIBRARY, max(people, 5), drills, replies)


def sides(people: int = 6, times: int = 3) -> tuple[Side, Side]:
    found = overview(people, times)
    assert found.scams
    assert found.genuine
    return found.scams, found.genuine


def measures(hits: float, alarms: float) -> GroupMeasures:
    def around(value: float) -> Estimate:
        return Estimate(value, max(0.0, value - 0.1), min(1.0, value + 0.1))

    return GroupMeasures(
        6,
        Share(round(60 * hits), 60),
        Share(round(60 * alarms), 60),
        around(hits),
        around(alarms),
        *(around(0.5) for _ in range(5)),
    )


QUIZ = QuizFigures(measures(0.5, 0.4), measures(0.8, 0.2))


def refreshers(count: int = 2) -> tuple[Refresher, ...]:
    """One refresher overdue, the others to come."""
    families = [Family(setting, scheme) for setting in ("south", "north") for scheme in Scheme]
    reviews = [
        Review(family, NOW - timedelta(hours=1, days=40 * (place == 0)), Grade.GOOD)
        for place, family in enumerate(families[:count])
    ]
    return schedule(reviews)
