"""`scamdrill graph`: a scenario as a picture, SVG or Mermaid."""

import sys
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.drawing import draw, mermaid, plan
from bot.adapters.scenario_files import load_vocabulary
from bot.commands.walk import scenarios_at
from bot.core.walking import picture_facts
from bot.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Picture:
    """What was asked for: `svg` None is standard output; `plays` 0 leaves the coverage out."""

    file: Path
    svg: Path | None
    as_mermaid: bool
    plays: int
    language: str


def draw_graph(wanted: Picture, vocabulary_folder: Path) -> None:
    """Write the picture of the scenario in this file.

    Errors: WrongUse for a file that cannot be read or written; ScenarioError for faults.
    """
    vocabulary = load_vocabulary(vocabulary_folder)
    scenarios = scenarios_at([wanted.file], vocabulary)
    if len(scenarios) > 1:
        raise WrongUse("A picture shows one scenario: name its file.")
    scenario = scenarios[0]
    scores, plays = picture_facts(vocabulary, scenario, wanted.plays)
    made = plan(vocabulary, scenario, wanted.language, scores, plays)
    text = mermaid(made) if wanted.as_mermaid else draw(made)
    if wanted.svg is None:
        sys.stdout.write(text)
        return
    try:
        wanted.svg.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{wanted.svg} cannot be written: {error.strerror}.") from error
