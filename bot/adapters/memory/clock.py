"""Clocks: the real one, and one that stands still until it is told to go on."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FakeClock:
    """A clock that moves only by `pass_`."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self._now += timedelta(seconds=seconds)
