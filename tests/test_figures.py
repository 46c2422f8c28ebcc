"""Measured figures find their place in the page, and nothing else is touched."""

from pathlib import Path

import pytest

from tests import figures
from tests.figures import PAGE, percentile, table, write


def test_percentiles() -> None:
    assert percentile([], 50) == 0
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([float(n) for n in range(100)], 99) == 99.0


def test_a_table_lines_up() -> None:
    assert table(("a", "bcd"), [("ef", "g")]) == "| a  | bcd |\n|----|-----|\n| ef | g   |"


def test_figures_take_the_place_of_older_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- load: made by a command -->\nold\n<!-- end of load -->\nafter\n")
    monkeypatch.setattr(figures, "PAGE", page)
    write("load", r"new \1")
    assert page.read_text() == (
        "before\n<!-- load: made by a command -->\nnew \\1\n<!-- end of load -->\nafter\n"
    )
    with pytest.raises(ValueError, match="0 places"):
        write("nothing", "new")


@pytest.mark.parametrize(
    "name", ["chaos, polling", "chaos, webhook", "chaos, real NLU", "load", "soak"]
)
def test_the_page_has_a_place_for_every_command(name: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(f"<!-- {name}: made by a command -->") == 1
    assert text.count(f"<!-- end of {name} -->") == 1
