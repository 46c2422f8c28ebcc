"""How what was learnt fades: a strip for each family of scams, until its refresher is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.adapters.plots.canvas import short
from bot.adapters.plots.sheet import BLUE, GREY, INK, PLAIN, VERMILION, WIDTH, Frame, Sheet
from bot.core.learning.refreshers import WANTED, Refresher

MOST: Final = 6
"""The families that are due first; the table names all."""

PAST: Final = 60
AHEAD: Final = 30
"""Days that are shown at most of the past, and at least of the time to come."""

EVERY: Final = 30
"""Days between the marks below."""

POINTS: Final = 60
LEFT: Final = 34
HEIGHT: Final = 40
STEP: Final = 76
HEAD: Final = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """One family: its name, its refresher, and the words that stand at its due date."""

    name: str
    refresher: Refresher
    due: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the picture."""

    across: str
    today: str


def compose(strips: Sequence[Strip], now: datetime, words: Words, title: str | None) -> Sheet:
    """The curves from the last practice on; a mark where each has fallen so far that it is due."""
    shown = strips[:MOST]
    sheet = Sheet(HEAD + STEP * len(shown) + 14, title)
    first = max(-PAST, min(0, *(_days(strip.refresher.last, now) for strip in shown)))
    last = max(AHEAD, *(_days(strip.refresher.due, now) + 7 for strip in shown))
    for number, strip in enumerate(shown):
        top = HEAD + number * STEP
        frame = Frame(sheet, LEFT, top, WIDTH - LEFT - 14, HEIGHT, (first, last), (0, 1))
        _strip(frame, strip, now)
        for day in range(-PAST, int(last) + 1, EVERY):
            if day >= first:
                frame.tick(day, f"{day:+d}" if day else words.today)
    sheet.text((LEFT, HEAD + STEP * len(shown) + 4), words.across)
    return sheet


def _days(moment: datetime, now: datetime) -> float:
    return (moment - now) / timedelta(days=1)


def _strip(frame: Frame, strip: Strip, now: datetime) -> None:
    sheet, known = frame.sheet, strip.refresher
    sheet.text((frame.left, frame.top - 10), short(strip.name, 50), size=PLAIN, weight="bold")
    sheet.text((frame.right, frame.top - 10), strip.due, ha="right")
    for share, name in ((0, "0"), (0.5, "50"), (1, "100 %")):
        frame.rule(share, name)
    frame.rule(WANTED, color=GREY, linewidth=0.8, linestyle=":")
    frame.edge()
    sheet.line([frame.place(0, 0), frame.place(0, 1)], linewidth=0.8, color=GREY)
    (west, east), met = frame.across, _days(known.last, now)
    start = max(west, met)
    days = [start + (east - start) * point / POINTS for point in range(POINTS + 1)]
    recalls = [known.recall(now + timedelta(days=day)) for day in days]
    places = [frame.place(day, recall) for day, recall in zip(days, recalls, strict=True)]
    sheet.line(places, color=BLUE, linewidth=1.4)
    due = _days(known.due, now)
    if due >= west:
        mark = frame.place(due, known.recall(known.due))
        look = {"marker": "D", "markersize": 5, "markeredgecolor": INK, "linestyle": "none"}
        sheet.line([mark], color=VERMILION, zorder=5, **look)
