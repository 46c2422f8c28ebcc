"""Simulated persons: what they are like, and what each does when a caller presses them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Final

from bot.core.consent import Keeps
from bot.core.scenario import Ending, Outcome, Scenario, State
from bot.core.vocabulary import Kind
from bot.core.walking.moves import Moves
from bot.core.walking.persons import COMPLIES, best_acts


class Temperament(StrEnum):
    """What somebody does as long as they do not know better."""

    CAUTIOUS = "cautious"
    TRUSTING = "trusting"
    SUSPICIOUS = "suspicious"
    """Takes every caller for a scammer."""
    FRIGHTENED = "frightened"
    """Falls silent, pleads, gives in; sometimes stops the exercise."""


@dataclass(frozen=True, slots=True)
class Skill:
    """How often somebody does what serves them, from 0 to 1, and how fast they learn."""

    scam: float
    genuine: float
    rate: float

    def of(self, kind: Kind) -> float:
        return self.scam if kind is Kind.SCAM else self.genuine

    def grown(self) -> "Skill":
        """The skill after one more drill; nobody becomes perfect."""
        best, rate = MOST, self.rate
        return replace(
            self,
            scam=self.scam + rate * max(0, best - self.scam),
            genuine=self.genuine + rate * max(0, best - self.genuine),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody simulated. `words` is how often they type where others press a button.

    `diligence` multiplies the drills asked for: 0 joins and never practises.
    """

    number: int
    temperament: Temperament
    language: str
    keeps: Keeps
    skill: Skill
    words: float
    diligence: float
    quizzes: bool
    """Whether they take the quiz before and after."""


@dataclass(frozen=True, slots=True)
class Does:
    """They do this act, in words or by a button."""

    act: str


@dataclass(frozen=True, slots=True)
class KeepsSilent:
    """They let the time run out."""


@dataclass(frozen=True, slots=True)
class Stops:
    """They have had enough of the exercise."""


Deed = Does | KeepsSilent | Stops

SHARES: Final = {
    Temperament.CAUTIOUS: 0.25,
    Temperament.TRUSTING: 0.3,
    Temperament.SUSPICIOUS: 0.2,
    Temperament.FRIGHTENED: 0.25,
}

LEAST: Final = 0.02
MOST: Final = 0.9
GIVES_IN: Final = 0.85

BEGINNERS: Final = {
    Temperament.CAUTIOUS: (0.4, 0.5),
    Temperament.TRUSTING: (0.08, 0.5),
    Temperament.SUSPICIOUS: (0.35, 0.08),
    Temperament.FRIGHTENED: (0.1, 0.2),
}
"""Their skill with scams and with genuine calls before any practice, give or take."""

REACTIONS: Final = {
    Temperament.CAUTIOUS: ("asks_identity", "asks_about_call", "delays", "acknowledges"),
    Temperament.SUSPICIOUS: ("names_scam", "ends_call", "defies", "refuses_disclosure"),
    Temperament.FRIGHTENED: ("pleads", "acknowledges", "discloses", "agrees_to_pay"),
}

DILIGENCE: Final = (0.0, 0.2, 0.6, 1.0, 1.0, 1.0, 1.2, 1.2, 1.4, 1.6)
"""Some never come back, some go on; the mean is near 1."""

ENGLISH: Final = 0.25
ACTS_ONLY: Final = 0.15
QUIZZES: Final = 0.5
SILENT: Final = 0.3
STOPPING: Final = 0.03
YIELDS: Final = 0.5
CUTS_OFF: Final = 0.5


def person(number: int, seed: int) -> Person:
    """The person of this number, the same for the same seed."""
    chance = Random(f"{seed}:person:{number}")
    temperament = chance.choices(list(SHARES), list(SHARES.values()))[0]
    scam, genuine = BEGINNERS[temperament]
    return Person(
        number=number,
        temperament=temperament,
        language="en" if chance.random() < ENGLISH else "ko",
        keeps=Keeps.ACTS if chance.random() < ACTS_ONLY else Keeps.REPLIES,
        skill=Skill(
            max(LEAST, scam + chance.uniform(-0.1, 0.1)),
            max(LEAST, genuine + chance.uniform(-0.1, 0.1)),
            chance.uniform(0.0, 0.12),
        ),
        words=chance.choice((0.5, 0.8, 0.95)),
        diligence=chance.choice(DILIGENCE),
        quizzes=chance.random() < QUIZZES,
    )


def deed(who: Person, moves: Moves, state: str, chance: Random) -> Deed:
    """What this person does now that the caller waits in `state`."""
    scenario = moves.scenario
    if chance.random() < who.skill.of(scenario.kind):
        return Does(chance.choice(best_acts(moves, state)))
    match who.temperament:
        case Temperament.TRUSTING:
            return Does(_gives_in(scenario, state, chance))
        case Temperament.SUSPICIOUS if scenario.kind is Kind.GENUINE and chance.random() < CUTS_OFF:
            return Does(chance.choice(_cutting_off(scenario, state)))
        case Temperament.FRIGHTENED if chance.random() < SILENT:
            return KeepsSilent()
        case Temperament.FRIGHTENED if chance.random() < STOPPING:
            return Stops()
        case Temperament.FRIGHTENED if chance.random() < YIELDS:
            return Does(_gives_in(scenario, state, chance))
    return Does(chance.choice(REACTIONS[who.temperament]))


def _cutting_off(scenario: Scenario, state: str) -> Sequence[str]:
    """The acts here with which a genuine caller is lost for good, else what the suspicious do."""
    answers = scenario.waiting(state).answers.items()
    lost = [act for act, answer in answers if _missed(scenario.states[answer.go])]
    return lost or REACTIONS[Temperament.SUSPICIOUS]


def _missed(state: State) -> bool:
    return isinstance(state, Ending) and state.outcome is Outcome.MISSED


def _gives_in(scenario: Scenario, state: str, chance: Random) -> str:
    answers = scenario.waiting(state).answers
    wanted = next((act for act in COMPLIES if act in answers), "acknowledges")
    return wanted if chance.random() < GIVES_IN else "asks_about_call"
