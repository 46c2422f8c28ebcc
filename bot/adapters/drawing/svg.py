"""The picture of a scenario as SVG that stands by itself: no scripts, no fonts, no links.

The outcome of an ending shows in its colour (Okabe and Ito's, which the colour-blind can tell
apart) and in the shape beside its name: circle safe, square open, diamond harmed, triangle missed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from rich.cells import cell_len, chop_cells

from bot.adapters.drawing.layers import Arrow, Layout, Place, lay_out
from bot.adapters.drawing.plan import Box, Plan, Row
from bot.adapters.drawing.wording import word
from bot.core.scenario import Outcome

WIDTH: Final = 268
"""Of a box; with the space between columns, seven columns fit on a wide screen."""
BETWEEN: Final = 76
GAP: Final = 22
LINE: Final = 16
MARGIN: Final = 28
TOP: Final = 88
ENTRY: Final = 17
COLUMNS: Final = 38
"""Half-width letters that fit across a box."""

COLOURS: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.SAFE: ("#00785a", "#e3f4ee"),
    Outcome.OPEN: ("#0072b2", "#e4f0f8"),
    Outcome.HARMED: ("#c24e00", "#fdeadd"),
    Outcome.MISSED: ("#9b4f7f", "#f7e9f1"),
}
"""Line and ground of each outcome."""

INK, FAINT, RULE = "#1c2430", "#5b6675", "#c3cad4"

FONTS: Final = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo','Malgun Gothic',sans-serif"


@dataclass(frozen=True, slots=True)
class _Card:
    """A box with its texts broken into lines, and where its rows begin."""

    box: Box
    text: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[str, ...], float], ...]
    height: float


def draw(plan: Plan) -> str:
    """The picture as one SVG document."""
    cards = {box.id: _card(box) for box in plan.boxes}
    pairs = [
        (card.box.id, row.goal, _port(lines, at))
        for card in cards.values()
        for row, lines, at in card.rows
        if row.drawn
    ]
    joined = {plan.boxes[0].id, *(name for pair in pairs for name in pair[:2])}
    heights = {name: card.height for name, card in cards.items() if name in joined}
    layout = shelved(lay_out(heights, pairs, gap=GAP, entry=ENTRY), list(cards.values()))
    places = layout.places.values()
    width = 2 * MARGIN + WIDTH + max(one.column for one in places) * (WIDTH + BETWEEN)
    height = TOP + MARGIN + max(one.y + one.height for one in places)
    inside = [
        *_heading(plan),
        *(_line(plan, arrow, layout) for arrow in layout.arrows),
        *(part for card in cards.values() for part in _drawn(plan, card, layout)),
    ]
    return "\n".join([*_opening(plan, width, height), *inside, "</svg>", ""])


def shelved(layout: Layout, cards: Sequence[_Card]) -> Layout:
    """The layout with all other boxes on shelves beneath: the endings without arrows."""
    places = dict(layout.places)
    broad = max(one.column for one in places.values()) + 1
    rest = [card for card in cards if card.box.id not in places]
    y = max(one.y + one.height for one in places.values()) + 2 * GAP
    for first in range(0, len(rest), broad):
        shelf = rest[first : first + broad]
        for column, card in enumerate(shelf):
            places[card.box.id] = Place(column, card.height, y)
        y += max(card.height for card in shelf) + GAP
    return Layout(places, layout.arrows)


def _opening(plan: Plan, width: float, height: float) -> list[str]:
    heads = [
        f'<marker id="to-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for name, colour in (("on", FAINT), *((one, line) for one, (line, _) in COLOURS.items()))
    ]
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{FONTS}" font-size="12" '
        f'fill="{INK}" role="img" aria-label="{escape(plan.title)}" lang="{plan.language}">',
        f"<title>{escape(plan.title)}</title>",
        f"<defs>{''.join(heads)}</defs>",
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
    ]


def _heading(plan: Plan) -> Iterator[str]:
    yield _text(MARGIN, 38, plan.title, size=18, bold=True)
    x = float(MARGIN)
    for outcome in Outcome:
        label = word(plan.language, outcome)
        yield _shape(outcome, x + 6, 60)
        yield _text(x + 18, 64, label, colour=COLOURS[outcome][0])
        x += 40 + 7 * cell_len(label)


def _card(box: Box) -> _Card:
    text = tuple(wrap(f"“{box.text}”" if box.outcome is None else box.text, COLUMNS))
    y = 38.0 + LINE * len(text) + (LINE if box.note else 0)
    rows = []
    for row in box.rows:
        lines = wrap("\u00a0· ".join(row.labels), COLUMNS)
        if cell_len(f"{lines[-1]} → {row.goal}") > COLUMNS - 4:
            lines.append("")
        rows.append((row, tuple(lines), y))
        y += LINE * len(lines) + 7
    return _Card(box, text, tuple(rows), y - 2)


def _port(lines: tuple[str, ...], at: float) -> float:
    return at + LINE * len(lines) - 15


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns; Hangul letters are two columns wide."""
    lines, line = [], ""
    for piece in text.split(" "):
        longer = f"{line} {piece}".strip()
        if cell_len(longer) <= columns:
            line = longer
            continue
        *full, line = [*([line] if line else []), *chop_cells(piece, columns)]
        lines += full
    return [*lines, line] if line else lines


def _drawn(plan: Plan, card: _Card, layout: Layout) -> Iterator[str]:
    box, place = card.box, layout.places[card.box.id]
    x, y = _left(place.column), TOP + place.y
    line, ground = COLOURS[box.outcome] if box.outcome else (FAINT, "#f4f6f9")
    missed = box.heard == 0
    dash = ' stroke-dasharray="5 4"' if missed else ""
    yield (
        f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{card.height:g}" rx="7" '
        f'fill="{ground if box.outcome else "#fff"}" stroke="{line}" '
        f'stroke-width="{2 if box.outcome else 1.2}"{dash}/>'
    )
    if box.heard:
        bar = WIDTH * box.heard
        yield f'<rect x="{x:g}" y="{y:g}" width="{bar:.0f}" height="4" fill="{line}"/>'
    name = x + 10
    if box.outcome:
        yield _shape(box.outcome, x + 16, y + ENTRY)
        name = x + 30
    first = plan.boxes[0] is box
    title = f"▶ {box.id}" if first else box.id
    yield _text(name, y + ENTRY + 5, title, bold=True, size=13, colour=line if box.outcome else INK)
    at = y + 38
    for one in card.text:
        yield _text(x + 10, at, one)
        at += LINE
    if box.note:
        yield _text(x + 10, at, box.note, colour=line, bold=bool(box.outcome))
    for row, lines, top in card.rows:
        yield from _row(plan, row, lines, x, y + top)


def _row(plan: Plan, row: Row, lines: tuple[str, ...], x: float, y: float) -> Iterator[str]:
    outcome = plan.box(row.goal).outcome
    colour = COLOURS[outcome][0] if outcome else FAINT
    yield f'<path d="M{x:g} {y - 9.5:g}h{WIDTH}" stroke="{RULE}"/>'
    for number, one in enumerate(lines):
        yield _text(x + 10, y + 5 + LINE * number, one, colour=FAINT)
    at = y + 5 + LINE * (len(lines) - 1)
    yield _text(x + WIDTH - 12, at, f"→ {row.goal}", colour=colour, bold=True, end=True)
    if outcome:
        yield _shape(outcome, x + WIDTH - 22 - 6.9 * cell_len(f"→ {row.goal}"), at - 4, small=True)


def _line(plan: Plan, arrow: Arrow, layout: Layout) -> str:
    source, goal = layout.places[arrow.source], layout.places[arrow.goal]
    outcome = plan.box(arrow.goal).outcome
    x, y = _left(source.column) + WIDTH, TOP + source.y + arrow.port
    path = f"M{x:g} {y:.1f}"
    for way in (*arrow.waypoints, goal):
        to, end = _left(way.column), TOP + way.y + (ENTRY if way is goal else 0)
        tip = to - 1 if way is goal else to
        middle = (x + to) / 2
        path += f"C{middle:g} {y:.1f} {middle:g} {end:.1f} {tip:g} {end:.1f}"
        if way is not goal:
            path += f"h{WIDTH}"
        x, y = to + WIDTH, end
    colour = COLOURS[outcome][0] if outcome else FAINT
    head = outcome.value if outcome else "on"
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.4" stroke-opacity=".75" '
        f'marker-end="url(#to-{head})"/>'
    )


def _left(column: int) -> float:
    return MARGIN + column * (WIDTH + BETWEEN)


def _shape(outcome: Outcome, x: float, y: float, small: bool = False) -> str:
    r, colour = (4.5 if small else 6.5), COLOURS[outcome][0]
    match outcome:
        case Outcome.SAFE:
            return f'<circle cx="{x:g}" cy="{y:g}" r="{r}" fill="{colour}"/>'
        case Outcome.OPEN:
            side = 2 * r - 1
            return (
                f'<rect x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side}" height="{side}" '
                f'fill="none" stroke="{colour}" stroke-width="2"/>'
            )
        case Outcome.HARMED:
            path = f"M{x:g} {y - r - 1:g}l{r + 1} {r + 1}l-{r + 1} {r + 1}l-{r + 1}-{r + 1}z"
        case Outcome.MISSED:
            path = f"M{x:g} {y - r:g}l{r} {2 * r - 1}h-{2 * r}z"
    return f'<path d="{path}" fill="{colour}"/>'


def _text(
    x: float,
    y: float,
    text: str,
    *,
    size: int = 12,
    colour: str = INK,
    bold: bool = False,
    end: bool = False,
) -> str:
    style = (' font-weight="600"' if bold else "") + (' text-anchor="end"' if end else "")
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{style}>{escape(text)}</text>'
    )
