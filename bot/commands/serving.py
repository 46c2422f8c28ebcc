"""Serving until the process is asked to end: the bot, and web applications beside it."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from errno import EADDRINUSE
from threading import Timer
from typing import Final

import uvicorn
from starlette.applications import Starlette

from bot.adapters.monitoring import log_stray
from bot.errors import ConfigError

MOST_AT_ONCE: Final = 200
"""Connections that are answered; Telegram opens up to 100 to a webhook. Further ones get a 503."""

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
            log_config=None,  # its own shows what an error says, and with it people's words
            log_level="warning",
            access_log=False,
            lifespan="off",
            limit_concurrency=MOST_AT_ONCE,
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


def run_service(service: Coroutine[object, object, None]) -> None:
    """Run a service that ends by itself, and end with it.

    Threads that still hang then, such as one that waits for a name to be resolved, are left after
    `LAST_SECONDS`, and the process with them; asyncio would wait for them without end.
    """
    end = Timer(LAST_SECONDS, os._exit, (0,))
    end.daemon = True

    async def whole() -> None:
        asyncio.get_running_loop().set_exception_handler(log_stray)
        await service
        end.start()

    asyncio.run(whole())
    end.cancel()
