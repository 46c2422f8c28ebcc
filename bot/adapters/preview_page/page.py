"""The web server of the preview: one page, made here, no build step, for this machine only."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.adapters.preview_page.playing import Chat, played
from bot.core.language import LANGUAGES
from bot.core.scenario import Scenario
from bot.core.vocabulary import Vocabulary

FILES: Final = Path(__file__).parent / "files"
LOOK_EVERY: Final = 0.3
"""Seconds between looks at the file: an author should not notice the wait."""

_HOSTS: Final = ["127.0.0.1", "localhost", "[::1]", "::1"]
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " style-src 'self' 'unsafe-inline'"
)


@dataclass(frozen=True, slots=True)
class View:
    """The file as it is now: its faults in words, and the scenario if it can be played.

    `faults` are (kind, place, what is wrong, what to do); `graph` is an SVG of our own making.
    """

    file: str
    faults: tuple[tuple[str, str, str, str], ...]
    scenario: Scenario | None
    graph: str | None = None


Look = Callable[[str], View]
"""Reads the file and tells about it in this language."""


def preview_app(look: Look, version: Callable[[], str], vocabulary: Vocabulary) -> Starlette:
    """The page over `look`; `version` is another text whenever the file has changed."""
    pages = _Pages(look, version, vocabulary)
    routes = [
        Route("/", pages.whole),
        Route("/look", pages.look),
        Route("/play", pages.play, methods=["POST"]),
        Route("/changes", pages.changes),
        Route("/style.css", _file("style.css", "text/css")),
        Route("/script.js", _file("script.js", "text/javascript")),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS)
    return Starlette(routes=routes, middleware=[hosts])


class _Pages:
    def __init__(self, look: Look, version: Callable[[], str], vocabulary: Vocabulary) -> None:
        self._look, self._version, self._vocabulary = look, version, vocabulary
        self._templates = Environment(
            loader=FileSystemLoader(FILES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    async def whole(self, request: Request) -> Response:
        language = _language(request.query_params.get("lang"))
        view = self._look(language)
        chat = self._chat(view, [], language, 1)
        return self._page("page.html", view=view, chat=chat, language=language)

    async def look(self, request: Request) -> Response:
        language = _language(request.query_params.get("lang"))
        return self._page("look.html", view=self._look(language), language=language)

    async def play(self, request: Request) -> Response:
        wanted = await _json(request)
        language = _language(wanted.get("lang"))
        moves = [str(move) for move in _list(wanted.get("moves"))]
        seed = wanted.get("seed")
        number = seed if isinstance(seed, int) else 1
        view = self._look(language)
        chat = self._chat(view, moves, language, number)
        return self._page("chat.html", view=view, chat=chat, language=language)

    async def changes(self, request: Request) -> Response:
        return StreamingResponse(self._told(request), media_type="text/event-stream")

    async def _told(self, request: Request) -> AsyncIterator[str]:
        known = self._version()
        yield f"data: {known}\n\n"
        while not await request.is_disconnected():
            await asyncio.sleep(LOOK_EVERY)
            if (now := self._version()) != known:
                known = now
                yield f"data: {known}\n\n"

    def _chat(self, view: View, moves: list[str], language: str, seed: int) -> Chat:
        if view.scenario is None:
            return Chat()
        return played(view.scenario, self._vocabulary, moves, language, seed)

    def _page(self, name: str, **values: Any) -> Response:
        html = self._templates.get_template(name).render(**values)
        return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY})


def _file(name: str, kind: str) -> Callable[[Request], Any]:
    async def send(request: Request) -> Response:
        return FileResponse(FILES / name, media_type=kind, headers={"Cache-Control": "no-cache"})

    return send


def _language(wanted: object) -> str:
    return wanted if isinstance(wanted, str) and wanted in LANGUAGES else LANGUAGES[0]


async def _json(request: Request) -> dict[str, Any]:
    try:
        found = await request.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []
