"""Logging as the program sets it up, and work in the background."""

import asyncio
import logging
from collections.abc import Iterator

import pytest

from bot.bootstrap import QUIET_LOGGERS, SILENT_LOGGERS, running, set_up_logging


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """The levels of these loggers are put back afterwards."""
    loggers = [logging.getLogger(name) for name in (*QUIET_LOGGERS, *SILENT_LOGGERS)]
    before = [one.level for one in loggers]
    yield
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


@pytest.mark.parametrize(
    "name", ["telegram.ext.ExtBot", "telegram.Bot", "telegram.request.BaseRequest"]
)
def test_who_writes_out_what_telegram_brought_is_silent_whatever_happens(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    set_up_logging()
    logging.getLogger(name).critical("Received data was %r", "비밀")
    assert caplog.text == ""


async def test_work_that_fails_is_begun_again_and_told_of_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.bootstrap.AGAIN_SECONDS", 0)
    begun, faults = [], []
    goes_on = asyncio.Event()

    async def work() -> None:
        begun.append("now")
        if len(begun) < 3:
            raise ValueError("내 돈은 장롱에 있소")
        goes_on.set()
        await asyncio.Event().wait()

    async with running(work, lambda: faults.append("one")), asyncio.timeout(10):
        await goes_on.wait()
    assert len(faults) == 2
    assert "ValueError in test_bootstrap.py" in caplog.text
    assert "장롱" not in caplog.text
