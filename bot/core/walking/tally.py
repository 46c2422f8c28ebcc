"""The points of a drill so far, as the search for scores keeps them: small and quick."""

from typing import Final

from bot.core.scoring import FULL

Tally = tuple[int, ...]
"""Of each habit what was earned (0 to 2), then of each habit what was lost (-4 to 0)."""

_BITS: Final = 4
"""Three for the numbers from 0 to 4, and one that shows which of two numbers is the larger."""


def add(one: Tally, other: Tally) -> Tally:
    """Both together, within what can still matter: +2 is full, and -4 undoes it wholly."""
    half = len(one) // 2
    earned = (min(FULL, a + b) for a, b in zip(one[:half], other[:half], strict=True))
    lost = (max(-2 * FULL, a + b) for a, b in zip(one[half:], other[half:], strict=True))
    return (*earned, *lost)


class Packing:
    """Tallies of so many habits as whole numbers, so that all habits compare at once."""

    def __init__(self, habits: int) -> None:
        self._half = habits
        self.guard = sum(1 << (_BITS * at + _BITS - 1) for at in range(2 * habits))
        self._sums: dict[tuple[int, int], int] = {}
        self._promises: dict[int, int] = {}
        self.nothing = self.pack((0,) * (2 * habits))

    def pack(self, tally: Tally) -> int:
        """The tally as one number."""
        lifted = (*tally[: self._half], *(one + 2 * FULL for one in tally[self._half :]))
        return sum(value << (_BITS * at) for at, value in enumerate(lifted))

    def unpack(self, packed: int) -> Tally:
        """The tally again."""
        lifted = [packed >> (_BITS * at) & 7 for at in range(2 * self._half)]
        return (*lifted[: self._half], *(one - 2 * FULL for one in lifted[self._half :]))

    def add(self, one: int, other: int) -> int:
        """Both together."""
        known = self._sums.get((one, other))
        if known is None:
            known = self.pack(add(self.unpack(one), self.unpack(other)))
            self._sums[one, other] = known
        return known

    def promise(self, packed: int) -> int:
        """All points of all habits together, as they would count if the call ended here."""
        known = self._promises.get(packed)
        if known is None:
            tally = self.unpack(packed)
            pairs = zip(tally[: self._half], tally[self._half :], strict=True)
            known = sum(max(-FULL, earned + lost) for earned, lost in pairs)
            self._promises[packed] = known
        return known

    def covers(self, one: int, other: int) -> bool:
        """Whether `one` is at least `other` in every habit, earned and lost."""
        return ((one | self.guard) - other) & self.guard == self.guard
