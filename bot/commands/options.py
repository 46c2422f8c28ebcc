"""Options that several commands of the command line have in common."""

from pathlib import Path
from typing import Final

import click

from bot.config import ROOT

CONFIG: Final = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=ROOT / "config.yaml",
    help="The settings; config.yaml of the project unless told otherwise.",
)
