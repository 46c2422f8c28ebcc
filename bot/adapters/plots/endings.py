"""How calls ended: one bar of all scam calls, one of all genuine ones, by pattern and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.adapters.plots.sheet import (
    AIR,
    GREEN,
    INK,
    ORANGE,
    PLAIN,
    PURPLE,
    VERMILION,
    WIDTH,
    Sheet,
)
from bot.core.scenario import Outcome

LOOKS: Final[Mapping[Outcome, Mapping[str, Any]]] = {
    Outcome.SAFE: {"facecolor": GREEN},
    Outcome.OPEN: {"facecolor": ORANGE, "hatch": "//"},
    Outcome.HARMED: {"facecolor": VERMILION, "hatch": "xx"},
    Outcome.MISSED: {"facecolor": PURPLE, "hatch": ".."},
}

HEIGHT: Final = 28
STEP: Final = 58
KEY: Final = 16
EDGE: Final = 1

NARROW: Final = 16
"""Points; in a narrower piece a number has no room, and stands in the table only."""


@dataclass(frozen=True, slots=True)
class Bar:
    """All calls of one kind: its name, and how many ended how."""

    name: str
    counts: Mapping[Outcome, int]

    @property
    def calls(self) -> int:
        return sum(self.counts.values())


def compose(bars: Sequence[Bar], names: Mapping[Outcome, str], title: str | None) -> Sheet:
    """The bars one under the other, each as wide as all of its calls."""
    shown = [outcome for outcome in Outcome if any(outcome in bar.counts for bar in bars)]
    below = STEP * len(bars)
    sheet = Sheet(below + KEY * len(shown) + 6, title)
    for number, bar in enumerate(bars):
        _bar(sheet, bar, number * STEP)
    for number, outcome in enumerate(shown):
        top = below + 6 + number * KEY
        sheet.box((EDGE, top), 22, 10, edgecolor=INK, **LOOKS[outcome])
        sheet.text((30, top + 5), names[outcome])
    return sheet


def _bar(sheet: Sheet, bar: Bar, top: float) -> None:
    sheet.text((0, top + 8), f"{bar.name} ({bar.calls})", size=PLAIN, weight="bold")
    left: float = EDGE
    for outcome, count in bar.counts.items():
        width = (WIDTH - 2 * EDGE) * count / bar.calls
        if not count:
            continue
        sheet.box((left, top + 18), width, HEIGHT, edgecolor=INK, **LOOKS[outcome])
        if width >= NARROW:
            middle = (left + width / 2, top + 18 + HEIGHT / 2)
            sheet.text(middle, str(count), ha="center", bbox=AIR)
        left += width
