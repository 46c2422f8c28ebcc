"""Floods: who writes more than anybody can read is asked kindly to slow down, once.

A person may write `BURST` messages at once and one a second from then on. Whoever writes more is
told so, and is not heard again until they have been calm for `CALM` seconds. All people together
may write as much as Telegram lets the bot answer within `BACKLOG` seconds; beyond that, only those
who are in a drill are heard.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.ports import Address

BURST: Final = 20.0
PER_SECOND: Final = 1.0
CALM: Final = 5.0
BACKLOG: Final = 60.0
MANY: Final = 1024
"""People remembered before those who are calm are forgotten."""


class Hearing(StrEnum):
    """What to do with a message: hear it, say why it is not heard, or let it pass by."""

    HEAR = "hear"
    SLOW_DOWN = "slow_down"
    COME_LATER = "come_later"
    IGNORE = "ignore"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    told: bool = False

    def refill(self, now: datetime, per_second: float, most: float) -> float:
        """Let time pass; how many seconds it were."""
        passed = max(0.0, (now - self.at).total_seconds())
        self.left = min(most, self.left + passed * per_second)
        self.at = now
        return passed


class Flood:
    """Counts messages. `per_second` is how many answers can go out; 0 counts only each person."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._people: dict[Address, _Bucket] = {}
        self._all: _Bucket | None = None

    def from_one(self, who: Address, now: datetime) -> Hearing:
        """Whether this person writes too much."""
        self._forget_calm(now)
        bucket = self._people.setdefault(who, _Bucket(BURST, now))
        passed = bucket.refill(now, PER_SECOND, BURST)
        if bucket.told:
            bucket.told = passed < CALM
            if bucket.told:
                return Hearing.IGNORE
        if bucket.left < 1:
            bucket.told = True
            return Hearing.SLOW_DOWN
        bucket.left -= 1
        return Hearing.HEAR

    def from_all(self, who: Address, now: datetime) -> Hearing:
        """Whether everybody together writes too much to take in this person, who begins."""
        most = self._per_second * BACKLOG
        if not most:
            return Hearing.HEAR
        everybody = self._all = self._all or _Bucket(most, now)
        everybody.refill(now, self._per_second, most)
        if everybody.left <= -most:
            return Hearing.IGNORE
        everybody.left -= 1
        if everybody.left >= 0:
            return Hearing.HEAR
        self._people.setdefault(who, _Bucket(BURST, now)).told = True
        return Hearing.COME_LATER

    def _forget_calm(self, now: datetime) -> None:
        if len(self._people) > MANY:
            self._people = {
                who: one
                for who, one in self._people.items()
                if (now - one.at).total_seconds() < BURST / PER_SECOND
            }
