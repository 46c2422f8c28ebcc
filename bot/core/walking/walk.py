"""Everything that can be known of a scenario by walking through it, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.scenario import Outcome, Scenario
from bot.core.vocabulary import Vocabulary
from bot.core.walking.confusion import Confusions, Impact, impacts, uniform
from bot.core.walking.lengths import Longest, Silence, longest, silences
from bot.core.walking.moves import ACTS, Moves
from bot.core.walking.persons import Fate, Person, fate
from bot.core.walking.plays import Plays, play_at_random
from bot.core.walking.scores import Range, ranges

PLAYS: Final = 300
"""Random plays: enough to meet every variant of a call with a hundred lines several times."""


class Trouble(StrEnum):
    """What can be wrong with a scenario that has no faults in its file."""

    UNHEARD = "unheard"
    """A variant that no play could meet; of states themselves `check` tells that."""
    UNFAIR = "unfair"
    """A harmed (or missed) call can score above a safe one."""
    ENDLESS = "endless"
    """A person, silence or a random play does not come to an end."""
    UNSHOWN = "unshown"
    """A debrief explains a sign that was not shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `where` is a state, line, person or ending; `what` the rest."""

    trouble: Trouble
    where: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole walk: exact are `endings`, `silences` and, if it says so, `longest`.

    `plays` are a sample, `fates` and `impacts` hold for the one seed.
    """

    scenario: Scenario
    acts: int
    endings: tuple[Range, ...]
    plays: Plays
    fates: tuple[Fate, ...]
    silences: tuple[Silence, ...]
    longest: Longest
    impacts: tuple[Impact, ...]
    problems: tuple[Problem, ...]


def walk(
    vocabulary: Vocabulary,
    scenario: Scenario,
    *,
    plays: int = PLAYS,
    seed: int = 1,
    acts: int = ACTS,
    confusions: Confusions | None = None,
) -> Walk:
    """Walk through the scenario; `confusions` None stands for the assumed, uniform ones.

    `acts` is how many acts a reply does at most where the scores are searched for.
    """
    moves = Moves(vocabulary, scenario, acts)
    endings = ranges(moves)
    played = play_at_random(moves, plays, seed)
    fates = tuple(fate(moves, person, seed) for person in Person)
    quiet = silences(moves, seed)
    known = uniform(vocabulary.acts) if confusions is None else confusions
    problems = (
        *_unheard(played),
        *unfair(endings),
        *_endless(fates, quiet, played),
        *(Problem(Trouble.UNSHOWN, state, sign) for state, sign in played.unshown),
    )
    misread = impacts(moves, known, seed)
    told = tuple(dict.fromkeys(problems))
    return Walk(scenario, acts, endings, played, fates, quiet, longest(moves), misread, told)


def picture_facts(
    vocabulary: Vocabulary, scenario: Scenario, plays: int, seed: int = 1
) -> tuple[tuple[Range, ...], Plays | None]:
    """Only what a picture shows: the scores of every ending, and `plays` random plays if any."""
    moves = Moves(vocabulary, scenario)
    return ranges(moves), play_at_random(moves, plays, seed) if plays else None


def _unheard(plays: Plays) -> Iterator[Problem]:
    for spot in plays.never:
        yield Problem(Trouble.UNHEARD, spot.state or "unclear", f"{spot.said} {spot.line + 1}")


def unfair(endings: tuple[Range, ...]) -> Iterator[Problem]:
    """A problem for each harmed ending that can score above a safe one."""
    safe = [
        one.lowest.total
        for one in endings
        if one.ending.outcome is Outcome.SAFE and one.lowest is not None
    ]
    for one in endings:
        bad = one.ending.outcome is Outcome.HARMED
        if bad and one.highest and safe and one.highest.limit > min(safe):
            scores = f"{one.highest.limit} > {min(safe)}"
            yield Problem(Trouble.UNFAIR, one.ending.id, scores)


def _endless(
    fates: tuple[Fate, ...], quiet: tuple[Silence, ...], plays: Plays
) -> Iterator[Problem]:
    yield from (Problem(Trouble.ENDLESS, one.person) for one in fates if one.ending is None)
    yield from (Problem(Trouble.ENDLESS, one.state) for one in quiet if one.ending is None)
    yield from (Problem(Trouble.ENDLESS, f"--seed {seed}") for seed in plays.endless)
