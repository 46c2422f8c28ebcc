"""The lowest and the highest score with which each ending can be reached, and how.

A search with memory: of all ways into a state with the same opportunities behind them, only those
are followed that no other way beats in every habit. So it is exact, for replies of at most
`Moves.acts` acts, as long as no more than `WIDEST` such ways compete; past that the most promising
are kept, and the result says so. Each is then played on the real engine and scored by the real
scorer, so that an example never claims what a trainee could not get.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.core.scenario import Ending, Outcome
from bot.core.scoring import BANDS, FULL
from bot.core.walking.drill import UNREADABLE, Drill, saying
from bot.core.walking.moves import Move, Moves, routes
from bot.core.walking.tally import Packing

SEEDS: Final = 80
"""Tried for one example: its lines may exclude each other when the call comes back to a state."""

WIDEST: Final = 24
"""Ways kept into one state with the same opportunities behind them, the most promising ones."""

EXAMPLES: Final = 5
"""Tried before a score counts as unconfirmed."""

SILENCE: Final = "(silence)"
UNCLEAR: Final = "(unclear)"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an example: the state, and the acts of the reply, or SILENCE or UNCLEAR."""

    state: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """A score that was reached by playing `steps`; the search allows none beyond `limit`.

    `proven` tells that the search left nothing out.
    """

    total: int
    steps: tuple[Step, ...]
    limit: int
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """The scores with which an ending can be reached; None if nothing leads to it."""

    ending: Ending
    lowest: Extreme | None
    highest: Extreme | None


_Key = tuple[str, int, int, bool]


@dataclass(slots=True, eq=False)
class _Way:
    """A way to `state`: `met` opportunities answered or lost, `open` heard since the last reply."""

    state: str
    met: int
    open: int
    left: bool
    tally: int
    before: "_Way | None" = None
    acts: tuple[str, ...] = ()
    length: int = 0
    promise: int = 0
    beaten: bool = False

    def steps(self) -> Iterator["_Way"]:
        if self.before:
            yield from self.before.steps()
            yield self


def ranges(moves: Moves) -> tuple[Range, ...]:
    """The range of every ending, in the order of the file."""
    low, high = _Search(moves, best=False).found(), _Search(moves, best=True).found()
    endings = (one for one in moves.scenario.states.values() if isinstance(one, Ending))
    return tuple(Range(one, low.get(one.id), high.get(one.id)) for one in endings)


