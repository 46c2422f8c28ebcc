"""Lines of the log, for people and for machines; a foreign error's words stay out of both."""

import asyncio
import gc
import json
import logging
from contextlib import suppress
from io import StringIO
from typing import Literal

import pytest

from bot.adapters.monitoring import formatter, log_stray

FORMS = pytest.mark.parametrize("form", ["text", "json"])
SECRET = "돈은 장롱 서랍에 있소"


def logged(form: Literal["text", "json"], stir: Exception | None = None) -> str:
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(formatter(form))
    log = logging.Logger("test")
    log.addHandler(handler)
    if stir is None:
        log.warning("the NLU answered with status %s", 500)
        return lines.getvalue()
    log.error("an update was given up", exc_info=raised(stir))
    return lines.getvalue()


def raised(stir: Exception) -> Exception:
    """An error that was raised here."""
    with suppress(type(stir)):
        raise stir
    return stir


def test_as_text_it_is_a_sentence_with_its_time() -> None:
    assert logged("text").endswith(" WARNING the NLU answered with status 500\n")


def test_as_json_it_is_one_object_a_line() -> None:
    (line,) = logged("json").splitlines()
    found = json.loads(line)
    assert found.pop("at").endswith("+00:00")
    assert found == {"level": "WARNING", "what": "the NLU answered with status 500"}


@FORMS
def test_an_error_is_named_by_its_kind_and_place(form: Literal["text", "json"]) -> None:
    said = logged(form, ValueError(SECRET))
    assert "ValueError in test_logs.py:" in said
    assert SECRET not in said
    assert "Traceback" not in said


@FORMS
def test_an_error_that_another_handler_wrote_out_before_stays_out(
    form: Literal["text", "json"],
) -> None:
    error = raised(ValueError(SECRET))
    found = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("test", logging.ERROR, "x.py", 1, "given up", (), found)
    logging.Formatter().format(record)
    assert SECRET not in formatter(form).format(record)


class TestStray:
    """Faults that nobody waited for."""

    @pytest.fixture(autouse=True)
    async def handled(self) -> None:
        asyncio.get_running_loop().set_exception_handler(log_stray)

    async def test_a_task_is_not_written_out(self, caplog: pytest.LogCaptureFixture) -> None:
        async def fail(words: str) -> None:
            raise ValueError(words)

        await asyncio.wait([asyncio.create_task(fail(SECRET), name=SECRET)])
        gc.collect()
        assert "ValueError in test_logs.py:" in caplog.text
        assert SECRET not in caplog.text

    async def test_nor_is_what_was_called(self, caplog: pytest.LogCaptureFixture) -> None:
        asyncio.get_running_loop().call_soon(int, SECRET)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert "nobody waited for: ValueError" in caplog.text
        assert SECRET not in caplog.text

    async def test_nor_what_came_without_an_error(self, caplog: pytest.LogCaptureFixture) -> None:
        asyncio.get_running_loop().call_exception_handler({"message": SECRET})
        assert "nobody waited for" in caplog.text
        assert SECRET not in caplog.text
