"""The bot account: what Telegram brings is acknowledged only once it is saved."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from unittest.mock import patch

import pytest

from bot.adapters.telegram import TelegramService, polling, service
from bot.errors import ChannelFailed, ConfigError, StoreFailed
from bot.ports import Address, Attachment, Command, Message, Reply, Tap, Words
from tests.bot_api import TOKEN, BotApi, Phone, faults, updates
from tests.bot_api.pulse import Pulse

ROOM = updates.group(-1007)


class Notebook:
    """Takes messages as the conversation does, and fails as often as it is told."""

    def __init__(self) -> None:
        self.written: list[Message] = []
        self.failures: list[Exception] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.pulse = Pulse()

    async def handle(self, message: Message) -> None:
        await self.gate.wait()
        if self.failures:
            raise self.failures.pop(0)
        if message.key not in {one.key for one in self.written}:
            self.written.append(message)
        self.pulse.beat()

    @property
    def contents(self) -> list[object]:
        return [one.content for one in self.written]

    async def has(self, *contents: object) -> None:
        """Wait until exactly these are written."""
        await self.pulse.until(lambda: len(self.written) >= len(contents), 10)
        assert self.contents == list(contents)


def acknowledged(api: BotApi) -> int:
    """The last update that the bot does not want to see again."""
    asked = [call.fields for call in api.calls if call.method == "getUpdates"]
    return max((int(fields.get("offset", 0)) for fields in asked), default=0) - 1


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
async def bot(api: BotApi, notebook: Notebook) -> AsyncIterator[TelegramService]:
    made = TelegramService(TOKEN, api.url, pace=0)
    with patch.object(service, "FIRST_WAIT", 0.01):
        await made.start(notebook.handle)
        polling = asyncio.create_task(made.poll())
        yield made
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
        await made.stop()


@pytest.fixture
def anna(api: BotApi, bot: TelegramService) -> Phone:
    return Phone(api, 7)


class TestLogin:
    async def test_a_wrong_token_is_said_plainly_and_not_shown(self, api: BotApi) -> None:
        stranger = TelegramService("1:wrong", api.url, pace=0)
        with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN") as raised:
            await stranger.start(Notebook().handle)
        assert "1:wrong" not in str(raised.value)

    async def test_a_silent_address_is_said_plainly(self) -> None:
        lost = TelegramService(TOKEN, "http://127.0.0.1:9", pace=0)
        fast = patch.object(polling, "FIRST_WAIT", 0.01)
        with fast, pytest.raises(ChannelFailed, match=r"telegram\.base_url"):
            await lost.start(Notebook().handle)

    @pytest.mark.parametrize(
        "fault", [faults.refuse(429, retry_after=0), faults.refuse(500), faults.rubbish]
    )
    async def test_so_is_a_telegram_that_is_out_of_order(
        self, api: BotApi, fault: faults.Fault
    ) -> None:
        fast = patch.multiple(polling, FIRST_WAIT=0.01, LONGEST_WAIT=0.01)
        away = api.broken("getMe", fault)
        with away, fast, pytest.raises(ChannelFailed, match="cannot be reached"):
            await TelegramService(TOKEN, api.url, pace=0).start(Notebook().handle)
        assert api.count("getMe") == service.LOGIN_TRIES

    async def test_a_telegram_that_is_away_for_a_moment_is_waited_for(self, api: BotApi) -> None:
        api.break_next("getMe", faults.refuse(502), times=service.LOGIN_TRIES - 1)
        with patch.object(polling, "FIRST_WAIT", 0.01):
            made = TelegramService(TOKEN, api.url, pace=0)
            await made.start(Notebook().handle)
            await made.stop()

    async def test_a_wrong_token_is_not_tried_again(self, api: BotApi) -> None:
        with pytest.raises(ConfigError):
            await TelegramService("1:wrong", api.url, pace=0).start(Notebook().handle)
        assert len(api.calls) <= 1

    async def test_the_commands_are_named_in_both_languages(
        self, api: BotApi, bot: TelegramService
    ) -> None:
        named = [call.fields for call in api.calls if call.method == "setMyCommands"]
        assert [fields.get("language_code") for fields in named] == [None, "en"]
        korean, english = (json.loads(fields["commands"]) for fields in named)
        assert [one["command"] for one in korean] == list(service.COMMANDS)
        assert [one["command"] for one in english] == list(service.COMMANDS)
        assert korean[0]["description"] == "전화 고르기"
        assert english[0]["description"] == "choose a call"

    async def test_menus_that_cannot_be_named_stop_nobody(self, api: BotApi) -> None:
        with api.broken("setMyCommands", faults.refuse(500)):
            made = TelegramService(TOKEN, api.url, pace=0)
            await made.start(Notebook().handle)
            await made.stop()


class TestTaking:
    async def test_what_people_do_becomes_messages(self, anna: Phone, notebook: Notebook) -> None:
        await anna.says("/start")
        await anna.says("누구십니까?")
        await anna.presses("stop")
        await anna.sends("voice")
        await notebook.has(Command("start"), Words("누구십니까?"), Tap("stop"), Attachment("voice"))

    async def test_a_tap_is_answered_so_that_its_button_stops_turning(
        self, api: BotApi, anna: Phone
    ) -> None:
        await anna.presses("stop")
        await api.called("answerCallbackQuery")

    async def test_a_tap_counts_even_if_its_button_keeps_turning(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        api.break_next("answerCallbackQuery", faults.refuse(400, "Bad Request: query is too old"))
        await anna.presses("stop")
        await anna.says("네")
        await notebook.has(Tap("stop"), Words("네"))

    async def test_chats_are_worked_on_side_by_side(
        self, api: BotApi, bot: TelegramService, notebook: Notebook
    ) -> None:
        people = [Phone(api, chat) for chat in range(1, 41)]
        for person in people:
            await person.says("하나")
            await person.says("둘")
        await notebook.pulse.until(lambda: len(notebook.written) == 80, 10)
        for person in people:
            theirs = [m.content for m in notebook.written if m.sender.id == str(person.chat)]
            assert theirs == [Words("하나"), Words("둘")]


class TestAcknowledging:
    async def test_an_update_is_acknowledged_only_once_it_is_saved(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        notebook.gate.clear()
        await api.called("getUpdates")
        said = await anna.says("네")
        assert not await api.pulse.until(lambda: acknowledged(api) >= said, 0.1)
        notebook.gate.set()
        assert await api.pulse.until(lambda: acknowledged(api) == said, 10)

    async def test_updates_that_come_twice_reach_the_store_under_one_name(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        api.break_next("getUpdates", faults.double, times=5)
        await anna.says("하나")
        await anna.says("둘")
        await notebook.has(Words("하나"), Words("둘"))

    async def test_updates_of_an_earlier_answer_may_come_again(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        await anna.says("하나")
        await notebook.has(Words("하나"))
        api.break_next("getUpdates", faults.repeat(api.updates, last=1), times=3)
        await anna.says("둘")
        await anna.says("셋")
        await notebook.has(Words("하나"), Words("둘"), Words("셋"))

    async def test_updates_out_of_order_are_put_in_order(
        self, api: BotApi, bot: TelegramService, notebook: Notebook
    ) -> None:
        ben = Phone(api, 8)
        notebook.gate.clear()
        await ben.says("먼저")
        await api.called("getUpdates")
        api.break_next("getUpdates", faults.shuffle(seed=1), times=5)
        lines = [str(number) for number in range(20)]
        for line in lines:
            await ben.says(line)
        notebook.gate.set()
        await notebook.has(Words("먼저"), *(Words(line) for line in lines))


@pytest.mark.parametrize(
    "fault",
    [
        faults.refuse(500),
        faults.refuse(502),
        faults.refuse(409, "Conflict: terminated by other getUpdates request"),
        faults.refuse(429, retry_after=0),
        faults.rubbish,
        faults.cut,
        faults.half_close,
        faults.lose_answer,
    ],
    ids=["500", "502", "409", "429", "rubbish", "cut", "half-closed", "lost answer"],
)
async def test_polling_goes_on_after_any_fault(
    api: BotApi, notebook: Notebook, fault: faults.Fault
) -> None:
    """From the first call on, which takes down an old webhook."""
    api.break_next("deleteWebhook", fault)
    api.break_next("getUpdates", fault, times=3)
    bot = TelegramService(TOKEN, api.url, pace=0)
    with patch.multiple(polling, FIRST_WAIT=0.01, LONGEST_WAIT=0.02):
        await bot.start(notebook.handle)
        taking = asyncio.create_task(bot.poll())
        await Phone(api, 7).says("네")
        await notebook.has(Words("네"))
        taking.cancel()
        await bot.stop()


@pytest.mark.parametrize("broken", updates.BROKEN)
async def test_an_update_that_cannot_be_read_is_passed_over_and_written_nowhere(
    api: BotApi,
    bot: TelegramService,
    notebook: Notebook,
    broken: updates.Json,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With those that came together with it, and with whatever else it holds."""
    anna = Phone(api, 7)
    notebook.gate.clear()
    await anna.says("하나")
    await api.called("getUpdates")
    good = updates.text(updates.private(7), updates.user(7), "둘")
    told = {"update_id": 10**6, "edited_message": {"text": "비밀 이야기"}, **broken}
    api.break_next("getUpdates", faults.answer([told, {"update_id": 10**6 + 1, "message": good}]))
    with caplog.at_level(logging.INFO):
        notebook.gate.set()
        await notebook.has(Words("하나"), Words("둘"))
        assert await api.pulse.until(lambda: acknowledged(api) == 10**6 + 1, 10)
    assert "cannot be read" in caplog.text
    for word in ("비밀", "하나", "둘", "사람", "hello"):
        assert word not in caplog.text


