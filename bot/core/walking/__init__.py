"""Walking a scenario: every ending with its scores, random plays, persons, silence, misreadings."""

from bot.core.walking.confusion import Confusions, Impact, uniform
from bot.core.walking.lengths import Longest, Silence
from bot.core.walking.persons import Fate, Person
from bot.core.walking.plays import Plays, Spot
from bot.core.walking.scores import SILENCE, UNCLEAR, Extreme, Range, Step, ranges
from bot.core.walking.walk import PLAYS, Problem, Trouble, Walk, picture_facts, walk

__all__ = [
    "PLAYS",
    "SILENCE",
    "UNCLEAR",
    "Confusions",
    "Extreme",
    "Fate",
    "Impact",
    "Longest",
    "Person",
    "Plays",
    "Problem",
    "Range",
    "Silence",
    "Spot",
    "Step",
    "Trouble",
    "Walk",
    "picture_facts",
    "ranges",
    "uniform",
    "walk",
]
