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

HOST: Final = "127.0.0.1"

FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
"""Seconds before a server that ended by itself is started again."""

STOP_SECONDS: Final = 5.0

PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the child sees of our environment: no token and no key is among it."""

log = logging.getLogger(__name__)


class RasaServer:
    """Rasa on a loopback port of its own, with the environment in `folder` (the `nlu/` project).

    The port is ours from the beginning until `stop`, also while the process is started again:
    nobody else on the machine can answer there. `secret` is the token of its API: made anew at each
    start of the bot, never shown or stored. What the process writes lies in a folder of its own,
    which goes with it. Errors of `start`: NluFailed if the environment is not set up.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = folder / ".venv" / "bin" / "python"
        self._process: Process | None = None
        self._home: Path | None = None
        self._socket = _bound()
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self.secret = secrets.token_urlsafe(24)

    @property
    def pid(self) -> int | None:
        """The process id while the server runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start the process; it takes a while until it answers."""
        if not self._python.exists():
            raise NluFailed("The NLU is not set up. Run: make nlu")
        self._clear()
        self._home = Path(mkdtemp(prefix="scamdrill-nlu-"))
        self._process = await asyncio.create_subprocess_exec(
            self._python,
            "-m",
            "components.server",
            f"--fd={self._socket.fileno()}",
            "--stop-with-stdin",  # so that it cannot outlive a bot that was killed
            cwd=self._folder,
            pass_fds=(self._socket.fileno(),),
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

    def end(self) -> None:
        """End the process although it does not listen; `watch` starts it again."""
        if self.pid is not None and self._process is not None:
            self._process.kill()

    async def stop(self) -> None:
        """Ask the process to end, and end it if it does not."""
        if self._process is not None and self._process.returncode is None:
            await self._end(self._process)
        self._clear()
        self._socket.close()

    def _clear(self) -> None:
        """Erase what a process left behind that was killed."""
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


def _bound() -> socket.socket:
    """A free port that is taken from now on: without SO_REUSEADDR nobody can bind it as well."""
    taken = socket.socket()
    taken.bind((HOST, 0))
    return taken
