"""The NLU server as a child process: started, watched, started again, stopped."""

import asyncio
import logging
import os
import secrets
import shutil
import socket
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from bot.errors import NluFailed

FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
"""Seconds before a server that ended by itself is started again."""

STOP_SECONDS: Final = 5.0

PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the child sees of our environment: no token and no key is among it."""

log = logging.getLogger(__name__)


class RasaServer:
    """Rasa on a loopback port of its own, with the environment in `folder` (the `nlu/` project).

    `secret` is the token of its API: made anew at each start of the bot, never shown or stored.
    Errors of `start`: NluFailed if the environment is not set up.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = folder / ".venv" / "bin" / "python"
        self._process: Process | None = None
        self._home: Path | None = None
        self.port = _free_port()
        self.secret = secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process id while the server runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start the process; it takes a while until it answers."""
        if not self._python.exists():
            raise NluFailed("The NLU is not set up. Run: make nlu")
        self._home = self._home or Path(mkdtemp(prefix="scamdrill-nlu-"))
        self._process = await asyncio.create_subprocess_exec(
            self._python,
            "-m",
            "components.server",
            f"--port={self.port}",
            "--stop-with-stdin",  # so that it cannot outlive a bot that was killed
            cwd=self._folder,
            env=self._environment(self._home),
            stdin=PIPE,
            stdout=DEVNULL,
            stderr=DEVNULL,
        )

    async def watch(self) -> None:
        """Start the process again whenever it ends, until cancelled."""
        wait = FIRST_WAIT
        while True:
            assert self._process is not None, "start comes before watch"
            began = asyncio.get_running_loop().time()
            status = await self._process.wait()
            lasted = asyncio.get_running_loop().time() - began
            wait = FIRST_WAIT if lasted > LONGEST_WAIT else min(LONGEST_WAIT, wait * 2)
            log.warning(
                "the NLU server ended (status %s) and is started again%s", status, _hint(status)
            )
            await asyncio.sleep(wait)
            await self.start()

    async def stop(self) -> None:
        """Ask the process to end, and end it if it does not."""
        if self._process is not None and self._process.returncode is None:
            await self._end(self._process)
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    async def _end(self, process: Process) -> None:
        process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    def _environment(self, home: Path) -> dict[str, str]:
        """All that the process is told; `home` is the one folder that it is told to write to."""
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        own = {"HOME": str(home), "TMPDIR": str(home), "SCAMDRILL_NLU_TOKEN": self.secret}
        return {**passed, **own}


def _hint(status: int) -> str:
    return "; if that goes on, run: make nlu" if status == 1 else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
