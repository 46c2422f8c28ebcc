"""`scamdrill preview`: a page on this machine that shows a scenario and follows its file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import uvicorn

from bot.adapters.drawing import draw, plan
from bot.adapters.preview_page import View, preview_app
from bot.adapters.scenario_files import check, load_vocabulary, message, remedy
from bot.core.vocabulary import Vocabulary
from bot.errors import WrongUse

LOOPBACK: Final = "127.0.0.1"
"""The page is for the author at this machine; nobody else can reach it."""


def preview(file: Path, library: Path, port: int) -> None:
    """Serve the page until interrupted. Errors: WrongUse where there is no such file."""
    if not file.is_file():
        raise WrongUse(f"There is no file {file}. Check the name.")
    vocabulary = load_vocabulary(library)
    app = preview_app(looker(file, vocabulary), lambda: version(file), vocabulary)
    click.echo(f"http://{LOOPBACK}:{port}/ (Ctrl+C ends it)", err=True)
    config = uvicorn.Config(
        app,
        host=LOOPBACK,
        port=port,
        log_config=None,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run()


def looker(file: Path, vocabulary: Vocabulary) -> Callable[[str], View]:
    """What reads the file anew and tells about it in a language."""

    def look(language: str) -> View:
        report = check([file], vocabulary, today=datetime.now(UTC).date())
        faults = tuple(
            (
                one.severity.value,
                f"{Path(one.file).name}:{one.span.line}:{one.span.column} {one.code}",
                message(one, language),
                remedy(one, language),
            )
            for one in report.faults
        )
        scenario = report.scenarios[0] if report.scenarios else None
        if scenario is None:
            return View(file.name, faults, None)
        picture = draw(plan(vocabulary, scenario, language))
        return View(file.name, faults, scenario, picture)

    return look


def version(file: Path) -> str:
    """Another text whenever the file, or the shared replies beside it, were saved."""
    stamps = []
    for path in sorted({file, file.with_name("common.yaml")}):
        try:
            stat = path.stat()
            stamps.append(f"{stat.st_mtime_ns}.{stat.st_size}")
        except OSError:
            stamps.append("-")
    return "_".join(stamps)
