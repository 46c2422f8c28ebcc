"""The webhook: only Telegram is heard, and it is answered once the update is saved."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.adapters.telegram import TelegramService
from bot.adapters.telegram.webhook import MOST_BYTES, PATH, SECRET_HEADER, webhook_app
from bot.errors import ConfigError
from bot.ports import Message, Words
from tests.bot_api import TOKEN, BotApi, faults, updates
from tests.bot_api.faults import Fault

SECRET = "a-secret_of-Telegram"
KNOWN = {SECRET_HEADER: SECRET}


def update(number: int, text: str = "네") -> dict[str, Any]:
    said = updates.text(updates.private(7), updates.user(7), text)
    return {"update_id": number, "message": said}


class Notebook:
    """Writes messages down as soon as it may."""

    def __init__(self) -> None:
        self.written: list[Message] = []
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.asked = asyncio.Event()

    async def handle(self, message: Message) -> None:
        self.asked.set()
        await self.may_write.wait()
        self.written.append(message)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
async def bot(api: BotApi, notebook: Notebook) -> AsyncIterator[TelegramService]:
    made = TelegramService(TOKEN, api.url, pace=0)
    await made.start(notebook.handle)
    yield made
    await made.stop()


@pytest.fixture
def app(bot: TelegramService) -> Starlette:
    return webhook_app(bot, SECRET)


@pytest.fixture
async def telegram(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    line = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=line, base_url="http://bot") as client:
        yield client


class TestWhoIsHeard:
    async def test_who_knows_the_secret(
        self, telegram: httpx.AsyncClient, notebook: Notebook
    ) -> None:
        answer = await telegram.post(PATH, json=update(1), headers=KNOWN)
        assert answer.status_code == 200
        assert [one.content for one in notebook.written] == [Words("네")]

    @pytest.mark.parametrize(
        "headers",
        [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: SECRET + "!"}],
    )
    async def test_nobody_else(
        self, telegram: httpx.AsyncClient, notebook: Notebook, headers: dict[str, str]
    ) -> None:
        answer = await telegram.post(PATH, json=update(1), headers=headers)
        assert answer.status_code == 403
        assert notebook.written == []

    async def test_a_secret_in_strange_letters_is_just_wrong(
        self, telegram: httpx.AsyncClient
    ) -> None:
        strange = {SECRET_HEADER.encode(): b"\xff\xfe"}
        answer = await telegram.post(PATH, json=update(1), headers=strange)
        assert answer.status_code == 403

    @pytest.mark.parametrize(("method", "path"), [("GET", PATH), ("POST", "/"), ("POST", "/x")])
    async def test_there_is_nothing_else_to_find(
        self, telegram: httpx.AsyncClient, method: str, path: str
    ) -> None:
        answer = await telegram.request(method, path, headers=KNOWN)
        assert answer.status_code in (404, 405)


class TestWhatIsTaken:
    async def test_a_body_may_be_as_long_as_the_limit(self, telegram: httpx.AsyncClient) -> None:
        body = json.dumps(update(1)).ljust(MOST_BYTES)
        answer = await telegram.post(PATH, content=body, headers=KNOWN)
        assert answer.status_code == 200

    async def test_but_no_longer(self, telegram: httpx.AsyncClient, notebook: Notebook) -> None:
        body = json.dumps(update(1)).ljust(MOST_BYTES + 1)
        answer = await telegram.post(PATH, content=body, headers=KNOWN)
        assert answer.status_code == 413
        assert notebook.written == []

    async def test_a_body_without_end_is_not_read_to_its_end(
        self, telegram: httpx.AsyncClient
    ) -> None:
        given = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal given
            while given < 100 * MOST_BYTES:
                given += 65536
                yield b" " * 65536

        answer = await telegram.post(PATH, content=endless(), headers=KNOWN)
        assert answer.status_code == 413

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b'"/start"',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"message": {}}',
            b'{"update_id": "1"}',
        ],
    )
    async def test_rubbish_is_refused_and_does_no_harm(
        self, telegram: httpx.AsyncClient, notebook: Notebook, body: bytes
    ) -> None:
        answer = await telegram.post(PATH, content=body, headers=KNOWN)
        assert answer.status_code == 400
        answer = await telegram.post(PATH, json=update(2), headers=KNOWN)
        assert answer.status_code == 200
        assert len(notebook.written) == 1

    @pytest.mark.parametrize("body", updates.BROKEN)
    async def test_an_update_that_cannot_be_read_is_acknowledged_so_that_it_comes_no_more(
        self, telegram: httpx.AsyncClient, notebook: Notebook, body: dict[str, Any]
    ) -> None:
        answer = await telegram.post(PATH, json={"update_id": 1, **body}, headers=KNOWN)
        assert answer.status_code == 200
        assert notebook.written == []

    async def test_a_caller_who_hangs_up_early_changes_nothing(
        self, app: Starlette, notebook: Notebook
    ) -> None:
        scope = {
            "type": "http",
            "method": "POST",
            "path": PATH,
            "query_string": b"",
            "headers": [(SECRET_HEADER.lower().encode(), SECRET.encode())],
        }
        parts = iter(
            [
                {"type": "http.request", "body": b'{"upd', "more_body": True},
                {"type": "http.disconnect"},
            ]
        )

        async def receive() -> Any:
            return next(parts)

        async def send(message: Any) -> None:
            """Nobody listens any more."""

        await app(scope, receive, send)
        assert notebook.written == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
SHAPES = st.fixed_dictionaries(
    {},
    optional={
        "update_id": JSON,
        "message": JSON
        | st.fixed_dictionaries(
            {"message_id": JSON, "date": JSON, "chat": JSON}, optional={"from": JSON, "text": JSON}
        )
        | st.fixed_dictionaries(
            {
                "message_id": st.just(1),
                "date": st.just(1),
                "chat": st.fixed_dictionaries({"id": JSON, "type": st.just("private") | JSON}),
                "from": st.fixed_dictionaries(
                    {"id": JSON, "is_bot": JSON, "first_name": JSON},
                    optional={"language_code": JSON},
                ),
            },
            optional={"text": JSON, "photo": JSON, "voice": JSON},
        ),
        "callback_query": JSON
        | st.fixed_dictionaries(
            {
                "id": JSON,
                "chat_instance": JSON,
                "from": st.fixed_dictionaries({"id": JSON, "is_bot": JSON, "first_name": JSON}),
            },
            optional={"data": JSON, "message": JSON},
        ),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=SHAPES)
async def test_any_json_is_taken_or_refused(telegram: httpx.AsyncClient, shape: Any) -> None:
    answer = await telegram.post(PATH, json=shape, headers=KNOWN)
    assert answer.status_code in (200, 400)


class TestWhenItAnswers:
    async def test_telegram_is_answered_only_once_the_update_is_saved(
        self, telegram: httpx.AsyncClient, notebook: Notebook
    ) -> None:
        notebook.may_write.clear()
        calling = asyncio.create_task(telegram.post(PATH, json=update(1), headers=KNOWN))
        async with asyncio.timeout(10):
            await notebook.asked.wait()
            assert not calling.done()
            notebook.may_write.set()
            assert (await calling).status_code == 200
        assert len(notebook.written) == 1

    async def test_calls_at_the_same_time_keep_the_order_of_a_chat(
        self, telegram: httpx.AsyncClient, notebook: Notebook
    ) -> None:
        calls = (
            telegram.post(PATH, json=update(number, str(number)), headers=KNOWN)
            for number in range(20)
        )
        await asyncio.gather(*calls)
        assert [one.content for one in notebook.written] == [Words(str(n)) for n in range(20)]


class TestAskingForCalls:
    async def test_telegram_learns_address_and_secret(
        self, api: BotApi, bot: TelegramService
    ) -> None:
        await bot.expect_calls("http://127.0.0.1:9/telegram", SECRET)
        (asked,) = (call.fields for call in api.calls if call.method == "setWebhook")
        assert asked["url"] == "http://127.0.0.1:9/telegram"
        assert asked["secret_token"] == SECRET
        assert json.loads(asked["allowed_updates"]) == ["message", "callback_query"]

    async def test_an_address_that_telegram_refuses_is_a_wrong_setting(
        self, bot: TelegramService
    ) -> None:
        with pytest.raises(ConfigError, match=r"telegram\.webhook_url"):
            await bot.expect_calls("http://elsewhere.example/telegram", SECRET)

    @pytest.mark.parametrize(
        "fault", [faults.refuse(500), faults.refuse(429, retry_after=0), faults.cut]
    )
    async def test_a_passing_fault_does_not_end_the_bot(
        self, api: BotApi, bot: TelegramService, fault: Fault
    ) -> None:
        api.break_next("setWebhook", fault)
        await bot.expect_calls("http://127.0.0.1:9/telegram", SECRET)
        assert api.count("setWebhook") == 2
