"""Everything that can be wrong with a file: the one place for its codes, messages and remedies.

The messages, `--explain` and the page of error codes are all made from this. Codes are permanent:
E1 the file and its YAML, E2 words nobody knows, E3 how a scenario is built, E4 its prose and the
safety of people, W what a scenario can be played with.
"""

from collections.abc import Mapping
from typing import Final

from bot.adapters.scenario_files.catalogue.advice import ADVICE
from bot.adapters.scenario_files.catalogue.entry import Entry
from bot.adapters.scenario_files.catalogue.library import LIBRARY
from bot.adapters.scenario_files.catalogue.more_yaml import MORE_YAML
from bot.adapters.scenario_files.catalogue.prose import PROSE
from bot.adapters.scenario_files.catalogue.quizzes import QUIZZES
from bot.adapters.scenario_files.catalogue.shape import SHAPE
from bot.adapters.scenario_files.catalogue.structure import STRUCTURE
from bot.adapters.scenario_files.catalogue.words import WORDS
from bot.adapters.scenario_files.catalogue.yaml import YAML

CATALOGUE: Final[Mapping[str, Entry]] = {
    entry.code: entry
    for entry in (
        *YAML,
        *MORE_YAML,
        *WORDS,
        *STRUCTURE,
        *SHAPE,
        *PROSE,
        *ADVICE,
        *LIBRARY,
        *QUIZZES,
    )
}

__all__ = ["CATALOGUE", "Entry"]
