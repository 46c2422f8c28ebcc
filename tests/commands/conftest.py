from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"
CALL = SCENARIOS / "north" / "state-security-call.yaml"


class Line:
    """The command line, without a process: what it prints, and its exit status."""

    def __call__(self, *words: str | Path) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)


@pytest.fixture
def line() -> Line:
    return Line()
