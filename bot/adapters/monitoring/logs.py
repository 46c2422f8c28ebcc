"""How a line of the log looks: as text for people, or as JSON for machines.

Neither shows the message of a foreign error or a traceback: they may hold what somebody typed.
"""

import asyncio
import json
import logging
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal

from bot.errors import kind_and_place

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

log = logging.getLogger(__name__)


def formatter(form: Literal["text", "json"]) -> logging.Formatter:
    """What makes lines of this form."""
    return _AsJson() if form == "json" else _AsText("%(asctime)s %(levelname)s %(message)s")


def log_stray(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Handles for an event loop what nobody waited for: only its kind and place are logged.

    asyncio by itself writes out what it was working on.
    """
    log.error("something failed that nobody waited for: %s", _place(context.get("exception")))


class _AsText(logging.Formatter):
    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name is logging's
        return _place(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = record.stack_info = None  # another handler may have filled them in
        return super().format(record)


class _AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "what": record.getMessage()}
        if record.exc_info:
            line["error"] = _place(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _place(error: BaseException | None) -> str:
    return kind_and_place(error) if error else "error"
