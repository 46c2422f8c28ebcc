"""The bot as people run it: `scamdrill run`, a process of its own."""

import asyncio
import os
import shutil
import signal
import sys
import time
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any, Final

import yaml

from bot.config import ROOT
from tests.bot_api import TOKEN, BotApi

SCAMDRILL: Final = Path(sys.executable).with_name("scamdrill")
SCENARIOS: Final = Path(__file__).parent / "scenarios"
SECRET: Final = "a-webhook-secret"

START_SECONDS: Final = 60
"""A loaded machine may take a while to import everything."""


class BotProgram:
    """The program with its settings, its store and its log in `folder`."""

    def __init__(self, folder: Path, api: BotApi, nlu_url: str) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.settings: dict[str, Any] = {
            "telegram": {"base_url": api.url, "pace": 0, "messages_per_second": 0},
            "store": {"path": str(folder / "store.db"), "key_file": str(folder / "key")},
            "nlu": {"urls": [nlu_url], "timeout_seconds": 5},
            "drill": {"silence": 0},
            "scenarios": str(folder / "scenarios"),
        }
        self._api = api
        self._process: Process | None = None
        self._asked_before = 0
        shutil.copytree(SCENARIOS, folder / "scenarios")
        for words in (ROOT / "scenarios").glob("*.yaml"):
            shutil.copyfile(words, folder / "scenarios" / words.name)

    async def start(self) -> None:
        """Start the program and wait until it takes updates."""
        await self.launch()
        await self.ready()

    async def ready(self) -> None:
        """Wait until the program that was launched takes updates."""
        assert self._process is not None
        ready, before = self._asks, self._asked_before
        ended = asyncio.create_task(self._process.wait())
        ended.add_done_callback(lambda task: self._api.pulse.beat())
        try:
            await self._api.pulse.until(
                lambda: ended.done() or self._api.count(ready) > before, START_SECONDS
            )
        finally:
            running = not ended.done()
            ended.cancel()
        assert running, f"the bot ended by itself:\n{self.words_of_log}"
        assert self._api.count(ready) > before, f"the bot did not come up:\n{self.words_of_log}"

    async def launch(self) -> None:
        """Start the program without waiting for anything."""
        self._asked_before = self._api.count(self._asks)
        self._process = await self._run({})

    @property
    def _asks(self) -> str:
        """What the program calls once it takes updates."""
        by_webhook = self.settings["telegram"].get("mode") == "webhook"
        return "setWebhook" if by_webhook else "getUpdates"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def run_to_end(self, **environment: str) -> int:
        """Start the program, which cannot work, and wait; its exit status."""
        self._process = await self._run(environment)
        return await asyncio.wait_for(self._process.wait(), START_SECONDS)

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is cleaned up."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def ask_to_end(self) -> float:
        """SIGTERM, and how many seconds the program took; it must end by itself and say 0."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = await asyncio.wait_for(self._process.wait(), 30)
        assert status == 0, self.words_of_log
        return time.monotonic() - began

    async def clean_up(self) -> None:
        """End it in any case."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    @property
    def words_of_log(self) -> str:
        return self.log.read_text(encoding="utf-8")

    async def _run(self, environment: dict[str, str]) -> Process:
        config = self.folder / "config.yaml"
        config.write_text(yaml.safe_dump(self.settings), encoding="utf-8")
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                SCAMDRILL,
                "run",
                "--config",
                config,
                env={
                    "PATH": os.environ["PATH"],
                    "TELEGRAM_BOT_TOKEN": TOKEN,
                    "TELEGRAM_WEBHOOK_SECRET": SECRET,
                    **environment,
                },
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
