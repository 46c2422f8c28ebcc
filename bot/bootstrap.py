"""The one place where the concrete parts meet."""

import asyncio
import logging
import re
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from starlette.applications import Starlette

from bot.adapters.drawing import draw, plan
from bot.adapters.memory import SystemClock
from bot.adapters.monitoring import formatter
from bot.adapters.rasa import RasaNlu, RasaServer
from bot.adapters.reports import FileReports
from bot.adapters.scenario_files import (
    FileExaminer,
    FileLibrary,
    load_cards,
    load_contacts,
    load_forms,
    load_vocabulary,
)
from bot.adapters.sqlite import SqliteRecords, SqliteStore, Vault, load_key
from bot.adapters.web import web_app
from bot.config import ROOT, Config, Secrets
from bot.conversation import Conversation, Delivery, Flood, Settings, Tools
from bot.core.scenario import Scenario
from bot.core.vocabulary import Vocabulary
from bot.errors import ConfigError, NluFailed, kind_and_place
from bot.facilitation.office import Office
from bot.ports import Channel, Library, Nlu, Store
from bot.ports.reports import Plots

T = TypeVar("T", SqliteStore, SqliteRecords)

NLU_FOLDER = ROOT / "nlu"

AGAIN_SECONDS = 10.0
"""Until work in the background that failed is begun again."""

TOKEN_BYTES = 16
"""Of a link: more than anybody can guess, and short enough for Telegram and a button."""

WEB_ADDRESS = re.compile(r"http://[a-z0-9.:\[\]-]+(?<!:80)|https://[a-z0-9.:\[\]-]+(?<!:443)")
"""As browsers tell where a form comes from: without a path, without the usual port."""

QUIET_LOGGERS = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio")
"""These write addresses with the bot's token in them, or what people typed, below WARNING."""

log = logging.getLogger(__name__)

SILENT_LOGGERS = (
    *("telegram.ext.AIORateLimiter", "telegram.request.BaseRequest"),
    *("telegram.Bot", "telegram.ext.ExtBot"),
)
"""What these report we say shorter; all but the first write out answers of Telegram that cannot
be read, and what people typed with them."""


@dataclass(frozen=True, slots=True)
class Program:
    """A conversation with all that it works with."""

    conversation: Conversation
    delivery: Delivery
    tools: Tools


def set_up_logging(form: Literal["text", "json"] = "text") -> None:
    """Log to standard error, without anybody's words and without secrets."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def library_of(config: Config) -> FileLibrary:
    """The scenarios of the configured folder."""
    return FileLibrary(config.scenarios, load_vocabulary(config.scenarios))


@asynccontextmanager
async def opened_store(config: Config, known: Secrets) -> AsyncIterator[Store]:
    """The configured database while the context is open. Errors: StoreFailed, ConfigError."""
    async with _closing(SqliteStore(*_database(config, known))) as store:
        yield store


@asynccontextmanager
async def opened_records(config: Config, known: Secrets) -> AsyncIterator[SqliteRecords]:
    """What facilitators work with, while the context is open. Errors: as of `opened_store`."""
    async with _closing(SqliteRecords(*_database(config, known))) as records:
        yield records


def _database(config: Config, known: Secrets) -> tuple[Path, Vault]:
    return config.store.path, Vault(load_key(config.store.key_file, known.key))


@asynccontextmanager
async def _closing(opened: T) -> AsyncIterator[T]:
    try:
        yield opened
    finally:
        await opened.close()


def office_of(
    config: Config,
    library: FileLibrary,
    store: Store,
    records: SqliteRecords,
    start_link: Callable[[str], str],
) -> Office:
    """The facilitators' tools over these parts; `start_link` opens the chat with a payload."""
    return Office(
        store=store,
        records=records,
        logins=records,
        library=library,
        vocabulary=library.vocabulary,
        clock=SystemClock(),
        new_token=lambda: secrets.token_urlsafe(TOKEN_BYTES),
        start_link=start_link,
        web_address=config.web.address.rstrip("/") if config.web.enabled else None,
        forms=load_forms(config.scenarios, library.vocabulary),
    )


def reports_of(library: FileLibrary) -> FileReports:
    """What writes reports on practice in this library."""
    return FileReports(library.vocabulary, library, plots_of(library))


def plots_of(library: FileLibrary) -> Plots:
    """What draws the plots."""
    from bot.adapters.plots import MatplotlibPlots  # noqa: PLC0415 - only who draws waits for it

    return MatplotlibPlots(library.vocabulary)


def web_page(config: Config, office: Office, library: FileLibrary) -> Starlette:
    """The facilitators' page over these tools. Errors: ConfigError if its address is none."""
    if not WEB_ADDRESS.fullmatch(office.web_address or ""):
        raise ConfigError(
            f"web.address is {config.web.address!r}. Write scheme and host in small letters, and "
            "the port if it is not the usual one, such as https://trainers.example.org."
        )

    def graph(scenario: Scenario, language: str) -> str:
        return draw(plan(office.vocabulary, scenario, language))

    return web_app(office, reports_of(library), plots_of(library), graph)


def assemble(
    config: Config,
    library: Library,
    store: Store,
    nlu: Nlu,
    channel: Channel,
    seed: int | None,
    flood: Flood | None = None,
    office: Office | None = None,
) -> Program:
    """The conversation over these parts; a `seed` makes every drill the same, None varies them.

    `flood` limits how much people may write; without it there is no limit. Without an `office`
    there are no groups.
    """
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
        office=office,
        forms=load_forms(config.scenarios, vocabulary),
    )
    delivery = Delivery(store, channel, tools.clock)
    return Program(Conversation(tools, delivery, flood), delivery, tools)


@asynccontextmanager
async def nlu_of(config: Config, vocabulary: Vocabulary) -> AsyncIterator[RasaNlu]:
    """The configured NLU, looked after while the context is open. Errors: NluFailed."""
    known = frozenset((*vocabulary.acts, *vocabulary.controls))
    async with AsyncExitStack() as stack:
        urls, secret, hangs = config.nlu.urls, None, None
        if not urls:
            server = RasaServer(NLU_FOLDER)
            stack.push_async_callback(server.stop)
            await server.start()
            await stack.enter_async_context(running(server.watch))
            urls, secret, hangs = (server.url,), server.secret, server.end
        nlu = RasaNlu(
            urls, known, timeout=config.nlu.timeout_seconds, secret=secret, on_hanging=hangs
        )
        stack.push_async_callback(nlu.close)
        await stack.enter_async_context(running(nlu.watch))
        yield nlu


async def wait_for(nlu: Nlu, config: Config) -> None:
    """Wait for the model where nobody would press buttons in the meantime."""
    if isinstance(nlu, RasaNlu) and not nlu.ready:
        sys.stderr.write("loading the model …\n")
        if not await nlu.wait_until_ready(config.nlu.start_seconds):
            raise NluFailed("The NLU did not come up. Run: make nlu, then try again.")


@asynccontextmanager
async def running(
    work: Callable[[], Awaitable[None]], on_fault: Callable[[], None] | None = None
) -> AsyncIterator[None]:
    """`work` in the background while the context is open; begun again where it fails."""
    task = asyncio.ensure_future(_kept_up(work, on_fault))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _kept_up(
    work: Callable[[], Awaitable[None]], on_fault: Callable[[], None] | None
) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            fault = kind_and_place(error)
            log.error("work in the background failed and is begun again: %s", fault)  # noqa: TRY400
            if on_fault:
                on_fault()
            await asyncio.sleep(AGAIN_SECONDS)
        else:
            return
