"""Serving a web application beside the bot, in the same process and event loop."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from errno import EADDRINUSE
from typing import Final

import uvicorn
from starlette.applications import Starlette

from bot.errors import ConfigError

LAST_SECONDS: Final = 3
"""For calls that are being answered when the program is asked to end."""


class _Beside(uvicorn.Server):
    """A server that leaves the signals to the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: Starlette, host: str, port: int, setting: str) -> AsyncIterator[None]:
    """`app`, served while the context is open; `setting` names the port in config.yaml.

    Errors: ConfigError where nothing can listen there.
    """
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        reason = (
            f"Port {port} is in use. Close the other program, "
            if error.errno == EADDRINUSE
            else f"Nothing can listen at {host}:{port} ({error.strerror}). Change the host, "
        )
        raise ConfigError(f"{reason}or change {setting} in config.yaml.") from error
    server = _Beside(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=LAST_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
        listening.close()


async def until_asked_to_end(serving: Coroutine[object, object, object]) -> None:
    """Serve until SIGTERM or SIGINT, or until serving fails."""
    task = asyncio.ensure_future(serving)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
