"""The commands of the authoring desk, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415  (so that `check` need not wait for a web server)

from pathlib import Path
from typing import Final

import click

from bot.commands.options import CONFIG
from bot.config import ROOT, load_config
from bot.core.language import LANGUAGES

FOLDER: Final = click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of scenarios, unless it is the configured one.",
)
LANGUAGE: Final = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="en", help="ko or en."
)


@click.command()
@click.option("--id", help="The name of the new file, without .yaml.")
@click.option("--twin", help="The name of its genuine twin.")
@click.option("--setting", help="Where it plays: north, south, refugee, japan, online.")
@click.option("--medium", type=click.Choice(["call", "chat"]))
@click.option("--level", type=click.IntRange(1, 3))
@click.option("--title", help="Its title in the menu.")
@click.option("--caller", help="Who calls, or says they are.")
@click.option("--source", help="Where the case is documented.")
@FOLDER
@LANGUAGE
@CONFIG
def new(folder: Path | None, language: str, config_file: Path, **given: str | int | None) -> None:
    """Write a new scenario with its genuine twin; what is not given is asked.

    Example: scamdrill new --lang ko
    """
    from bot.commands.new import new_scenario

    new_scenario(folder or load_config(config_file).scenarios, given, language)


@click.command()
@click.option("--write", is_flag=True, help="Write docs/coverage.md instead of printing it.")
@FOLDER
@CONFIG
def coverage(*, folder: Path | None, config_file: Path, write: bool) -> int:
    """Say which file plays or explains each documented case.

    Example: scamdrill coverage --write
    """
    from bot.commands.coverage import show_coverage

    return 0 if show_coverage(folder or load_config(config_file).scenarios, write) else 1


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "var" / "published",
    help="The folder that keeps the published versions.",
)
@click.option("--dry-run", is_flag=True, help="Only say what has changed.")
@LANGUAGE
@CONFIG
def publish(
    *, paths: tuple[Path, ...], to: Path, dry_run: bool, language: str, config_file: Path
) -> int:
    """Keep a version of each scenario, and say what changed since the one before.

    Example: scamdrill publish scenarios/south --lang ko
    """
    from bot.commands.publish import publish as publish_files

    library = load_config(config_file).scenarios
    return 0 if publish_files(paths, library, to, language, dry_run=dry_run) else 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@CONFIG
def preview(file: Path, port: int, config_file: Path) -> None:
    """Show a scenario on a local page: graph, faults and a chat; it follows the file.

    Example: scamdrill preview scenarios/south/prosecutor-call.yaml
    """
    from bot.commands.preview import preview as serve_page

    serve_page(file, load_config(config_file).scenarios, port)


SHEET: Final = click.argument("sheet", type=click.Path(path_type=Path, dir_okay=False))
TO: Final = click.option("--to", "to", required=True, help="The language, such as ja or zh.")


@click.group()
def translate() -> None:
    """Take the prose of scenarios to translators and back, for a third language."""


@translate.command("export")
@SHEET
@TO
@click.option("--from", "source", type=click.Choice(LANGUAGES), default="en", help="ko or en.")
@FOLDER
@CONFIG
def export(sheet: Path, to: str, source: str, folder: Path | None, config_file: Path) -> None:
    """Write a PO file or a spreadsheet (by its ending), and a side file with the ids.

    Example: scamdrill translate export var/ja.po --to ja
    """
    from bot.commands.translate import Job, export_sheet, report

    job = Job(folder or load_config(config_file).scenarios, to, sheet)
    report(export_sheet(job, source), f"written to {sheet}")


@translate.command("import")
@SHEET
@TO
@FOLDER
@CONFIG
def import_(sheet: Path, to: str, folder: Path | None, config_file: Path) -> None:
    """Put translations into the scenarios; if anything is wrong, nothing is written.

    Example: scamdrill translate import var/ja.po --to ja
    """
    from bot.commands.translate import Job, import_sheet, report

    job = Job(folder or load_config(config_file).scenarios, to, sheet)
    report(import_sheet(job), "put into the scenarios")


DESK: Final[list[click.Command]] = [new, coverage, publish, preview, translate]
"""Every command of this module."""
