"""The table of documented cases: true, and without a gap."""

from bot.adapters.scenario_files import load_vocabulary, pieces_of
from bot.commands.coverage import PAGE
from bot.config import ROOT
from bot.core.coverage import by_row, markdown

SCENARIOS = ROOT / "scenarios"
PIECES = pieces_of(SCENARIOS, load_vocabulary(SCENARIOS))


def test_the_page_is_the_generated_one() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(PIECES), "run: scamdrill coverage --write"


def test_every_case_has_a_file() -> None:
    assert [row for row, found in by_row(PIECES).items() if not found] == []


def test_every_scam_stands_with_its_genuine_twin() -> None:
    assert [one.file for one in PIECES if not one.card and not one.genuine] == []
