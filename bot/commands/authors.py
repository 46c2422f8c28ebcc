"""The commands for authors, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415  (so that `check` need not wait for a web server)

from pathlib import Path
from typing import Final, Literal

import click

from bot.commands.options import CONFIG, IN_ENGLISH
from bot.config import ROOT, load_config
from bot.core.language import LANGUAGES

FOLDER: Final = click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of scenarios, unless it is the configured one.",
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--ask-model", is_flag=True, help="Also tell which test replies it reads otherwise.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and show an example.")
@IN_ENGLISH
@CONFIG
def check(
    paths: tuple[Path, ...],
    form: Literal["text", "json", "sarif"],
    explain: str | None,
    language: str,
    config_file: Path,
    *,
    ask_model: bool,
) -> int:
    """Check scenario files and folders, and say what is wrong, where, and what to do.

    Example: scamdrill check scenarios/north --lang ko
    """
    from bot.commands.check import check_files, explain_code

    if explain:
        click.echo(explain_code(explain, language))
        return 0
    if not paths:
        raise click.UsageError("Name the files or folders to check, for example: scenarios")
    config = load_config(config_file)
    return 0 if check_files(config, paths, form, language, ask_model=ask_model) else 1


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--plays", type=click.IntRange(0, 100_000), default=300, help="Random plays; 300.")
@click.option("--seed", type=int, default=1, help="The same seed gives the same walk.")
@click.option("--acts", type=click.IntRange(1, 3), default=1, help="Acts of one reply; 1.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--confusions", type=click.Path(path_type=Path), help="From nlu evaluate, JSON.")
@IN_ENGLISH
@CONFIG
def walk(
    paths: tuple[Path, ...],
    plays: int,
    seed: int,
    acts: int,
    form: Literal["text", "json"],
    confusions: Path | None,
    language: str,
    config_file: Path,
) -> int:
    """Walk through scenarios: scores of every ending, plays, persons, silence, misreadings.

    Example: scamdrill walk scenarios/north/state-security-call.yaml --plays 1000
    """
    from bot.commands.walk import Wanted, walk_files

    wanted = Wanted(paths, plays, seed, acts, form, language, confusions)
    return 0 if walk_files(wanted, load_config(config_file).scenarios) else 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--svg", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--mermaid", "as_mermaid", is_flag=True, help="Mermaid text in place of SVG.")
@click.option("--plays", type=click.IntRange(0, 100_000), default=0, help="Show their coverage.")
@IN_ENGLISH
@CONFIG
def graph(
    file: Path, svg: Path | None, plays: int, language: str, config_file: Path, *, as_mermaid: bool
) -> None:
    """Draw a scenario: its states, what leads where, its endings with their scores.

    Example: scamdrill graph scenarios/north/police-call.yaml --svg police-call.svg
    """
    from bot.commands.graph import Picture, draw_graph

    wanted = Picture(file, svg, as_mermaid, plays, language)
    draw_graph(wanted, load_config(config_file).scenarios)


@click.command()
@click.option(
    "--print",
    "name",
    type=click.Choice(["scenario", "replies", "card", "quiz"]),
    help="Only show it.",
)
@CONFIG
def schema(name: str | None, config_file: Path) -> None:
    """Write the JSON Schemas with which editors complete and explain scenario files.

    Example: scamdrill schema
    """
    from bot.commands.schema import print_schema, write_schemas

    folder = load_config(config_file).scenarios
    if name:
        print_schema(name, folder)
        return
    changed = write_schemas(folder)
    for file in changed:
        click.echo(f"written: {file}", err=True)
    if not changed:
        click.echo("All schemas are current.", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default=ROOT / "docs" / "codes.md")
def codes(file: Path) -> None:
    """Write the page of all codes that `check` can report; docs/codes.md unless told otherwise.

    Example: scamdrill codes
    """
    from bot.commands.schema import write_codes

    click.echo(f"{'written' if write_codes(file) else 'current'}: {file}", err=True)


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
@IN_ENGLISH
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
@IN_ENGLISH
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


AUTHORS: Final = (
    *(new, check, walk, graph, preview, publish, translate),
    *(coverage, schema, codes),
)
"""Every command of this module."""
