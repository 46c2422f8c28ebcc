"""For all tests: no network but loopback, no passing time in Hypothesis, and the plays' switch."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["tests.no_network"]

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("exploring", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_connect = socket.socket.connect


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-plays",
        action="store_true",
        help="write what the play-throughs in tests/plays came to, in the place of comparing it",
    )


def _connect_nearby(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and not _is_nearby(address[0]):
        raise AssertionError("a test wanted to reach the network")
    _connect(self, address)


def _is_nearby(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine can be reached; asyncio's own way of connecting goes through it too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_nearby)
        yield
