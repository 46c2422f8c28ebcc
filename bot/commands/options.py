"""What several commands of the command line have in common."""

from pathlib import Path
from typing import Final

import click

from bot.config import ROOT, Config, Secrets, load_config, take_secrets
from bot.core.language import LANGUAGES

CONFIG: Final = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=ROOT / "config.yaml",
    help="The settings; config.yaml of the project unless told otherwise.",
)

IN_KOREAN, IN_ENGLISH = (
    click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=language,
        show_default=True,
        help="The language of what it says.",
    )
    for language in ("ko", "en")
)


def settings_of(config_file: Path) -> tuple[Config, Secrets]:
    """The settings and the secrets; what is unsafe about the secrets is said.

    Errors: ConfigError.
    """
    config = load_config(config_file)
    secrets, warnings = take_secrets(config_file.parent / ".env")
    for warning in warnings:
        click.echo(warning, err=True)
    return config, secrets
