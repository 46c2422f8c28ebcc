"""What the tests of the Telegram adapter share."""

from collections.abc import AsyncIterator

import pytest

from tests.bot_api import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
