"""The commands for facilitators, as the command line knows them.

Each imports what it needs when it is called, as in `bot.cli`.
"""

# ruff: noqa: PLC0415

import asyncio
from pathlib import Path
from typing import Final

import click

from bot.commands.options import CONFIG, IN_KOREAN, settings_of


@click.command()
@CONFIG
def web(config_file: Path) -> None:
    """Serve the facilitators' page by itself; the bot may run beside it.

    Example: scamdrill web
    """
    from bot.bootstrap import set_up_logging
    from bot.commands.serving import run_service
    from bot.commands.web import serve_page

    config, secrets = settings_of(config_file)
    set_up_logging(config.log.format)
    run_service(serve_page(config, secrets))


@click.command("web-login")
@click.argument("who", metavar="CHANNEL:ID")
@IN_KOREAN
@CONFIG
def web_login(who: str, language: str, config_file: Path) -> None:
    """Print a link that opens the facilitators' page once, for a facilitator.

    Example: scamdrill web-login telegram:123456789 --lang en
    """
    from bot.commands.web import print_login

    asyncio.run(print_login(*settings_of(config_file), who, language))


@click.command("demo-data")
@click.option("--trainees", type=click.IntRange(1, 5000), default=200, show_default=True)
@click.option("--drills-each", type=click.IntRange(0, 1000), default=10, show_default=True)
@click.option("--cohorts", type=click.IntRange(1, 50), default=4, show_default=True)
@click.option("--seed", type=int, default=1, help="The same seed gives the same course.")
@click.option(
    "--facilitator",
    metavar="CHANNEL:ID",
    default="terminal:you",
    show_default=True,
    help="Who runs the groups.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to fill, unless it is the configured one.",
)
@click.option("--beside-others", is_flag=True, help="Even where there are people already.")
@CONFIG
def demo_data(
    trainees: int,
    drills_each: int,
    cohorts: int,
    seed: int,
    facilitator: str,
    store: Path | None,
    config_file: Path,
    *,
    beside_others: bool,
) -> None:
    """Fill a store with groups of simulated people who really take calls and quizzes.

    Their groups are marked as synthetic on every page and in every export.

    Example: scamdrill demo-data --trainees 200 --seed 1 --store var/demo.db
    """
    from bot.commands.demo import Demo, fill_store

    wanted = Demo(trainees, drills_each, cohorts, seed, facilitator, beside_others)
    config, secrets = settings_of(config_file)
    path = store or config.store.path
    calls = fill_store(config, secrets, wanted, path)
    click.echo(f"{trainees} simulated people took {calls} calls: {path}")
    click.echo(f"To look at them: scamdrill web, and scamdrill web-login {facilitator}", err=True)


@click.command()
@click.option("--cohort", metavar="ID", help="The group; without it, all groups are listed.")
@click.option("--trainee", type=click.IntRange(1), metavar="NUMBER", help="One of its people.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf", "csv", "xlsx", "json"]),
    default="pdf",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="A file or folder.")
@IN_KOREAN
@CONFIG
def report(
    cohort: str | None, trainee: int | None, form: str, out: Path, language: str, config_file: Path
) -> None:
    """Write the report of a group, or of one of its people, who can see that it was taken out.

    Example: scamdrill report --cohort 5f3c9a --format pdf --out autumn.pdf
    """
    from bot.commands.report import Wanted, list_groups, write_report
    from bot.ports.reports import Format

    config, secrets = settings_of(config_file)
    if cohort is None:
        asyncio.run(list_groups(config, secrets))
        return
    wanted = Wanted(cohort, trainee, Format(form), out, language)
    asyncio.run(write_report(config, secrets, wanted))


FACILITATORS: Final = (web, web_login, demo_data, report)
