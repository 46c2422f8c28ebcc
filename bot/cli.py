"""The command line. Machine output goes to standard output, everything else to standard error.

Each command imports what it needs when it is called, so that `check` need not wait for Telegram.

Exit status: 0 fine, 1 the answer is "no" or something failed, 2 wrong use.
"""

import asyncio
import sys
from pathlib import Path
from typing import Literal, NoReturn

import click

from bot.commands.desk import DESK
from bot.commands.facilitators import FACILITATORS
from bot.commands.model import nlu
from bot.commands.options import CONFIG
from bot.commands.upkeep import UPKEEP
from bot.config import ROOT, load_config, take_secrets
from bot.core.language import LANGUAGES
from bot.errors import ConfigError, ScamdrillError, UnknownScenario

LANGUAGE = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="ko", help="ko or en."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scamdrill")
def cli() -> None:
    """Rehearse documented scam calls before the real ones come."""


@cli.command()
@CONFIG
def run(config_file: Path) -> None:
    """Start the bot: on Telegram where TELEGRAM_BOT_TOKEN is set, else in the terminal.

    Example: TELEGRAM_BOT_TOKEN=… scamdrill run
    """
    from bot.bootstrap import set_up_logging
    from bot.commands.run import run_telegram, run_terminal

    config = load_config(config_file)
    secrets, warnings = take_secrets(config_file.parent / ".env")
    for warning in warnings:
        click.echo(warning, err=True)
    if secrets.token:
        set_up_logging(config.log.format)
        asyncio.run(run_telegram(config, secrets))
    else:
        click.echo("No TELEGRAM_BOT_TOKEN: the conversation runs in this terminal.", err=True)
        asyncio.run(run_terminal(config, secrets))


@cli.command()
@click.argument("scenario", required=False)
@LANGUAGE
@click.option("--seed", type=int, help="The same seed and replies give the same drill.")
@click.option("--json", "as_json", is_flag=True, help="Print only the scorecard, as JSON.")
@CONFIG
def play(
    scenario: str | None, language: str, seed: int | None, *, as_json: bool, config_file: Path
) -> None:
    """Play one drill in the terminal; replies may also come line by line through a pipe.

    Example: scamdrill play state-security-call --lang en --seed 1
    """
    from bot.commands.play import Play, play_drill

    asyncio.run(play_drill(load_config(config_file), Play(scenario, language, seed, as_json)))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--ask-model", is_flag=True, help="Also tell which test replies it reads otherwise.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and show an example.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", help="ko or en.")
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


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--plays", type=click.IntRange(0, 100_000), default=300, help="Random plays; 300.")
@click.option("--seed", type=int, default=1, help="The same seed gives the same walk.")
@click.option("--acts", type=click.IntRange(1, 3), default=1, help="Acts of one reply; 1.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--confusions", type=click.Path(path_type=Path), help="From nlu evaluate, JSON.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", help="ko or en.")
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


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--svg", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--mermaid", "as_mermaid", is_flag=True, help="Mermaid text in place of SVG.")
@click.option("--plays", type=click.IntRange(0, 100_000), default=0, help="Show their coverage.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", help="ko or en.")
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


@cli.command()
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


@cli.command()
@click.argument("file", type=click.Path(path_type=Path), default=ROOT / "docs" / "codes.md")
def codes(file: Path) -> None:
    """Write the page of all codes that `check` can report; docs/codes.md unless told otherwise.

    Example: scamdrill codes
    """
    from bot.commands.schema import write_codes

    click.echo(f"{'written' if write_codes(file) else 'current'}: {file}", err=True)


@cli.group()
def role() -> None:
    """Say who may do what besides practising: authors, facilitators, admins."""


def _duty(name: str, may: str) -> click.Command:
    """The command that gives and takes one duty."""

    @click.argument("who", metavar="CHANNEL:ID")
    @click.option("--remove", is_flag=True, help="Take the role away again.")
    @CONFIG
    def change(who: str, config_file: Path, *, remove: bool) -> None:
        from bot.commands.role import change_duty
        from bot.ports import Duty

        config = load_config(config_file)
        secrets, _ = take_secrets(config_file.parent / ".env")
        asyncio.run(change_duty(config, secrets, Duty(name), who, remove=remove))

    text = f"Let a person {may}.\n\nExample: scamdrill role {name} telegram:123456789"
    return click.command(name, help=text)(change)


role.add_command(_duty("author", "send scenarios to the bot, and play them there in private"))
role.add_command(_duty("facilitator", "run groups, and see what their members practised in them"))
role.add_command(_duty("admin", "give these roles to others, in the chat"))


@role.command("list")
@CONFIG
def role_list(config_file: Path) -> None:
    """List everybody who has a role, by pseudonym.

    Example: scamdrill role list
    """
    from bot.commands.role import list_duties

    secrets, _ = take_secrets(config_file.parent / ".env")
    asyncio.run(list_duties(load_config(config_file), secrets))


for command in (*DESK, *FACILITATORS, *UPKEEP, nlu):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; no traceback reaches a person."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (ConfigError, UnknownScenario) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ScamdrillError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
