"""A blank sheet to draw plots on, in points from its upper left corner.

matplotlib's figure, without its axes: these cost most of the time, and every place here is fixed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.transforms import Affine2D

BLUE: Final = "#0072B2"
ORANGE: Final = "#E69F00"
GREEN: Final = "#009E73"
VERMILION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"
"""The colours of Okabe and Ito, for colour-blind people; nothing is told by colour alone."""

INK: Final = "#222222"
GREY: Final = "#555555"
FAINT: Final = "#D9D9D9"

WIDTH: Final = 390
"""Points: fills a phone, and a column of A4."""

MARGIN: Final = 12
"""Points around a picture that stands alone."""

SMALL: Final = 8.5
PLAIN: Final = 10

INCH: Final = 72

AIR: Final = {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"}
"""Behind text that lies on lines or patterns."""

Point = tuple[float, float]


class Sheet:
    """A white sheet, `WIDTH` points wide; a `title` stands above point 0, and all has a margin."""

    def __init__(self, height: float, title: str | None = None) -> None:
        above, margin = (26, MARGIN) if title else (0, 0)
        size = (WIDTH + 2 * margin, height + above + 2 * margin)
        self.figure = Figure(figsize=(size[0] / INCH, size[1] / INCH))
        down = Affine2D().scale(1, -1).translate(margin, height + margin).scale(1 / INCH)
        self._places = down + self.figure.dpi_scale_trans
        if title:
            self.text((0, -16), title, size=PLAIN + 2, weight="bold")

    def line(self, points: Sequence[Point], **look: Any) -> None:
        """A line through these points, or marks at them."""
        x, y = [point[0] for point in points], [point[1] for point in points]
        self.figure.add_artist(Line2D(x, y, transform=self._places, **{"color": INK, **look}))

    def box(self, corner: Point, width: float, height: float, **look: Any) -> None:
        """A rectangle from its upper left corner."""
        self.figure.add_artist(
            Rectangle(corner, width, height, transform=self._places, linewidth=0.6, **look)
        )

    def arrow(self, start: Point, end: Point) -> None:
        """An arrow between two marks, which it does not touch."""
        self.figure.add_artist(
            FancyArrowPatch(
                start,
                end,
                transform=self._places,
                arrowstyle="->",
                mutation_scale=9,
                shrinkA=7,
                shrinkB=8,
                linewidth=0.9,
                color=INK,
            )
        )

    def text(self, place: Point, words: str, size: float = SMALL, **look: Any) -> None:
        """Words, by default from here to the right, centred on the height of this point."""
        style = {"va": "center_baseline", "color": INK, **look}
        self.figure.text(*place, words, fontsize=size, transform=self._places, **style)


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a sheet with scales of its own: `across` and `up` are the figures at its ends."""

    sheet: Sheet
    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def place(self, x: float, y: float) -> Point:
        """Where these figures lie on the sheet."""
        (west, east), (south, north) = self.across, self.up
        return (
            self.left + self.width * (x - west) / (east - west),
            self.bottom - self.height * (y - south) / (north - south),
        )

    def rule(self, y: float, name: str = "", **look: Any) -> None:
        """A faint line across at this figure, with its name at the left."""
        height = self.place(self.across[0], y)[1]
        style = {"color": FAINT, "linewidth": 0.5, **look}
        self.sheet.line([(self.left, height), (self.right, height)], **style)
        if name:
            self.sheet.text((self.left - 4, height), name, ha="right")

    def edge(self, **look: Any) -> None:
        """The line at the foot."""
        self.sheet.line(
            [(self.left, self.bottom), (self.right, self.bottom)], **{"linewidth": 0.6, **look}
        )

    def tick(self, x: float, name: str) -> None:
        """A short line at the foot, with its name below."""
        foot = self.place(x, self.up[0])[0]
        self.sheet.line([(foot, self.bottom), (foot, self.bottom + 2)], linewidth=0.6)
        self.sheet.text((foot, self.bottom + 9), name, ha="center")
