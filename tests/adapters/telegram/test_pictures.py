"""Pictures go after their reply, and whatever happens to them, the reply goes once."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.adapters.telegram.channel import TelegramChannel
from bot.errors import CannotDraw, ChannelFailed
from bot.ports import Address, Bar, Picture, Reply
from tests.bot_api import TOKEN, BotApi, faults
from tests.bot_api.faults import Fault
from tests.bot_api.server import Photo

ANNA = Address("telegram", "7")
PICTURE = Picture("ko", "점수표", "전화", "사기", "무사히", "81", (Bar("확인", 50),), "쪽지")
CARD = Reply("<b>점수표</b>", picture=PICTURE)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea7c6a4a80000000049454e44ae426082"
)


class Brush:
    """A painter whose every picture is a dot, or who fails."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.painted: list[Picture] = []

    def paint(self, picture: Picture) -> bytes:
        if self.fails:
            raise self.fails
        self.painted.append(picture)
        return PNG


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    impatient = HTTPXRequest(read_timeout=0.3, media_write_timeout=0.3)
    async with Bot(TOKEN, f"{api.url}/bot", request=impatient) as made:
        yield made


async def test_a_picture_is_drawn_when_it_is_sent_and_comes_last(api: BotApi, bot: Bot) -> None:
    brush = Brush()
    await TelegramChannel(bot, 0, brush).send(ANNA, CARD)
    assert brush.painted == [PICTURE]
    assert api.photos == [Photo(7, "점수표")]
    assert [call.method for call in api.calls][-2:] == ["sendMessage", "sendPhoto"]


async def test_nobody_forwards_it(api: BotApi, bot: Bot) -> None:
    await TelegramChannel(bot, 0, Brush()).send(ANNA, CARD)
    (call,) = (call for call in api.calls if call.method == "sendPhoto")
    assert call.fields["protect_content"].lower() == "true"


async def test_without_a_painter_the_words_go_alone(api: BotApi, bot: Bot) -> None:
    await TelegramChannel(bot, 0).send(ANNA, CARD)
    assert api.photos == []
    assert [sent.text for sent in api.sent] == ["점수표"]


@pytest.mark.parametrize("fault", [CannotDraw("no paint left"), ValueError("no such colour")])
async def test_a_picture_that_cannot_be_drawn_keeps_no_word_back(
    api: BotApi, bot: Bot, fault: Exception
) -> None:
    await TelegramChannel(bot, 0, Brush(fails=fault)).send(ANNA, CARD)
    assert [sent.text for sent in api.sent] == ["점수표"]


@pytest.mark.parametrize(
    "fault",
    [faults.refuse(400), faults.refuse(429, retry_after=1), faults.rubbish, faults.cut],
    ids=["refused", "busy", "rubbish", "cut"],
)
async def test_nor_does_one_that_cannot_be_sent(api: BotApi, bot: Bot, fault: Fault) -> None:
    api.break_next("sendPhoto", fault)
    await TelegramChannel(bot, 0, Brush()).send(ANNA, CARD)
    assert [sent.text for sent in api.sent] == ["점수표"]


async def test_a_reply_that_failed_is_tried_again_with_one_picture(api: BotApi, bot: Bot) -> None:
    channel = TelegramChannel(bot, 0, Brush())
    api.break_next("sendMessage", faults.refuse(500))
    with pytest.raises(ChannelFailed):
        await channel.send(ANNA, CARD)
    await channel.send(ANNA, CARD)
    assert len(api.photos) == len(api.sent) == 1