class _Search:
    def __init__(self, moves: Moves, *, best: bool) -> None:
        self.moves, self.best = moves, best
        self.scenario = moves.scenario
        self.packing = Packing(len(moves.habits))
        self.fronts: dict[_Key, list[_Way]] = {}
        self.queue: deque[_Way] = deque()
        self.cut = False
        self.unsettled = {name: EXAMPLES for name in routes(moves) if name not in moves.waiting}
        """The endings whose band has not been reached to its end, this often."""
        self.replies = {name: self._worth_trying(name) for name in moves.waiting}
        self.lines = {
            name: {moves.chances(line) for line in state.lines}
            for name, state in moves.waiting.items()
        }

    def found(self) -> dict[str, Extreme]:
        start = self.scenario.starts_at
        for first in self.lines[start]:
            self._keep((start, 0, first, False), self.packing.nothing, None, ())
        while self.queue and self.unsettled:
            way = self.queue.popleft()
            if way.state in self.moves.waiting and not way.beaten:
                self._go_on(way)
        ends: dict[str, list[tuple[int, int, _Way]]] = {}
        for key, ways in self.fronts.items():
            if key[0] not in self.moves.waiting:
                sign = -1 if self.best else 1
                ends.setdefault(key[0], []).extend(
                    (sign * self._total(way), way.length, way) for way in ways
                )
        return {name: self._extreme(found) for name, found in ends.items()}

    def _extreme(self, found: list[tuple[int, int, _Way]]) -> Extreme:
        """The most extreme score that one of the first ways gives when it is played."""
        ordered = sorted(found, key=lambda one: one[:2])[:EXAMPLES]
        limit = abs(ordered[0][0])
        reached: Extreme | None = None
        for signed, _, way in ordered:
            wanted, steps = abs(signed), _example(way)
            for seed in range(SEEDS):
                if reached and not self._better(wanted, reached.total):
                    return reached
                total = _played(self.moves, way, seed)
                if total is not None and (not reached or self._better(total, reached.total)):
                    reached = Extreme(total, steps, limit, not self.cut)
        return reached or Extreme(limit, _example(ordered[0][2]), limit, not self.cut)

    def _better(self, one: int, other: int) -> bool:
        return one > other if self.best else one < other

    def _worth_trying(self, state: str) -> list[tuple[Move, int]]:
        kept: list[tuple[Move, int]] = []
        for move in self.moves.replies(state):
            tally, kind = self.packing.pack(move.tally), (move.goal, move.leaves, move.costs)
            same = [one for one in kept if (one[0].goal, one[0].leaves, one[0].costs) == kind]
            if not any(self._beats(other, tally) for _, other in same):
                beaten = [one for one in same if self._beats(tally, one[1])]
                kept = [*(one for one in kept if one not in beaten), (move, tally)]
        return kept

    def _beats(self, one: int, other: int) -> bool:
        return self.packing.covers(one, other) if self.best else self.packing.covers(other, one)

    def _keep(self, key: _Key, tally: int, before: _Way | None, acts: tuple[str, ...]) -> None:
        """Remember this way on, unless another is at least as good; those it beats are dropped."""
        front, guard = self.fronts.setdefault(key, []), self.packing.guard
        above, best = tally | guard, self.best
        for one in front:
            other = one.tally
            if ((other | guard) - tally if best else above - other) & guard == guard:
                return
        for one in front:
            one.beaten = self._beats(tally, one.tally)
        length = before.length + 1 if before else 0
        way = _Way(*key, tally, before, acts, length, self.packing.promise(tally))
        front[:] = [*(one for one in front if not one.beaten), way]
        if len(front) > WIDEST:
            self._drop_one(front)
        if way.beaten:
            return
        self.queue.append(way)
        if key[0] in self.unsettled:
            self._settle(way)

    def _drop_one(self, front: list[_Way]) -> None:
        """Forget the least promising of these ways: the result is then no longer exact."""
        worst = (min if self.best else max)(front, key=lambda way: way.promise)
        worst.beaten = True
        front.remove(worst)
        self.cut = True

    def _settle(self, way: _Way) -> None:
        """Whoever has the best or the worst of an ending need not look further for it."""
        ending = self.scenario.states[way.state]
        assert isinstance(ending, Ending)
        if self._total(way) == BANDS[ending.outcome][self.best]:
            self.unsettled[way.state] -= 1
            if not self.unsettled[way.state]:
                del self.unsettled[way.state]

    def _go_on(self, way: _Way) -> None:
        for move, points in self.replies[way.state]:
            met = way.met | way.open | move.costs
            tally = self.packing.add(way.tally, points)
            for heard in self.lines.get(move.goal, (0,)):
                self._keep((move.goal, met, heard, move.leaves), tally, way, move.acts)
        self._go_unanswered(way)

    def _go_unanswered(self, way: _Way) -> None:
        """What comes of silence, and of a reply that nobody understands."""
        state, met, left = self.moves.waiting[way.state], way.met, way.left
        goal = state.silence.go
        for nudge in {self.moves.chances(line) for line in state.silence.nudges} or {0}:
            for heard in self.lines.get(goal, (0,)):
                still = way.open | nudge | heard if goal in self.moves.waiting else 0
                self._keep((goal, met, still, left), way.tally, way, (SILENCE,))
        for line in self.scenario.unclear:
            still = way.open | self.moves.chances(line)
            if still != way.open:
                self._keep((way.state, met, still, left), way.tally, way, (UNCLEAR,))

    def _total(self, way: _Way) -> int:
        """As `bot.core.scoring` has it."""
        ending = self.scenario.states[way.state]
        assert isinstance(ending, Ending)
        half, tally = len(self.moves.habits), self.packing.unpack(way.tally)
        filled = way.left and ending.outcome is Outcome.SAFE
        shown = []
        for at in (at for at in range(half) if way.met >> at & 1):
            earned = FULL if filled else tally[at]
            points = max(-FULL, min(FULL, earned + tally[half + at]))
            shown.append(round(100 * (points + FULL) / (2 * FULL)))
        low, high = BANDS[ending.outcome]
        mean = sum(shown) / len(shown) if shown else 50
        return round(low + (high - low) * mean / 100)


def _example(way: _Way) -> tuple[Step, ...]:
    return tuple(Step(one.before.state, one.acts) for one in way.steps() if one.before)


def _played(moves: Moves, last: _Way, seed: int) -> int | None:
    """What these replies score with this seed, if they lead to the same ending."""
    drill = Drill.begin(moves.scenario, seed)
    for way in last.steps():
        if way.acts == (SILENCE,):
            drill.fall_silent()
        else:
            drill.take(UNREADABLE if way.acts == (UNCLEAR,) else saying(way.acts))
    card = drill.scorecard(moves.vocabulary)
    return card.total if card and card.ending == last.state else None
