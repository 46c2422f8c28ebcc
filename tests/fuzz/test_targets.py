"""What a fuzzer begins with, and everything that it ever found."""

from pathlib import Path

import pytest

from tests.fuzz.__main__ import NAMES
from tests.fuzz.targets import TARGETS

FOUND = sorted((Path(__file__).parent / "found").glob("*/*"))


def test_every_target_can_be_named() -> None:
    assert tuple(TARGETS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_do_no_harm(name: str) -> None:
    seeds = TARGETS[name].seeds()
    assert seeds
    for seed in seeds:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}-{file.name[:24]}")
def test_what_was_found_does_no_harm_any_more(file: Path) -> None:
    TARGETS[file.parent.name].run(file.read_bytes())
