"""`scamdrill run`: the bot on Telegram, or the same conversation in the terminal."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Final

from rich.console import Console

from bot.adapters.memory import AbsentNlu
from bot.adapters.monitoring import Figures, monitoring_app
from bot.adapters.reports import CardPainter
from bot.adapters.sqlite import only_bot
from bot.adapters.telegram import TelegramService
from bot.adapters.telegram.webhook import PATH, webhook_app
from bot.adapters.terminal import TERMINAL, Terminal, dialogue_of
from bot.bootstrap import (
    Program,
    assemble,
    library_of,
    nlu_of,
    office_of,
    opened_records,
    opened_store,
    running,
    wait_for,
)
from bot.commands.serving import served, until_asked_to_end
from bot.commands.web import page_beside
from bot.config import Config, Secrets
from bot.conversation import Flood, Tools, reminding, timers
from bot.core.vocabulary import Vocabulary
from bot.errors import ConfigError, NluFailed, StoreFailed
from bot.ports import Command, Nlu, Words

PURGE_EVERY: Final = 6 * 3600.0
"""Seconds between looks for drills whose time to be kept is over."""

log = logging.getLogger(__name__)


async def run_telegram(config: Config, known: Secrets) -> None:
    """Serve Telegram until the process is asked to end."""
    assert known.token is not None
    async with AsyncExitStack() as stack:
        stack.enter_context(only_bot(config.store.path))
        store = await stack.enter_async_context(opened_store(config, known))
        library = library_of(config)
        nlu = await stack.enter_async_context(_nlu(config, library.vocabulary))
        figures = Figures()
        store, nlu = figures.store(store), figures.nlu(nlu)
        telegram = config.telegram
        rate = telegram.messages_per_second
        service = TelegramService(
            known.token, telegram.base_url, telegram.pace, rate, CardPainter()
        )
        flood = Flood(rate)
        channel = figures.channel(service.channel)
        records = await stack.enter_async_context(opened_records(config, known))
        office = office_of(config, library, store, records, service.start_link)
        program = assemble(
            config, library, store, nlu, channel, seed=None, flood=flood, office=office
        )
        handle = figures.handled(program.conversation.handle)
        await service.start(handle, program.conversation.is_author)
        stack.push_async_callback(service.stop)
        background = _background(program, config, service.hears, figures.fell)
        await stack.enter_async_context(background)
        await stack.enter_async_context(_seen_from_outside(program, figures, config))
        if config.web.enabled:
            await stack.enter_async_context(page_beside(config, office, library))
        log.info("ready on Telegram (%s)", telegram.mode)
        await until_asked_to_end(_serve(service, config, known))
        log.info("ending; what is not sent yet is sent at the next start")


async def run_terminal(config: Config, known: Secrets) -> None:
    """Talk in the terminal until the input ends."""
    console = Console(highlight=False)
    terminal = Terminal(console)
    at_keyboard = sys.stdin.isatty()
    async with AsyncExitStack() as stack:
        stack.enter_context(only_bot(config.store.path))
        store = await stack.enter_async_context(opened_store(config, known))
        library = library_of(config)
        nlu = await stack.enter_async_context(_nlu(config, library.vocabulary))
        records = await stack.enter_async_context(opened_records(config, known))
        office = office_of(config, library, store, records, "/start {}".format)
        program = assemble(config, library, store, nlu, terminal, seed=None, office=office)
        if at_keyboard:
            await stack.enter_async_context(_background(program, config))
        run_name = program.tools.new_id()
        dialogue = dialogue_of(terminal, run_name)
        await program.conversation.handle(dialogue.message(Command("start")))
        await program.delivery.idle_for(TERMINAL)
        async for message in dialogue.messages():
            if not at_keyboard and isinstance(message.content, Words):
                await wait_for(nlu, config)
            await program.conversation.handle(message)
            await program.delivery.idle_for(TERMINAL)


async def _serve(service: TelegramService, config: Config, known: Secrets) -> None:
    if config.telegram.mode == "polling":
        await service.poll()
        return
    telegram = config.telegram
    if not known.webhook_secret or not telegram.webhook_url:
        raise ConfigError(
            "The webhook needs telegram.webhook_url in config.yaml and TELEGRAM_WEBHOOK_SECRET "
            "in the environment or .env."
        )
    await service.expect_calls(f"{telegram.webhook_url.rstrip('/')}{PATH}", known.webhook_secret)
    app = webhook_app(service, known.webhook_secret)
    place = (telegram.webhook_host, telegram.webhook_port, "telegram.webhook_port")
    async with served(app, *place):
        await asyncio.Event().wait()


@asynccontextmanager
async def _nlu(config: Config, vocabulary: Vocabulary) -> AsyncIterator[Nlu]:
    """The NLU; one that is not set up is said once, and drills are played with buttons."""
    async with AsyncExitStack() as stack:
        try:
            nlu: Nlu = await stack.enter_async_context(nlu_of(config, vocabulary))
        except NluFailed as error:
            log.warning("%s Until then, drills are played with buttons.", error)
            nlu = AbsentNlu()
        yield nlu


@asynccontextmanager
async def _seen_from_outside(
    program: Program, figures: Figures, config: Config
) -> AsyncIterator[None]:
    """Health and figures, at a port of their own, where the settings name one."""
    async with AsyncExitStack() as stack:
        if config.health.port:
            tools, health = program.tools, config.health
            app = monitoring_app(figures, tools.store, tools.nlu, tools.clock)
            place = served(app, health.host, health.port, "health.port")
            await stack.enter_async_context(place)
        yield


@asynccontextmanager
async def _background(
    program: Program,
    config: Config,
    hears: Callable[[], bool] = lambda: True,
    on_fault: Callable[[], None] | None = None,
) -> AsyncIterator[None]:
    """Unsent replies, silence and erasing, looked after while the context is open."""
    tools = program.tools
    await program.delivery.resume()
    parts = tools.store, program.conversation, tools.clock
    async with AsyncExitStack() as stack:
        for work in (
            partial(timers.watch, *parts, hears),
            partial(reminding.watch, *parts),
            partial(_purge, tools, config),
        ):
            await stack.enter_async_context(running(work, on_fault))
        stack.push_async_callback(program.delivery.stop)
        yield


async def _purge(tools: Tools, config: Config) -> None:
    while True:
        try:
            old = tools.clock.now() - timedelta(days=config.store.retention_days)
            if erased := await tools.store.purge(old):
                log.info("erased %s drills whose time was over", erased)
        except StoreFailed as error:
            log.warning("nothing was erased: %s", error)
        await asyncio.sleep(PURGE_EVERY)
