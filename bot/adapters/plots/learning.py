"""The learning curve: a small panel for each habit, so that no legend has to be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from bot.adapters.plots.canvas import short
from bot.adapters.plots.sheet import AIR, BLUE, PLAIN, VERMILION, WIDTH, Frame, Sheet
from bot.core.overview import CurvePoint, Side
from bot.core.vocabulary import Habit, Kind

MOST_TIMES: Final = 12
"""Later ones are of few people."""

ACROSS: Final = 2
LEFT: Final = 34
GAP: Final = 22
PANEL: Final = (WIDTH - LEFT - GAP - 4) / ACROSS
HEIGHT: Final = 62
STEP: Final = HEIGHT + 40
"""Points, down to the next row of panels."""

HEAD: Final = 44

NEAR: Final = 16
"""Percent; two last figures that are nearer stand one above the other."""

LOOKS: Final[Mapping[Kind, Mapping[str, Any]]] = {
    Kind.SCAM: {"color": BLUE, "marker": "o", "linestyle": "-"},
    Kind.GENUINE: {"color": VERMILION, "marker": "s", "linestyle": "--", "markerfacecolor": "w"},
}


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve of one habit on one kind of calls."""

    habit: Habit
    kind: Kind
    points: tuple[CurvePoint, ...]

    @property
    def end(self) -> CurvePoint:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the picture."""

    habits: Mapping[Habit, str]
    kinds: Mapping[Kind, str]
    across: str


def curves(sides: Sequence[Side]) -> list[Curve]:
    """The curves that have at least two points: one is no curve."""
    return [
        Curve(habit.habit, side.kind, habit.curve[:MOST_TIMES])
        for side in sides
        for habit in side.habits
        if len(habit.curve) > 1
    ]


def compose(found: Sequence[Curve], words: Words, title: str | None) -> Sheet:
    """A panel a habit, in the order of the scorecard."""
    habits = [habit for habit in Habit if any(one.habit is habit for one in found)]
    rows = ceil(len(habits) / ACROSS)
    sheet = Sheet(HEAD + rows * STEP + 16, title)
    longest = max(len(one.points) for one in found)
    for number, habit in enumerate(habits):
        row, column = divmod(number, ACROSS)
        left, top = LEFT + column * (PANEL + GAP), HEAD + row * STEP
        frame = Frame(sheet, left, top, PANEL, HEIGHT, (0.6, longest + 1), (-4, 104))
        here = [one for one in found if one.habit is habit]
        _panel(frame, short(words.habits[habit], 30), here, column == 0)
    _key(sheet, [kind for kind in Kind if any(one.kind is kind for one in found)], words)
    sheet.text((LEFT, HEAD + rows * STEP), words.across)
    return sheet


def _panel(frame: Frame, name: str, found: Sequence[Curve], names: bool) -> None:
    sheet = frame.sheet
    sheet.text((frame.left, frame.top - 11), name, size=PLAIN, weight="bold")
    for percent, label in ((0, "0"), (50, "50"), (100, "100 %")):
        frame.rule(percent, label if names else "")
    frame.edge()
    longest = max(len(one.points) for one in found)
    for time in range(1, longest + 1, 1 if longest <= MOST_TIMES // 2 else 2):
        frame.tick(time, str(time))
    for one in found:
        sheet.line([frame.place(p.time, p.percent) for p in one.points], **_look(one.kind))
    for one in found:
        x, y = frame.place(one.end.time, one.end.percent)
        shift = _shift(one, [other for other in found if other is not one])
        sheet.text((x + 6, y + shift), str(one.end.percent), bbox=AIR)


def _shift(curve: Curve, others: Sequence[Curve]) -> float:
    """Points by which the last figure of a curve makes room for another one beside it."""
    for other in others:
        apart = curve.end.percent - other.end.percent
        if other.end.time == curve.end.time and abs(apart) < NEAR:
            up = apart > 0 or (apart == 0 and curve.kind is Kind.SCAM)
            return -5 if up else 5
    return 0


def _key(sheet: Sheet, kinds: Sequence[Kind], words: Words) -> None:
    for place, kind in enumerate(kinds):
        left = place * WIDTH / 2
        sheet.line([(left + 2, 8), (left + 14, 8), (left + 26, 8)], **_look(kind))
        sheet.text((left + 34, 8), words.kinds[kind])


def _look(kind: Kind) -> Mapping[str, Any]:
    return {"markersize": 3.5, "linewidth": 1.2, **LOOKS[kind]}
