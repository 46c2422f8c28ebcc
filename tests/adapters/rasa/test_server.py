"""The NLU server as a process: what it is told, what it can reach, and that it does not outlive us.

A shell script stands in for Rasa; the real one is started in the end-to-end tests.
"""

import asyncio
import contextlib
import errno
import os
import re
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.rasa import RasaServer
from bot.errors import NluFailed

SCRIPT = """#!/bin/sh
env > env.part
pwd > pwd
printf '%s\\n' "$@" > arguments
ls -l /proc/$$/fd > open
tr '\\0' ' ' < /proc/$$/cmdline > seen-by-others
mv env.part env
cat > /dev/null
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An NLU project whose Python writes down how it was started."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(SCRIPT)
    python.chmod(0o700)
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SCAMDRILL_KEY", "HOME"):
        monkeypatch.setenv(name, f"s3cret-{name}")
    return tmp_path


@pytest.fixture
async def server(folder: Path) -> AsyncIterator[RasaServer]:
    made = RasaServer(folder)
    await made.start()
    async with asyncio.timeout(10):
        while not (folder / "env").exists():
            await asyncio.sleep(0.01)
    yield made
    await made.stop()


def environment(folder: Path) -> dict[str, str]:
    lines = (folder / "env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


async def test_no_secret_of_ours_is_in_its_environment(server: RasaServer, folder: Path) -> None:
    found = environment(folder)
    assert not any("s3cret" in value for value in found.values())
    shell = {"PWD", "OLDPWD", "SHLVL", "_"}
    known = {"PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "SCAMDRILL_NLU_TOKEN"}
    assert set(found) - shell <= known
    assert found["SCAMDRILL_NLU_TOKEN"] == server.secret


async def test_the_secret_of_its_api_is_long_new_and_in_no_process_list(
    server: RasaServer, folder: Path
) -> None:
    assert len(server.secret) >= 32
    another = RasaServer(folder)
    assert another.secret != server.secret
    await another.stop()
    for file in ("arguments", "seen-by-others"):
        assert server.secret not in (folder / file).read_text()
    assert server.secret not in repr(server)


async def test_it_is_on_the_loopback(server: RasaServer) -> None:
    assert server.url.startswith("http://127.0.0.1:")


def taken(server: RasaServer) -> bool:
    """Whether nobody else can bind the port, however they try."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", int(server.url.rpartition(":")[2])))
        except OSError as error:
            assert error.errno == errno.EADDRINUSE
            return True
    return False


async def test_nobody_else_can_take_its_port_from_the_beginning_until_it_is_stopped(
    folder: Path,
) -> None:
    server = RasaServer(folder)
    url = server.url
    assert taken(server)
    for _ in range(2):
        await server.start()
        assert server._process is not None
        server.end()
        await server._process.wait()
        assert taken(server), "also while it is started again"
    assert server.url == url
    await server.stop()
    async with asyncio.timeout(10):  # what the script started has it open a moment longer
        while taken(server):
            await asyncio.sleep(0.01)


async def test_it_gets_the_socket_of_its_port(server: RasaServer, folder: Path) -> None:
    (argument,) = re.findall(r"--fd=\d+", (folder / "arguments").read_text())
    descriptor = argument.removeprefix("--fd=")
    (line,) = [one for one in (folder / "open").read_text().splitlines() if "socket:" in one]
    assert f" {descriptor} -> socket:" in line


async def test_what_one_that_was_killed_has_left_goes_before_the_next(
    server: RasaServer, folder: Path
) -> None:
    left = Path(environment(folder)["HOME"])
    (left / "model").touch()
    server.end()
    await server.start()
    assert not left.exists()


async def test_it_writes_to_a_folder_of_its_own_that_goes_with_it(
    server: RasaServer, folder: Path
) -> None:
    found = environment(folder)
    home = Path(found["HOME"])
    assert found["TMPDIR"] == found["HOME"]
    assert home.stat().st_mode & 0o777 == 0o700
    assert list(home.iterdir()) == []
    (home / "model").touch()
    await server.stop()
    assert not home.exists()


async def test_it_has_no_file_of_ours_open(server: RasaServer, folder: Path) -> None:
    found = (folder / "open").read_text()
    assert "/dev/null" in found
    for line in found.splitlines():
        target = line.partition(" -> ")[2]
        ours = ("/dev/null", "pipe:", "socket:", str(folder))
        assert not target or target.startswith(ours)


async def test_it_ends_with_whoever_started_it(server: RasaServer) -> None:
    """The other end of its standard input is ours: the kernel closes that, however we end."""
    pid = server.pid
    assert pid is not None
    assert server._process is not None
    assert server._process.stdin is not None
    server._process.stdin.close()
    async with asyncio.timeout(10):
        await server._process.wait()
    assert server.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_one_that_listens_to_nothing_can_be_ended_and_is_started_again(
    server: RasaServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.rasa.server.FIRST_WAIT", 0.005)
    first = server.pid
    assert first is not None
    watching = asyncio.create_task(server.watch())
    os.kill(first, signal.SIGSTOP)
    server.end()
    try:
        async with asyncio.timeout(10):
            while server.pid in (None, first):
                await asyncio.sleep(0.01)
    finally:
        watching.cancel()
        with contextlib.suppress(ProcessLookupError):
            os.kill(first, signal.SIGCONT)


async def test_without_its_environment_it_is_not_started(tmp_path: Path) -> None:
    server = RasaServer(tmp_path)
    with pytest.raises(NluFailed, match="make nlu"):
        await server.start()
    await server.stop()
