"""A course of some weeks: groups, who is in them, when they practise, what the facilitator does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.commands.demo import judging, quizzing, sitting
from bot.commands.demo.persons import Person, person
from bot.commands.demo.stage import Stage
from bot.core.scenario import Scenario
from bot.core.vocabulary import Kind
from bot.facilitation import groups
from bot.ports import Cohort

WEEKS: Final = 8
A_MINUTE: Final = 60.0
SMALL: Final = 4
"""The last group is too small to be broken down, so that one such can be seen."""

FEW: Final = 1.5
STAYS: Final = 0.5
"""Who is less diligent than that stops after so many weeks."""

INTENSE: Final = 3

NAMES: Final = (
    "월요 저녁반",
    "Evening class",
    "복지관 어르신 모임",
    "New arrivals",
    "장마당 동료들",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people, how many drills each on the whole, in how many groups, until when."""

    trainees: int
    drills_each: int
    cohorts: int
    seed: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Sitting:
    """Person `number` takes a call at this time: the `nth` of theirs."""

    at: datetime
    number: int
    nth: int


async def hold(stage: Stage, plan: Plan, facilitator: str, step: Callable[[int, int], None]) -> int:
    """Play the whole course; how many calls were taken.

    `step` is told how far it is, and of how far.
    """
    people = {number: person(number, plan.seed) for number in range(1, plan.trainees + 1)}
    cohorts = await _gather(stage, plan, facilitator, list(people.values()))
    sittings = sorted(_sittings(plan, people.values()), key=lambda one: (one.at, one.number))
    for done, one in enumerate(sittings, start=1):
        who, chance = people[one.number], Random(f"{plan.seed}:{one.number}:{one.nth}")
        stage.clock.moment = one.at
        scenario = _call(stage, who, one.nth, plan.seed)
        people[one.number] = await sitting.practise(stage, who, scenario, chance)
        step(done, len(sittings))
    stage.clock.moment = plan.until
    for who in people.values():
        if who.quizzes and who.diligence > STAYS:
            await quizzing.take_quiz(stage, who, Random(f"{plan.seed}:after:{who.number}"))
    for cohort in cohorts:
        await judging.look_in(stage, cohort, Random(f"{plan.seed}:{cohort.name}"))
    return len(sittings)


async def _gather(
    stage: Stage, plan: Plan, facilitator: str, people: Sequence[Person]
) -> list[Cohort]:
    """Found the groups, and have everybody join one by its link."""
    cohorts = []
    start = plan.until - timedelta(weeks=WEEKS)
    for at, members in enumerate(_shared_out(people, plan.cohorts)):
        stage.clock.moment = start + timedelta(hours=at)
        cohort = Cohort(stage.new_id(), name(at), facilitator, stage.clock.now(), synthetic=True)
        await stage.records.add_cohort(cohort)
        invitation = await groups.invite(stage.office, cohort)
        for who in members:
            stage.clock.pass_(A_MINUTE)
            await sitting.enter(stage, who, invitation.link)
            if who.quizzes:
                await quizzing.take_quiz(stage, who, Random(f"{plan.seed}:before:{who.number}"))
        await stage.records.revoke(cohort.id)
        cohorts.append(cohort)
    return cohorts


def name(at: int) -> str:
    """The name of the group in this place."""
    again = at // len(NAMES)
    return NAMES[at % len(NAMES)] + (f" {again + 1}" if again else "")


def _shared_out(people: Sequence[Person], cohorts: int) -> Iterator[Sequence[Person]]:
    """People by group: alike in size, but where there are several, the last has `SMALL`."""
    if cohorts == 1 or len(people) < cohorts * SMALL:
        yield from (people[at::cohorts] for at in range(cohorts))
        return
    large = people[:-SMALL]
    yield from (large[at :: cohorts - 1] for at in range(cohorts - 1))
    yield people[-SMALL:]


def _sittings(plan: Plan, people: Iterable[Person]) -> Iterator[Sitting]:
    """When each person practises: over all the weeks, or for the first few days only."""
    for who in people:
        chance = Random(f"{plan.seed}:calendar:{who.number}")
        weeks = WEEKS if who.diligence > STAYS else FEW
        first = plan.until - timedelta(weeks=WEEKS) + timedelta(days=2)
        seconds = (plan.until - first).total_seconds() * weeks / WEEKS
        count = round(plan.drills_each * who.diligence)
        moments = sorted(chance.uniform(0, seconds) for _ in range(count))
        for nth, moment in enumerate(moments):
            yield Sitting(first + timedelta(seconds=moment), who.number, nth)


def _call(stage: Stage, who: Person, nth: int, seed: int) -> Scenario:
    """Scam and genuine calls in turn, each time another, milder ones first."""
    chance = Random(f"{seed}:shelf:{who.number}")
    kind = Kind.SCAM if (nth + who.number) % 2 else Kind.GENUINE
    shelf = [one for one in stage.library.scenarios() if one.kind is kind]
    chance.shuffle(shelf)
    shelf.sort(key=lambda one: one.level >= INTENSE)
    return shelf[nth // 2 % len(shelf)]
