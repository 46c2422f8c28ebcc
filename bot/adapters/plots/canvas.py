"""How a sheet becomes bytes: the same ones for the same figures, with words for who cannot see it.

matplotlib is used without pyplot, which keeps every figure in a global list.
"""

import re
import threading
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Final
from unicodedata import east_asian_width

import matplotlib as mpl
from matplotlib import font_manager

from bot.adapters.plots.sheet import Sheet
from bot.errors import CannotDraw
from bot.ports.reports import Plot, Shape
from bot.presentation.fonts import BOLD, FAMILY, REGULAR, drawable

DOTS: Final = 200
"""Per inch, of a PNG: sharp on a phone."""

for _file in (REGULAR, BOLD):
    font_manager.fontManager.addfont(_file)
mpl.rcParams.update(
    {
        "font.family": FAMILY,
        "hatch.linewidth": 0.6,
        "svg.fonttype": "path",
        "svg.hashsalt": "scamdrill",
    }
)

NO_METADATA: Final = dict.fromkeys(("Date", "Creator", "Type", "Format"))

_ROOT: Final = re.compile(r"<svg([^>]*)>")
_STYLE: Final = re.compile(r'style="([^"]*)"')
_STYLE_SHEET: Final = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_GROUP_ID: Final = re.compile(r'<g id="[^"]*"')
"""Nothing refers to groups; their ids are the same in every plot."""

_drawing = threading.Lock()
"""matplotlib's fonts are not made for several threads."""


def draw(
    compose: Callable[[str | None], Sheet],
    shape: Shape,
    title: str,
    description: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Plot:
    """The plot on the sheet that `compose` makes, with the title on a PNG. Errors: CannotDraw."""
    with _drawing:
        try:
            image = _image(compose, shape, title, description)
        except (ValueError, RuntimeError, OSError) as error:
            raise CannotDraw(f"A plot could not be drawn ({type(error).__name__}).") from error
    return Plot(title, description, image, columns, rows)


def short(text: str, longest: int) -> str:
    """The text as the font can draw it, cut to so many columns; Hangul takes two each."""
    shown = drawable(text)
    if _columns(shown) <= longest:
        return shown
    while _columns(shown) >= longest:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _image(
    compose: Callable[[str | None], Sheet], shape: Shape, title: str, description: str
) -> bytes:
    made = BytesIO()
    if shape is Shape.PNG:
        figure = compose(short(title, 48)).figure
        figure.savefig(made, format="png", dpi=DOTS, metadata={"Software": None})
        return made.getvalue()
    compose(None).figure.savefig(made, format="svg", metadata=NO_METADATA)
    return _told(made.getvalue().decode(), title, description).encode()


def _told(svg: str, title: str, description: str) -> str:
    """The bare <svg> with its title and description.

    Styles become attributes, so that a page that forbids inline styles can hold it as it is.
    """
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    svg = _STYLE_SHEET.sub("", svg[svg.index("<svg") :])
    svg = _STYLE.sub(lambda found: _attributes(found.group(1)), _GROUP_ID.sub("<g", svg))
    return _ROOT.sub(
        lambda found: f'<svg role="img" stroke-linejoin="round"{found.group(1)}>{words}',
        svg,
        count=1,
    )


def _attributes(style: str) -> str:
    pairs = (one.split(":", 1) for one in style.split(";") if ":" in one)
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)
