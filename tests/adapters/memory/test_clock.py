"""Clocks: the real one tells the time in UTC, the other only what it is told."""

from datetime import UTC, datetime, timedelta

from bot.adapters.memory import FakeClock, SystemClock


def test_the_real_clock_speaks_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_the_real_clock_goes_on() -> None:
    clock = SystemClock()
    assert clock.now() <= clock.now()


def test_the_other_stands_still_until_it_is_told_to_go_on() -> None:
    clock = FakeClock(datetime(2026, 11, 22, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.pass_(90)
    assert clock.now() == datetime(2026, 11, 22, 0, 1, 30, tzinfo=UTC)
