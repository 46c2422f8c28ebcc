"""No test reaches another machine."""

import socket
import urllib.request

import pytest

from tests.no_network import NetworkRefused

ELSEWHERE = "192.0.2.1"


def test_another_machine_is_refused() -> None:
    with socket.socket() as line, pytest.raises((NetworkRefused, AssertionError)):
        line.connect((ELSEWHERE, 80))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("api.telegram.org", 443)


def test_no_packet_is_sent_without_a_connection() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(NetworkRefused):
        line.sendto(b"?", (ELSEWHERE, 53))


def test_no_proxy_is_asked() -> None:
    assert urllib.request.getproxies_environment() == {}


def test_this_machine_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
