"""What holds for every process here: no telemetry, no user text in a log, no stray files.

Rasa can be told each of these things from outside; here they are simply so.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CACHE: Final = ROOT / ".cache"

# One reply is too small to split over cores: threads of the number libraries would only fight
# with the threads that answer other replies.
_ENVIRONMENT: Final = {
    "RASA_TELEMETRY_ENABLED": "false",
    "ORT_DISABLE_TELEMETRY": "1",  # else ONNX Runtime reports to its makers, from 1.29 on
    "RASA_MAX_CACHE_SIZE": "0",
    "LOG_LEVEL": "WARNING",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "HF_HUB_OFFLINE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_OURS: Final = "components"


class _Reticent(logging.Formatter):
    """Prints our own records in full, of others only where and how bad.

    Rasa and its libraries put what they handle into their messages; that may be a person's reply.
    """

    def format(self, record: logging.LogRecord) -> str:
        if record.name.partition(".")[0] == _OURS:
            return f"{record.levelname.lower()}: {record.getMessage()}"
        fault = f", {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""
        place = f"{record.module}:{record.lineno}"
        return f"{record.levelname.lower()}: {record.name} reports at {place}{fault}"


def settle() -> None:
    """Call before Rasa is imported; afterwards the promises of this module hold."""
    scratch = _scratch()
    os.environ.update(_ENVIRONMENT, RASA_CACHE_DIRECTORY=str(scratch / "rasa"))
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    # A filter would not last: a library sets its own when it is imported.
    warnings.showwarning = lambda *_, **__: None
    sys.dont_write_bytecode = sys.dont_write_bytecode or not os.access(ROOT, os.W_OK)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Reticent())
    handler.setLevel(logging.WARNING)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


@cache
def _scratch() -> Path:
    """A folder for all that this process writes, which goes with it: in TMPDIR where that is set.

    Rasa unpacks a model of 60 MB there. Whoever starts this process may have no right to write
    anywhere else.
    """
    given = os.environ.get("TMPDIR")
    folder = Path(given) if given else CACHE / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    made = tempfile.mkdtemp(prefix="scamdrill-", dir=folder)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def mute_sanic() -> None:
    """Call after Sanic's application is made, which gives it handlers of its own."""
    for name in ("sanic.root", "sanic.error", "sanic.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)


def mute_structlog() -> None:
    """Call after Rasa is imported: its second way of logging passes the same gate as the first."""
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
