"""Replies become messages that Telegram takes, and its faults become ours."""

import asyncio
import html
import logging
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.constants import MessageLimit
from telegram.request import HTTPXRequest

from bot.adapters.telegram.channel import TelegramChannel, split
from bot.errors import ChannelFailed, Unreachable
from bot.ports import Address, Button, Reply
from tests.bot_api import TOKEN, BotApi, faults
from tests.bot_api.faults import Fault

ANNA = Address("telegram", "7")
SPOKEN = Reply("<b>🔶</b>\n\n“듣고 있소?”", spoken=True)
LIMIT = MessageLimit.MAX_TEXT_LENGTH


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    impatient = HTTPXRequest(read_timeout=0.3)
    async with Bot(TOKEN, f"{api.url}/bot", request=impatient) as made:
        yield made


@pytest.fixture
def channel(bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot, pace=0)


class TestWhatArrives:
    async def test_words_come_as_html(self, api: BotApi, channel: TelegramChannel) -> None:
        await channel.send(ANNA, Reply("<b>연습</b> &lt;3"))
        (sent,) = api.sent
        assert (sent.chat, sent.html, sent.text) == (7, "<b>연습</b> &lt;3", "연습 <3")
        assert sent.fields["parse_mode"] == "HTML"

    async def test_buttons_keep_their_rows(self, api: BotApi, channel: TelegramChannel) -> None:
        rows = ((Button("끊기", "a"), Button("확인", "b")), (Button("그만", "stop"),))
        await channel.send(ANNA, Reply("?", rows))
        (sent,) = api.sent
        assert sent.buttons == ((("끊기", "a"), ("확인", "b")), (("그만", "stop"),))

    async def test_nobody_forwards_a_callers_words_and_no_link_is_fetched(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        await channel.send(ANNA, Reply("네"))
        (sent,) = api.sent
        assert sent.fields["protect_content"].lower() == "true"
        assert '"is_disabled": true' in sent.fields["link_preview_options"]

    async def test_a_long_page_comes_in_pieces_with_the_buttons_under_the_last(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        page = "\n\n".join(["가" * 1500] * 4)
        await channel.send(ANNA, Reply(page, ((Button("메뉴", "menu"),),)))
        assert "\n\n".join(one.html for one in api.sent) == page
        assert [one.labels for one in api.sent] == [[], ["메뉴"]]

    async def test_the_longest_reply_quoted_in_a_debrief_comes_whole(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        quoted = "😱" * 4096
        await channel.send(ANNA, Reply(f"<b>돌아보기</b>\n\n“{quoted}” (아무 말)"))
        assert quoted in "".join(one.text for one in api.sent)


class TestPieces:
    """Of a page that is too long for one message."""

    PAGE = Reply("\n\n".join(mark * 3000 for mark in "가나다"), ((Button("메뉴", "menu"),),))

    async def fail(self, api: BotApi, channel: TelegramChannel, *tries: Fault) -> None:
        """Send the page, whose second piece meets these faults."""
        api.break_next("sendMessage", _pass)
        for fault in tries:
            api.break_next("sendMessage", fault)
            with pytest.raises(ChannelFailed):
                await channel.send(ANNA, self.PAGE)

    async def test_what_arrived_is_not_sent_again(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        await self.fail(api, channel, faults.refuse(500), faults.refuse(502))
        await channel.send(ANNA, self.PAGE)
        assert [one.text[0] for one in api.sent] == ["가", "나", "다"]
        assert [one.labels for one in api.sent] == [[], [], ["메뉴"]]

    async def test_the_same_page_is_whole_when_it_is_sent_anew(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        await self.fail(api, channel, faults.refuse(500))
        await channel.send(ANNA, replace(self.PAGE))
        assert [one.text[0] for one in api.sent] == ["가", "가", "나", "다"]

    async def test_so_it_is_for_everybody_else(self, api: BotApi, channel: TelegramChannel) -> None:
        await self.fail(api, channel, faults.refuse(500))
        await channel.send(Address("telegram", "8"), self.PAGE)
        assert [one.text[0] for one in api.sent if one.chat == 8] == ["가", "나", "다"]

    async def test_nothing_is_remembered_of_what_is_over(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        await self.fail(api, channel, faults.refuse(500))
        await channel.send(ANNA, self.PAGE)
        assert channel._begun == {}

    async def test_few_of_those_that_fail_are_remembered(
        self, api: BotApi, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.adapters.telegram.channel.BEGUN", 2)
        for id_ in ("1", "2", "3"):
            api.break_next("sendMessage", _pass)
            api.break_next("sendMessage", faults.refuse(500))
            with pytest.raises(ChannelFailed):
                await channel.send(Address("telegram", id_), self.PAGE)
        assert [address.id for address in channel._begun] == ["2", "3"]

    async def test_one_that_is_refused_keeps_the_rest_and_its_buttons_from_nobody(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        api.break_next("sendMessage", faults.refuse(400, "Bad Request: can't parse entities"))
        await channel.send(ANNA, self.PAGE)
        assert [one.text[0] for one in api.sent] == ["나", "다"]
        assert api.sent[-1].labels == ["메뉴"]


async def _pass(request: web.Request, act: faults.Act) -> web.Response:
    return await act()


class TestPace:
    async def test_pace_zero_waits_for_nothing(
        self, api: BotApi, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asyncio, "sleep", _no_sleep)
        await channel.send(ANNA, SPOKEN)
        assert api.count("sendChatAction") == 0
        assert len(api.sent) == 1

    async def test_the_caller_types_before_speaking(self, api: BotApi, bot: Bot) -> None:
        began = time.monotonic()
        await TelegramChannel(bot, pace=0.1).send(ANNA, SPOKEN)
        assert [call.method for call in api.calls] == ["getMe", "sendChatAction", "sendMessage"]
        assert time.monotonic() - began >= len(SPOKEN.html) / 18 * 0.1

    async def test_only_the_caller_is_slow(self, api: BotApi, bot: Bot) -> None:
        await TelegramChannel(bot, pace=1000).send(ANNA, Reply("도움말"))
        assert api.count("sendChatAction") == 0


async def _no_sleep(seconds: float) -> None:
    raise AssertionError("pace zero sleeps")


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "told"),
        [
            (faults.refuse(403, "Forbidden: bot was blocked by the user"), "blocked"),
            (faults.refuse(400, "Bad Request: chat not found"), "Chat not found"),
        ],
    )
    async def test_somebody_who_cannot_be_reached(
        self, api: BotApi, channel: TelegramChannel, fault: Fault, told: str
    ) -> None:
        api.break_next("sendMessage", fault)
        with pytest.raises(Unreachable, match=told):
            await channel.send(ANNA, Reply("네"))

    @pytest.mark.parametrize(
        "fault",
        [
            faults.refuse(500, "Internal Server Error"),
            faults.refuse(401, "Unauthorized"),
            faults.rubbish,
            faults.hang,
            faults.cut,
            faults.half_close,
            faults.lose_answer,
        ],
        ids=["500", "401", "rubbish", "hang", "cut", "half-closed", "lost answer"],
    )
    async def test_what_is_tried_again(
        self, api: BotApi, channel: TelegramChannel, fault: Fault
    ) -> None:
        api.break_next("sendMessage", fault)
        with pytest.raises(ChannelFailed) as raised:
            await channel.send(ANNA, Reply("네"))
        assert not isinstance(raised.value, Unreachable)
        assert raised.value.retry_after is None
        await channel.send(ANNA, Reply("네"))

    async def test_a_wait_that_telegram_asks_for_is_passed_on(
        self, api: BotApi, channel: TelegramChannel
    ) -> None:
        api.break_next("sendMessage", faults.refuse(429, "Too Many Requests", retry_after=17))
        with pytest.raises(ChannelFailed) as raised:
            await channel.send(ANNA, Reply("네"))
        assert raised.value.retry_after == 17

    async def test_a_fault_while_typing_is_no_other(self, api: BotApi, bot: Bot) -> None:
        api.break_next("sendChatAction", faults.cut)
        with pytest.raises(ChannelFailed):
            await TelegramChannel(bot, pace=0.01).send(ANNA, SPOKEN)

    async def test_a_message_that_telegram_refuses_is_left_out_and_logged(
        self, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO), pytest.raises(Unreachable):
            await channel.send(ANNA, Reply("<table>"))
        assert "refused a message" in caplog.text


LETTERS = st.sampled_from(["가", "a", "😱", "&amp;", "&#34;", " ", "\n", "\n\n", "<b>굵게</b>"])
LONG = st.tuples(st.lists(LETTERS, max_size=30), st.integers(1, 400)).map(
    lambda drawn: "".join(drawn[0]) * drawn[1]
)


class TestSplit:
    def test_a_short_page_is_one_piece(self) -> None:
        assert list(split("가\n\n나")) == ["가\n\n나"]

    def test_paragraphs_stay_whole(self) -> None:
        page = "\n\n".join(["가" * 3000, "나" * 1000, "다" * 3000])
        assert list(split(page)) == ["가" * 3000 + "\n\n" + "나" * 1000, "다" * 3000]

    def test_a_long_paragraph_is_broken_between_lines(self) -> None:
        assert list(split("가" * 3000 + "\n" + "나" * 3000)) == ["가" * 3000, "나" * 3000]

    def test_a_long_line_is_broken_between_words(self) -> None:
        assert list(split("가" * 3000 + " " + "나" * 3000)) == ["가" * 3000, "나" * 3000]

    def test_a_long_word_is_broken_somewhere(self) -> None:
        assert list(split("가" * 5000)) == ["가" * LIMIT, "가" * (5000 - LIMIT)]

    def test_bold_words_stay_together(self) -> None:
        page = "가" * 4000 + "<b>" + "나 " * 100 + "</b>"
        assert list(split(page)) == ["가" * 4000, "<b>" + "나 " * 100 + "</b>"]

    def test_a_tag_that_spans_too_much_is_closed_and_opened_again(self) -> None:
        page = f"<b>본보기</b>\n\n<code>{'가' * 4090}</code>\n\n끝"
        first, second, third = split(page)
        assert first == "<b>본보기</b>"
        assert second == f"<code>{'가' * 4083}</code>"
        assert third == f"<code>{'가' * 7}</code>\n\n끝"

    def test_inside_of_a_tag_words_stay_whole_too(self) -> None:
        page = f"<b><i>{'가' * 3000} {'나' * 3000}</i></b>"
        assert list(split(page)) == [f"<b><i>{mark * 3000}</i></b>" for mark in ("가", "나")]

    @given(st.lists(LETTERS, min_size=1, max_size=30), st.integers(1, 400))
    def test_whatever_a_tag_spans_arrives_marked(self, words: list[str], times: int) -> None:
        said = "".join(words) * times
        pieces = list(split(f"<blockquote><u>{said}</u></blockquote>"))
        assert "".join(_bare("".join(pieces)).split()) == "".join(_bare(said).split())
        for piece in pieces:
            assert len(piece.encode("utf-16-le")) // 2 <= LIMIT
            assert piece.startswith("<blockquote><u>")
            assert piece.endswith("</u></blockquote>")

    @given(LONG)
    def test_nothing_is_lost_cut_or_too_long(self, page: str) -> None:
        pieces = list(split(page))
        assert "".join("".join(pieces).split()) == "".join(page.split())
        for piece in pieces:
            assert piece.strip()
            assert len(piece.encode("utf-16-le")) // 2 <= LIMIT
            assert piece.count("<b>") == piece.count("</b>")
            assert html.unescape(piece).count("&") == piece.count("&amp;")


def _bare(page: str) -> str:
    """What a person reads of it."""
    return html.unescape(re.sub("<[^>]*>", "", page))
