"""Drills of made-up groups, for tests of overviews."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.core.events import By, Role
from bot.core.practice import Practised, ScoredReply
from bot.core.scenario import Outcome
from bot.core.vocabulary import Habit, Kind

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)

POSSIBLE = {
    Kind.SCAM: (Outcome.SAFE, Outcome.OPEN, Outcome.HARMED),
    Kind.GENUINE: (Outcome.SAFE, Outcome.OPEN, Outcome.MISSED),
}


def drill(
    trainee: str = "heron",
    outcome: Outcome = Outcome.SAFE,
    kind: Kind = Kind.SCAM,
    *,
    day: int = 0,
    **more: Any,
) -> Practised:
    """A drill of the scenario "a-call" in its first edition, so many days after a Monday."""
    values: dict[str, Any] = {
        "session": f"{trainee}-{day}-{kind}",
        "scenario": "a-call",
        "digest": "first",
        "setting": "north",
        "role": Role.CALLED,
        "ending": "the-end",
        "total": 60,
        "habits": {},
        "judged": False,
    }
    at = MONDAY + timedelta(days=day)
    return Practised(trainee=trainee, outcome=outcome, kind=kind, at=at, **{**values, **more})


def reply(
    read: str = "verifies_independently",
    acts: str | None = None,
    *,
    session: str = "one",
    by: By = By.WORDS,
) -> ScoredReply:
    """A reply with the acts that were read and those that somebody saw in it, by spaces."""
    judged = None if acts is None else frozenset(acts.split())
    return ScoredReply(session, "heron", 1, by, 0.9, frozenset(read.split()), judged, MONDAY)


@st.composite
def drills(draw: st.DrawFn) -> Practised:
    kind = draw(st.sampled_from(Kind))
    percents = st.sampled_from([0, 25, 50, 75, 100])
    return drill(
        draw(st.sampled_from("abcdefgh")),
        draw(st.sampled_from(POSSIBLE[kind])),
        kind,
        day=draw(st.integers(0, 60)),
        scenario=draw(st.sampled_from(["a-call", "another", "gone"])),
        digest=draw(st.sampled_from(["first", "second"])),
        total=draw(st.integers(0, 100)),
        habits=draw(st.dictionaries(st.sampled_from(Habit), percents)),
    )


groups = st.lists(drills(), max_size=40).map(lambda found: sorted(found, key=lambda one: one.at))
