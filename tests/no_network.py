"""Tests talk to this machine only: every other address is refused before a packet leaves."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any, Final

import pytest

PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy")


class NetworkRefused(OSError):
    """A test wanted to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """For the whole run: connections and name look-ups stay on the loopback."""
    with pytest.MonkeyPatch.context() as patch:
        for name in PROXIES:
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        _guard(patch, socket.socket, "connect")
        _guard(patch, socket.socket, "connect_ex")
        _guard(patch, socket.socket, "sendto")
        look_up = socket.getaddrinfo

        def only_here(host: Any, *rest: Any, **more: Any) -> Any:
            _refuse_others(host)
            return look_up(host, *rest, **more)

        patch.setattr(socket, "getaddrinfo", only_here)
        yield


def _guard(patch: pytest.MonkeyPatch, owner: type[socket.socket], name: str) -> None:
    honest = getattr(owner, name)

    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_others(args[-1][0])
        return honest(self, *args)

    patch.setattr(owner, name, guarded)


def _refuse_others(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost"):
        return
    try:
        here = ip_address(str(name)).is_loopback or str(name) == "0.0.0.0"
    except ValueError:
        here = False
    if not here:
        raise NetworkRefused(f"tests may not reach {name}")
