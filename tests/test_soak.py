"""The short form of `make soak`: memory stands once everything is warm."""

from pathlib import Path

from tests.soak import MOST_GROWTH, Sample, growth, soak


async def test_memory_stays_flat(tmp_path: Path) -> None:
    samples = await soak(tmp_path, 600)
    assert [one.turns for one in samples][-1] == 600
    assert growth(samples) <= MOST_GROWTH


def test_growth_is_counted_from_the_first_tenth_on() -> None:
    samples = [Sample(turns, turns / 100, 0.0) for turns in range(0, 2001, 100)]
    assert growth(samples) == 18.0
