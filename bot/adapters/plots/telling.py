"""Hits against false alarms: who trusts everybody stands in one corner, who suspects in another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.adapters.plots.sheet import (
    AIR,
    BLUE,
    FAINT,
    GREY,
    INK,
    VERMILION,
    WIDTH,
    Frame,
    Sheet,
)
from bot.core.learning.estimates import Estimate, GroupMeasures

SIZE: Final = 270
"""Points: the plane is a square."""

HEAD: Final = 44
LEFT: Final = 46
TICKS: Final = ((0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100 %"))

LOOKS: Final[Sequence[Mapping[str, Any]]] = (
    {"color": VERMILION, "marker": "o", "markerfacecolor": "w"},
    {"color": BLUE, "marker": "^"},
)
"""Before, and after."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a group told apart at one time, with the name of that time."""

    name: str
    measures: GroupMeasures
    after: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the picture."""

    across: str
    up: str
    guessing: str
    trusting: str
    suspecting: str
    telling: str


def compose(points: Sequence[Point], words: Words, title: str | None) -> Sheet:
    """The plane of both rates, with the points, their intervals and the way between them."""
    sheet = Sheet(HEAD + SIZE + 36, title)
    frame = Frame(sheet, LEFT, HEAD, SIZE, SIZE, (0, 1), (0, 1))
    _plane(frame, words)
    for number, point in enumerate(points):
        look = {"markersize": 8, **LOOKS[point.after]}
        sheet.line([(8 + number * WIDTH / 2, 8)], linestyle="none", **look)
        sheet.text((20 + number * WIDTH / 2, 8), point.name)
        _cross(frame, point.measures, str(look["color"]))
        place = frame.place(point.measures.false_alarm_rate.value, point.measures.hit_rate.value)
        sheet.line([place], linestyle="none", zorder=5, **look)
    if len(points) > 1:
        _arrow(frame, points[0].measures, points[-1].measures)
    return sheet


def _plane(frame: Frame, words: Words) -> None:
    sheet = frame.sheet
    for value, name in TICKS:
        frame.rule(value, name)
        frame.tick(value, name)
        sheet.line([frame.place(value, 0), frame.place(value, 1)], color=FAINT, linewidth=0.5)
    sheet.box((frame.left, frame.top), SIZE, SIZE, edgecolor=INK, facecolor="none")
    sheet.line([frame.place(0, 0), frame.place(1, 1)], linewidth=0.8, linestyle=":")
    turned: dict[str, Any] = {"rotation": 45, "ha": "center", "bbox": AIR}
    sheet.text(frame.place(0.62, 0.62), words.guessing, **turned)
    sheet.text((frame.left, frame.top - 10), f"↑ {words.up}")
    sheet.text((frame.right, frame.bottom + 24), f"{words.across} →", ha="right")
    sheet.text(frame.place(0.03, 0.96), words.telling, color=GREY)
    sheet.text(frame.place(0.12, 0.04), words.trusting, color=GREY)
    sheet.text(frame.place(0.88, 0.96), words.suspecting, color=GREY, ha="right")


def _cross(frame: Frame, known: GroupMeasures, colour: str) -> None:
    across, up = known.false_alarm_rate, known.hit_rate
    look = {"color": colour, "linewidth": 0.9}
    if interval := _ends(across):
        frame.sheet.line([frame.place(x, up.value) for x in interval], marker="|", **look)
    if interval := _ends(up):
        frame.sheet.line([frame.place(across.value, y) for y in interval], marker="_", **look)


def _ends(rate: Estimate) -> tuple[float, float] | None:
    return None if rate.low is None or rate.high is None else (rate.low, rate.high)


def _arrow(frame: Frame, before: GroupMeasures, after: GroupMeasures) -> None:
    ends = [frame.place(one.false_alarm_rate.value, one.hit_rate.value) for one in (before, after)]
    frame.sheet.arrow(*ends)
