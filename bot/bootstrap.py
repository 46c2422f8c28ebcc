"""The one place where the concrete parts meet."""

import asyncio
import logging
import secrets
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass

from bot.adapters.memory import SystemClock
from bot.adapters.rasa import RasaNlu, RasaServer
from bot.adapters.scenario_files import (
    FileExaminer,
    FileLibrary,
    load_cards,
    load_contacts,
    load_vocabulary,
)
from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.config import ROOT, Config, Secrets
from bot.conversation import Conversation, Delivery, Settings, Tools
from bot.core.vocabulary import Vocabulary
from bot.errors import NluFailed
from bot.ports import Channel, Library, Nlu, Store

NLU_FOLDER = ROOT / "nlu"

QUIET_LOGGERS = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio")
"""These write addresses with the bot's token in them, or what people typed, below WARNING."""


@dataclass(frozen=True, slots=True)
class Program:
    """A conversation with all that it works with."""

    conversation: Conversation
    delivery: Delivery
    tools: Tools


def set_up_logging() -> None:
    """Log to standard error, without anybody's words and without secrets."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)  # we say it shorter


def library_of(config: Config) -> FileLibrary:
    """The scenarios of the configured folder."""
    return FileLibrary(config.scenarios, load_vocabulary(config.scenarios))


def open_store(config: Config, known: Secrets) -> Store:
    """The configured database. Errors: StoreFailed, ConfigError."""
    return SqliteStore(config.store.path, Vault(load_key(config.store.key_file, known.key)))


def assemble(
    config: Config, library: Library, store: Store, nlu: Nlu, channel: Channel, seed: int | None
) -> Program:
    """The conversation over these parts; a `seed` makes every drill the same, None varies them."""
    vocabulary = load_vocabulary(config.scenarios)
    tools = Tools(
        store=store,
        library=library,
        nlu=nlu,
        clock=SystemClock(),
        vocabulary=vocabulary,
        contacts=load_contacts(config.scenarios),
        seed=lambda: secrets.randbelow(2**32) if seed is None else seed,
        new_id=lambda: secrets.token_hex(8),
        settings=Settings(
            config.store.retention_days, config.drill.silence, config.drill.reading_seconds
        ),
        cards=load_cards(config.scenarios, vocabulary),
        examiner=FileExaminer(config.scenarios, vocabulary),
    )
    delivery = Delivery(store, channel)
    return Program(Conversation(tools, delivery), delivery, tools)


@asynccontextmanager
async def nlu_of(config: Config, vocabulary: Vocabulary) -> AsyncIterator[RasaNlu]:
    """The configured NLU, looked after while the context is open. Errors: NluFailed."""
    known = frozenset((*vocabulary.acts, *vocabulary.controls))
    async with AsyncExitStack() as stack:
        urls, secret = config.nlu.urls, None
        if not urls:
            server = RasaServer(NLU_FOLDER)
            await server.start()
            stack.push_async_callback(server.stop)
            await stack.enter_async_context(running(server.watch()))
            urls, secret = (server.url,), server.secret
        nlu = RasaNlu(urls, known, timeout=config.nlu.timeout_seconds, secret=secret)
        stack.push_async_callback(nlu.close)
        await stack.enter_async_context(running(nlu.watch()))
        yield nlu


async def wait_for(nlu: Nlu, config: Config) -> None:
    """Wait for the model where nobody would press buttons in the meantime."""
    if isinstance(nlu, RasaNlu) and not nlu.ready:
        sys.stderr.write("loading the model …\n")
        if not await nlu.wait_until_ready(config.nlu.start_seconds):
            raise NluFailed("The NLU did not come up. Run: make nlu, then try again.")


@asynccontextmanager
async def running(work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """`work` in the background while the context is open."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
