"""`/health` and `/metrics`, for monitors on this machine."""

from http import HTTPStatus
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.adapters.monitoring.figures import Figures
from bot.errors import StoreFailed
from bot.ports import Backlog, Clock, Nlu, Store

UNKNOWN: Final = Backlog(0)


def monitoring_app(figures: Figures, store: Store, nlu: Nlu, clock: Clock) -> Starlette:
    """An ASGI application with what a monitor asks for.

    `/health` answers 200 while replies can be taken in and saved, else 503. Without a model drills
    go on with buttons, so `model` says that without making the bot unready. `/health/live` answers
    as long as the program is not stuck.
    """

    async def live(_: Request) -> Response:
        return JSONResponse({"live": True})

    async def health(_: Request) -> Response:
        backlog = await look()
        ready = backlog is not None
        known = backlog or UNKNOWN
        answer = {
            "live": True,
            "ready": ready,
            "model": nlu.ready,
            "unsent": known.unsent if ready else None,
            "oldest_unsent_seconds": age(known) if known.unsent else None,
        }
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(answer, status)

    async def metrics(_: Request) -> Response:
        await look()
        return Response(figures.page(), media_type=CONTENT_TYPE_LATEST)

    async def look() -> Backlog | None:
        """What waits to be sent, None where the store does not say."""
        try:
            backlog = await store.backlog()
        except StoreFailed:
            return None
        figures.look(backlog, age(backlog), model=nlu.ready)
        return backlog

    def age(backlog: Backlog) -> float:
        waits = clock.now() - backlog.oldest if backlog.oldest else None
        return round(max(0.0, waits.total_seconds()), 3) if waits else 0.0

    return Starlette(
        routes=[
            Route("/health", health),
            Route("/health/live", live),
            Route("/metrics", metrics),
        ]
    )
