"""Where boxes stand: columns from left to right, with few crossings and short arrows.

The method of Sugiyama, Tagawa and Toda (1981), kept small: each box one column behind the last
that leads to it; long arrows get a waypoint in every column they pass; sweeps put each box near
the mean of what leads to it; places are then the nearest to these means that keep the order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

SWEEPS: Final = 12
"""Rounds of sorting; after these the pictures of our scenarios do not change any more."""


@dataclass(slots=True)
class Place:
    """A box or a waypoint of an arrow (`height` 0): its column, and the y of its upper edge."""

    column: int
    height: float
    y: float = 0.0
    sources: list[tuple["Place", float]] = field(default_factory=list)
    """What leads here, and how far below the upper edge of the source it starts."""
    goals: list[tuple["Place", float]] = field(default_factory=list)
    """Where it leads, and how far below its own upper edge that starts."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From `port` (below the upper edge) of a box to the entry of another, by these waypoints."""

    source: str
    goal: str
    port: float
    waypoints: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Every box's place, and the way of every arrow."""

    places: Mapping[str, Place]
    arrows: tuple[Arrow, ...]


def lay_out(
    heights: Mapping[str, float],
    pairs: Iterable[tuple[str, str, float]],
    *,
    gap: float,
    entry: float,
) -> Layout:
    """Places for boxes of these heights, joined by (source, goal, port) pairs without a circle.

    `entry` is how far below the upper edge of a box an arrow arrives; `gap` lies between boxes.
    """
    known = list(pairs)
    columns = _columns(heights, known)
    places = {name: Place(columns[name], height) for name, height in heights.items()}
    arrows = tuple(_arrow(places, *pair) for pair in known)
    every = [*places.values(), *(way for arrow in arrows for way in arrow.waypoints)]
    rows = [[one for one in every if one.column == at] for at in range(max(columns.values()) + 1)]
    for row in rows:
        _stack(row, gap)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for row in rows if forward else reversed(rows):
            _settle(row, gap, entry, forward)
    top = min(one.y for one in every)
    for one in every:
        one.y -= top
    return Layout(places, arrows)


def _columns(names: Iterable[str], pairs: list[tuple[str, str, float]]) -> dict[str, int]:
    """Each box one behind the last of those that lead to it."""
    found = dict.fromkeys(names, 0)
    for _ in found:
        for source, goal, _port in pairs:
            found[goal] = max(found[goal], found[source] + 1)
    return found


def _arrow(places: Mapping[str, Place], source: str, goal: str, port: float) -> Arrow:
    first, last = places[source], places[goal]
    ways = tuple(Place(column, 0.0) for column in range(first.column + 1, last.column))
    chain = [first, *ways, last]
    for before, after in pairwise(chain):
        offset = port if before is first else 0.0
        before.goals.append((after, offset))
        after.sources.append((before, offset))
    return Arrow(source, goal, port, ways)


def _stack(row: list[Place], gap: float) -> None:
    y = 0.0
    for one in row:
        one.y = y
        y += one.height + gap


def _settle(row: list[Place], gap: float, entry: float, forward: bool) -> None:
    """Sort a column by where its neighbours are, and put each as near to them as there is room."""
    wanted = {id(one): _wanted(one, entry, forward) for one in row}
    row.sort(key=lambda one: wanted[id(one)])
    offsets = [0.0]
    for one in row[:-1]:
        offsets.append(offsets[-1] + one.height + gap)
    free = [wanted[id(one)] - offset for one, offset in zip(row, offsets, strict=True)]
    for one, level, offset in zip(row, _rising(free), offsets, strict=True):
        one.y = level + offset


def _wanted(one: Place, entry: float, forward: bool) -> float:
    lift = entry if one.height else 0.0
    if forward and one.sources:
        ports = [source.y + port for source, port in one.sources]
        return sum(ports) / len(ports) - lift
    if not forward and one.goals:
        ends = [goal.y + (entry if goal.height else 0.0) - port for goal, port in one.goals]
        return sum(ends) / len(ends)
    return one.y


def _rising(values: Sequence[float]) -> list[float]:
    """The rising numbers nearest to these (least squares; pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean = (mean * count + before * many) / (count + many)
            count += many
        blocks.append((mean, count))
    return [mean for mean, count in blocks for _ in range(count)]