@pytest.mark.parametrize("result", [None, "rubbish", ["rubbish"], [{}], [{"update_id": "1"}]])
async def test_an_answer_that_is_none_of_the_bot_api_is_asked_for_again(
    api: BotApi, notebook: Notebook, result: object
) -> None:
    api.break_next("getUpdates", faults.answer(result), times=2)
    bot = TelegramService(TOKEN, api.url, pace=0)
    with patch.multiple(polling, FIRST_WAIT=0.01, LONGEST_WAIT=0.02):
        await bot.start(notebook.handle)
        taking = asyncio.create_task(bot.poll())
        await Phone(api, 7).says("네")
        await notebook.has(Words("네"))
        taking.cancel()
        await bot.stop()


async def test_it_knows_whether_it_hears_anybody(api: BotApi, notebook: Notebook) -> None:
    api.break_next("getUpdates", faults.refuse(500), times=2)
    bot = TelegramService(TOKEN, api.url, pace=0)
    known: list[bool] = []
    ask = bot._note

    def note(hears: bool) -> None:
        ask(hears)
        known.append(bot.hears())

    with (
        patch.multiple(polling, FIRST_WAIT=0.01, LONGEST_WAIT=0.02),
        patch.object(bot, "_note", note),
    ):
        await bot.start(notebook.handle)
        assert bot.hears()
        taking = asyncio.create_task(bot.poll())
        await Phone(api, 7).says("네")
        await notebook.has(Words("네"))
        taking.cancel()
        await bot.stop()
    assert known[:3] == [False, False, True]


