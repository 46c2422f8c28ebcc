"""The scenarios, and the model that reads replies."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx

from bot.adapters.scenario_files import check, load_vocabulary
from bot.bootstrap import NLU_FOLDER
from bot.commands.checkup.finding import Finding, fine, note, wrong
from bot.config import Config
from bot.errors import ScamdrillError

ASKING: Final = "from components.train import fingerprint; print(fingerprint())"
SECONDS: Final = 60


def check_reading(config: Config, nlu: Path = NLU_FOLDER) -> Iterator[Finding]:
    """What is so with what is played and with what understands."""
    yield _scenarios(config.scenarios)
    if config.nlu.urls:
        yield from (_server(url) for url in config.nlu.urls)
    else:
        yield _model(nlu)


def _scenarios(folder: Path) -> Finding:
    try:
        vocabulary = load_vocabulary(folder)
        report = check([folder], vocabulary, today=datetime.now(UTC).date())
    except (ScamdrillError, OSError) as error:
        return wrong(f"The scenarios in {folder} cannot be read: {error}", "See config.yaml.")
    if not report.ok:
        return wrong(
            f"{len(report.errors)} faults stand in the scenarios.", f"Run: scamdrill check {folder}"
        )
    if not report.scenarios:
        return wrong(f"There are no scenarios in {folder}.", "See scenarios in config.yaml.")
    return fine(f"{len(report.scenarios)} scenarios can be played.")


def _model(nlu: Path) -> Finding:
    python, model = nlu / ".venv" / "bin" / "python", nlu / "models" / "nlu.tar.gz"
    if not python.exists():
        return wrong("The NLU is not set up: drills are played with buttons.", "Run: make nlu")
    if not model.exists():
        return wrong("There is no trained model: drills are played with buttons.", "Run: make nlu")
    try:
        asked = subprocess.run(  # noqa: S603 - our own command
            [python, "-c", ASKING],
            cwd=nlu,
            capture_output=True,
            text=True,
            check=True,
            timeout=SECONDS,
        )
        trained = json.loads(model.with_name("nlu.json").read_text(encoding="utf-8"))
        fresh = asked.stdout.strip() == trained["fingerprint"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return wrong("The NLU cannot be asked about its model.", "Run: make nlu")
    if not fresh:
        return note("The model is older than its data.", "Run: make nlu")
    return fine("The model is trained on the present data.")


def _server(url: str) -> Finding:
    try:
        answer = httpx.get(f"{url.rstrip('/')}/status", timeout=5, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return wrong(
            f"The NLU at {url} does not answer ({type(error).__name__}).",
            "Start it, or take it out of nlu.urls.",
        )
    if answer.status_code != httpx.codes.OK:
        return wrong(f"The NLU at {url} answers with {answer.status_code}.", "See its log.")
    return fine(f"The NLU at {url} answers.")
