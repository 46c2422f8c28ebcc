"""Answers `POST /model/parse` on this machine: `python -m components.server`.

Rasa's own server and agent, with what must hold for people's words set beforehand: loopback only,
a token always, no telemetry, no log of a reply, and no way to load or train anything from outside.
"""

from __future__ import annotations

from components import quiet, stand_ins

quiet.settle()
stand_ins.install()

import argparse  # noqa: E402  Rasa must not be imported before the two lines above
import asyncio  # noqa: E402
import errno  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402
from http import HTTPStatus  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Final  # noqa: E402

from rasa.core.agent import Agent  # noqa: E402
from rasa.core.utils import AvailableEndpoints  # noqa: E402
from rasa.exceptions import ModelNotFound  # noqa: E402
from rasa.server import create_app  # noqa: E402
from sanic import Sanic, response  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse  # noqa: E402

from components.agent import ThreadedAgent  # noqa: E402
from components.train import MODEL  # noqa: E402

HOST: Final = "127.0.0.1"
TOKEN_VARIABLE: Final = "SCAMDRILL_NLU_TOKEN"
SHORTEST_TOKEN: Final = 16
OPEN_PATHS: Final = frozenset({"/", "/version", "/status", "/model/parse"})
# Seconds from the start to the loop that answers: a request to stop before that would be lost.
_SETTLED: Final = 0.1
LARGEST_REQUEST: Final = 256 * 1024  # bytes; two texts of 4,096 characters, escaped twice, fit


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is told to stop; 0 then, 1 if there is no model, 2 if wrongly called."""
    options = _options(arguments)
    token = os.environ.pop(TOKEN_VARIABLE, "")
    if len(token) < SHORTEST_TOKEN:
        print(f"{TOKEN_VARIABLE} must hold at least {SHORTEST_TOKEN} characters", file=sys.stderr)
        return 2
    try:
        listening = _listen(options.port) if options.fd is None else _inherited(options.fd)
    except OSError as error:
        place = f"{HOST}:{options.port}" if options.fd is None else f"descriptor {options.fd}"
        print(f"cannot listen on {place}: {error.strerror}", file=sys.stderr)
        return 1
    begun = time.monotonic()
    try:
        agent = ThreadedAgent(options.model, options.threads)
    except ModelNotFound:
        print(f"there is no model at {options.model}; train one first", file=sys.stderr)
        return 1
    app = make_app(agent, token)
    ready = {"port": listening.getsockname()[1], "load_seconds": round(time.monotonic() - begun, 1)}

    def begin(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        if options.stop_with_stdin:
            loop.call_later(_SETTLED, _stop_with_stdin, app, loop)
        loop.call_later(_SETTLED, _say, ready)

    app.register_listener(begin, "after_server_start")
    app.run(sock=listening, access_log=False, debug=False, motd=False)
    return 0


def make_app(agent: Agent, token: str) -> Sanic:
    """Rasa's own web application around the agent, open for OPEN_PATHS only."""
    app = create_app(agent=agent, auth_token=token, endpoints=AvailableEndpoints())
    app.configure_logging = False
    quiet.mute_sanic()
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.KEEP_ALIVE_TIMEOUT = 600
    app.register_middleware(_only_open_paths, "request")
    return app


def _only_open_paths(request: Request) -> HTTPResponse | None:
    if request.path in OPEN_PATHS:
        return None
    return response.json({"status": "failure", "code": 404}, HTTPStatus.NOT_FOUND)


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    return listening


def _inherited(fd: int) -> socket.socket:
    listening = socket.socket(fileno=fd)
    if listening.family != socket.AF_INET or listening.getsockname()[0] != HOST:
        raise OSError(errno.EADDRNOTAVAIL, f"it is not bound to {HOST}")
    return listening


def _say(ready: dict[str, Any]) -> None:
    print(json.dumps({"ready": True, **ready}), flush=True)


def _stop_with_stdin(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    # Whoever started this server holds the other end: when it dies, however it dies, this ends.
    def wait() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(app.stop)

    threading.Thread(target=wait, daemon=True).start()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m components.server", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="the model's file (%(default)s)")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (%(default)s)")
    parser.add_argument(
        "--fd",
        type=int,
        help="the descriptor of a socket bound to 127.0.0.1, in the place of --port",
    )
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument(
        "--stop-with-stdin", action="store_true", help="stop when standard input ends"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
