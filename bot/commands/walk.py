"""`scamdrill walk`: everything that can be known of scenarios by walking through them."""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import cpu_count, get_context
from pathlib import Path
from typing import Any, Final, Literal

from rich.console import Console

from bot.adapters.drawing import walk_json
from bot.adapters.drawing.tables import details, overview
from bot.adapters.scenario_files import check, load_vocabulary
from bot.adapters.scenario_files.refusing import faulty_file
from bot.core.scenario import Scenario
from bot.core.vocabulary import Vocabulary
from bot.core.walking import Confusions, Walk, walk
from bot.errors import WrongUse

FEW: Final = 4
"""So many scenarios are walked here; more are shared among processes."""

WIDTH: Final = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; `confusions` is a file, or None for the assumed ones."""

    paths: tuple[Path, ...]
    plays: int
    seed: int
    acts: int
    form: Literal["text", "json"]
    language: str
    confusions: Path | None


def walk_files(wanted: Wanted, vocabulary_folder: Path) -> bool:
    """Print the walks of all scenarios at these paths; whether nothing is wrong.

    Errors: WrongUse for a path or a file of confusions that cannot be used; ScenarioError for
    a scenario with faults.
    """
    vocabulary = load_vocabulary(vocabulary_folder)
    confusions = load_confusions(wanted.confusions) if wanted.confusions else None
    scenarios = scenarios_at(wanted.paths, vocabulary)
    one = partial(
        walk,
        vocabulary,
        plays=wanted.plays,
        seed=wanted.seed,
        acts=wanted.acts,
        confusions=confusions,
    )
    walks = _walked(scenarios, one)
    if wanted.form == "json":
        data = [walk_json(found, wanted.language) for found in walks]
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(walks, wanted.language, measured=confusions is not None)
    return not any(found.problems for found in walks)


def scenarios_at(paths: Sequence[Path], vocabulary: Vocabulary) -> tuple[Scenario, ...]:
    """All scenarios at these paths. Errors: WrongUse, ScenarioError."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise WrongUse(f"There is no file or folder {', '.join(missing)}. Check the name.")
    report = check(paths, vocabulary, today=date.min)
    failed = faulty_file(report.faults)
    if failed:
        raise failed
    if not report.scenarios:
        raise WrongUse("There is no scenario at these paths.")
    return report.scenarios


def load_confusions(file: Path) -> Confusions:
    """The measured confusions: a JSON object {act: {act read instead: how likely}}.

    Errors: WrongUse.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUse(f"{file} cannot be read: {error}") from error
    rows: Any = found.get("confusions", found) if isinstance(found, dict) else None
    if not isinstance(rows, dict) or not all(_is_row(row) for row in rows.values()):
        raise WrongUse(f'{file} needs the form {{"discloses": {{"acknowledges": 0.04}}}}.')
    return rows


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(
        isinstance(share, int | float) and 0 <= share <= 1 for share in row.values()
    )


def _walked(scenarios: Sequence[Scenario], one: "partial[Walk]") -> list[Walk]:
    if len(scenarios) <= FEW or cpu_count() == 1:
        return [one(scenario) for scenario in scenarios]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(one, scenarios))


def _print(walks: Sequence[Walk], language: str, *, measured: bool) -> None:
    width = None if sys.stdout.isatty() else WIDTH
    console = Console(highlight=False, width=width)
    if len(walks) == 1:
        console.print(*details(walks[0], language, measured=measured), sep="\n")
    else:
        console.print(*overview(walks, language), sep="\n")
