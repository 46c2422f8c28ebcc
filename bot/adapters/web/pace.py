"""How fast one client may ask: a few at once, then so many a second."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

MOST_CLIENTS: Final = 4096
"""Clients remembered; the one that was quiet for longest is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


@dataclass(slots=True)
class Pace:
    """`most` requests at once, `per_second` from then on, for every client by itself."""

    most: float
    per_second: float
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)

    def knows(self, client: str) -> bool:
        """Whether this client has asked lately."""
        return client in self._buckets

    def allows(self, client: str, now: datetime) -> bool:
        """Whether this client may ask now; counts it as one request if so."""
        bucket = self._buckets.setdefault(client, _Bucket(self.most, now))
        self._buckets.move_to_end(client)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        passed = max(0.0, (now - bucket.at).total_seconds())
        bucket.left = min(self.most, bucket.left + passed * self.per_second)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
