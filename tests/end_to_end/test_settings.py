"""The ways in which the bot can be run, and what it says of a wrong one."""

import asyncio
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.adapters.scenario_files import load_vocabulary
from bot.cli import main
from bot.config import ROOT
from tests.bot_api import TOKEN, faults
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import DRILL, INTO_THE_CALL, LOOKING_BACK, WHO, heard, ko, taps, walk
from tests.end_to_end.program import BotProgram

NOWHERE = "http://127.0.0.1:9"
MEANT = ko("What did you want to do?")
AWAY = ko(
    "I cannot read replies at the moment, so please choose with the buttons. The exercise goes on."
)


def meaning(act: str) -> str:
    """The button of somebody who meant this act."""
    return load_vocabulary(ROOT / "scenarios").acts[act].button["ko"]


def webhook(port: int) -> dict[str, Any]:
    url = f"http://127.0.0.1:{port}"
    return {"mode": "webhook", "webhook_port": port, "webhook_url": url}


async def test_without_an_nlu_a_drill_is_played_with_buttons(world: World) -> None:
    world.bot.settings["nlu"]["urls"] = [NOWHERE]
    await world.start()
    anna = world.person()
    await walk(anna, INTO_THE_CALL)
    assert anna.newest.labels[-1] == ko("⏹ Stop the exercise")
    await anna.says(WHO)
    assert AWAY in (await anna.hears(MEANT)).text
    await taps(meaning("asks_identity"), "집에 돈이 얼마나 있소").take(anna)
    await anna.says("모르겠습니다")
    assert AWAY not in (await anna.hears(MEANT)).text, "said once"
    await taps(meaning("discloses"), "500딸라를 마련하오").take(anna)
    how_are_you = ko("You are you again. Breathe out. How are you?")
    await taps(ko("🔎 Check elsewhere"), how_are_you).take(anna)
    await walk(anna, LOOKING_BACK[:2])
    await taps(ko("Scorecard and help"), ko("The other person was a scammer.")).take(anna)


async def test_an_nlu_that_goes_away_and_comes_back_spoils_no_drill(world: World) -> None:
    world.bot.settings["nlu"]["timeout_seconds"] = 0.3
    await world.start()
    anna = world.person()
    await walk(anna, INTO_THE_CALL)
    world.nlu.answers.clear()
    await anna.says(WHO)
    assert AWAY in (await anna.hears(MEANT)).text
    world.nlu.answers.set()
    looks = world.nlu.looks
    assert await world.nlu.pulse.until(lambda: world.nlu.looks > looks, 15)
    await taps(meaning("asks_identity"), "집에 돈이 얼마나 있소").take(anna)
    await walk(anna, DRILL[len(INTO_THE_CALL) + 1 :])


async def test_polling_and_webhook_say_the_same(world: World, unused_tcp_port: int) -> None:
    await world.start()
    anna, ben = world.person(), world.person()
    await walk(anna, DRILL)
    await world.bot.ask_to_end()
    world.bot.settings["telegram"].update(webhook(unused_tcp_port))
    await world.start()
    await walk(ben, DRILL)
    assert heard(ben) == heard(anna)


class TestRefusals:
    """Exit status and one sentence, never a traceback."""

    async def refused(self, bot: BotProgram, status: int, *sentence: str, **more: str) -> None:
        assert await bot.run_to_end(**more) == status
        assert "Traceback" not in bot.words_of_log
        for words in sentence:
            assert words in bot.words_of_log

    async def test_a_token_that_telegram_does_not_know(self, world: World) -> None:
        await self.refused(
            world.bot, 2, "TELEGRAM_BOT_TOKEN", "@BotFather", TELEGRAM_BOT_TOKEN="1:wrong"
        )
        assert "1:wrong" not in world.bot.words_of_log

    async def test_no_telegram_at_the_address(self, world: World) -> None:
        world.bot.settings["telegram"]["base_url"] = NOWHERE
        await self.refused(world.bot, 1, "telegram.base_url")

    async def test_a_webhook_without_its_address(self, world: World) -> None:
        world.bot.settings["telegram"]["mode"] = "webhook"
        await self.refused(world.bot, 2, "telegram.webhook_url")

    async def test_a_webhook_that_telegram_will_not_call(
        self, world: World, unused_tcp_port: int
    ) -> None:
        by = {**webhook(unused_tcp_port), "webhook_url": "http://bot.example"}
        world.bot.settings["telegram"].update(by)
        await self.refused(world.bot, 2, "Telegram refuses telegram.webhook_url")

    async def test_a_port_in_use(self, world: World) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            world.bot.settings["telegram"].update(webhook(port))
            await self.refused(world.bot, 2, f"Port {port} is in use", "telegram.webhook_port")

    async def test_a_second_bot_on_the_same_database(self, world: World, tmp_path: Path) -> None:
        await world.start()
        (tmp_path / "second").mkdir()
        second = BotProgram(tmp_path / "second", world.api, world.nlu.url)
        second.settings["store"] = world.bot.settings["store"]
        await self.refused(second, 2, "The bot already runs on")
        await walk(world.person(), DRILL)


class TestRefusalsBeforeTelegram:
    """The same, without a Telegram: here in this process, which is quicker."""

    @pytest.fixture
    def refuse(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> Callable[..., str]:
        def run(status: int, **settings: object) -> str:
            config = tmp_path / "config.yaml"
            store = {"path": str(tmp_path / "store.db"), "key_file": str(tmp_path / "key")}
            known = {"telegram": {"base_url": NOWHERE}, "store": store, "nlu": {"urls": [NOWHERE]}}
            config.write_text(yaml.safe_dump({**known, **settings}))
            monkeypatch.setattr(sys, "argv", ["scamdrill", "run", "--config", str(config)])
            monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
            with pytest.raises(SystemExit) as ended:
                main()
            assert ended.value.code == status
            return capsys.readouterr().err

        return run

    def test_a_setting_that_does_not_exist(self, refuse: Callable[..., str]) -> None:
        said = refuse(2, telegram={"paice": 1})
        assert "telegram.paice" in said
        assert "Did you mean pace?" in said

    def test_a_store_that_is_none(self, refuse: Callable[..., str], tmp_path: Path) -> None:
        (tmp_path / "store.db").write_bytes(b"this is no database" * 100)
        assert "is no Scamdrill database" in refuse(1)

    def test_a_key_that_is_none(self, refuse: Callable[..., str], tmp_path: Path) -> None:
        (tmp_path / "key").write_text("not a key")
        assert "does not hold a key" in refuse(2)


async def test_asked_to_end_while_telegram_is_silent_it_ends(world: World) -> None:
    """Half of its requests hang, the other half lost their line."""
    await world.start()
    world.api.break_next("sendMessage", faults.half_close, times=5)
    with world.api.broken("sendMessage", faults.hang):
        tried = world.api.count("sendMessage")
        await asyncio.gather(*(world.person().says("/start") for _ in range(10)))
        await world.api.called("sendMessage", tried + 10)
        assert await world.bot.ask_to_end() < 10
