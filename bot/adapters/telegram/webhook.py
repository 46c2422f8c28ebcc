"""The webhook: Telegram calls, we answer once the update is saved."""

import asyncio
import json
from hmac import compare_digest
from http import HTTPStatus
from typing import Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from bot.adapters.telegram.incoming import update_of
from bot.adapters.telegram.service import TelegramService

PATH: Final = "/telegram"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

MOST_BYTES: Final = 256 * 1024
"""Telegram's updates of our kinds have a few thousand."""


def webhook_app(service: TelegramService, secret: str) -> Starlette:
    """An ASGI application that takes updates at `/telegram` from whoever knows the secret."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not compare_digest(given.encode(), secret.encode()):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        body = await _body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = update_in(body, service)
        if update is None:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        try:
            await service.take(update)
        except asyncio.CancelledError:  # the program ends; Telegram will bring the update again
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        return Response()

    return Starlette(routes=[Route(PATH, receive, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """The whole body, or None as soon as it is too long; what a caller breaks off is empty."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)


def update_in(body: bytes, service: TelegramService) -> Update | None:
    """The update in a body, or None if it is none."""
    try:
        return update_of(json.loads(body), service.app.bot)
    except (ValueError, RecursionError):
        return None
