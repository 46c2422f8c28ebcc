"""For all tests: no network but loopback, no deadlines in Hypothesis, and the plays' switch."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.no_network"]

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("exploring", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-plays",
        action="store_true",
        help="write what the play-throughs in tests/plays came to, in the place of comparing it",
    )