class TestStoreFailures:
    async def test_a_message_waits_with_one_apology(
        self, anna: Phone, notebook: Notebook, api: BotApi
    ) -> None:
        notebook.failures = [StoreFailed("The disk is full.")] * 3
        await anna.says("네")
        await notebook.has(Words("네"))
        assert [one.text for one in anna.received] == [
            "지금은 기록을 저장할 수 없습니다. 보내신 말은 사라지지 않았습니다. "
            "되는 대로 바로 답하겠습니다."
        ]

    async def test_the_apology_is_in_the_language_of_the_app(
        self, api: BotApi, bot: TelegramService, notebook: Notebook
    ) -> None:
        ben = Phone(api, 8, language="en")
        notebook.failures = [StoreFailed("The disk is full.")]
        await ben.says("yes")
        assert "not lost" in (await ben.hears_something()).text

    async def test_an_apology_that_cannot_be_sent_is_let_go(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        notebook.failures = [StoreFailed("The disk is full.")]
        with api.broken("sendMessage", faults.refuse(500)):
            await anna.says("네")
            await notebook.has(Words("네"))

    async def test_later_messages_of_the_chat_wait_for_their_turn(
        self, anna: Phone, notebook: Notebook
    ) -> None:
        notebook.failures = [StoreFailed("The disk is full.")] * 2
        for line in ("하나", "둘", "셋"):
            await anna.says(line)
        await notebook.has(Words("하나"), Words("둘"), Words("셋"))

    async def test_the_log_holds_nothing_that_was_typed(
        self, anna: Phone, notebook: Notebook, caplog: pytest.LogCaptureFixture
    ) -> None:
        notebook.failures = [StoreFailed("The disk is full."), ValueError("비밀 이야기")]
        with caplog.at_level(logging.INFO):
            await anna.says("비밀 이야기")
            await anna.says("네")
            await notebook.has(Words("네"))
        assert "The disk is full" in caplog.text
        assert "ValueError" in caplog.text
        assert "비밀" not in caplog.text


class TestGroups:
    async def test_who_calls_the_bot_in_a_group_is_sent_to_the_private_chat(
        self, api: BotApi, bot: TelegramService, notebook: Notebook
    ) -> None:
        await api.bring(message=updates.text(ROOM, updates.user(7), "/start@scamdrill_bot"))
        inbox = api.inbox(-1007)
        assert await inbox.pulse.until(lambda: bool(inbox.messages), 10)
        assert "일대일" in inbox.messages[0].text
        assert "private" in inbox.messages[0].text
        assert inbox.messages[0].buttons[0][0][1] == "https://t.me/scamdrill_test_bot?start"
        assert notebook.written == []

    async def test_a_group_is_told_only_once(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        other = updates.group(-1008)
        for room in (ROOM, ROOM, other, ROOM):
            await api.bring(message=updates.text(room, updates.user(7), "/start@scamdrill_bot"))
        await anna.says("네")
        await notebook.has(Words("네"))
        assert await api.pulse.until(lambda: len(api.sent) >= 2, 10)
        assert sorted(one.chat for one in api.sent) == [-1008, -1007]

    @pytest.mark.parametrize(
        "talk",
        [
            lambda: updates.text(ROOM, updates.user(7), "안녕하세요"),
            lambda: updates.message(ROOM, updates.user(7), **updates.ATTACHMENTS["photo"]),
            lambda: updates.message(ROOM, updates.user(7), new_chat_title="모임"),
        ],
        ids=["words", "photo", "title"],
    )
    async def test_talk_in_a_group_is_left_alone(
        self, api: BotApi, anna: Phone, notebook: Notebook, talk: Callable[[], updates.Json]
    ) -> None:
        await api.bring(message=talk())
        await anna.says("네")
        await notebook.has(Words("네"))
        assert api.sent == []

    async def test_edits_and_channel_posts_are_left_alone(
        self, api: BotApi, anna: Phone, notebook: Notebook
    ) -> None:
        where = updates.private(7)
        channel = {"id": -1009, "type": "channel", "title": "소식"}
        await api.bring(edited_message=updates.text(where, updates.user(7), "아니요"))
        await api.bring(channel_post=updates.text(channel, None, "/start"))
        await anna.says("네")
        await notebook.has(Words("네"))
        assert api.sent == []


async def test_replies_go_out_through_its_channel(api: BotApi, bot: TelegramService) -> None:
    await bot.channel.send(Address("telegram", "7"), Reply("네"))
    assert [one.text for one in api.sent] == ["네"]
