"""`scamdrill web` and `web-login`: the facilitators' page by itself, and a way into it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from ipaddress import ip_address

import click

from bot.adapters.scenario_files import FileLibrary
from bot.adapters.telegram.links import start_links
from bot.bootstrap import library_of, office_of, opened_records, opened_store, web_page
from bot.commands.role import address_of
from bot.commands.serving import served, until_asked_to_end
from bot.config import Config, Secrets
from bot.errors import WrongUse
from bot.facilitation.entering import LOGIN_LIVES, login_token
from bot.facilitation.office import Office
from bot.ports import Duty

log = logging.getLogger(__name__)


async def serve_page(config: Config, known: Secrets) -> None:
    """Serve the page until the process is asked to end."""
    async with AsyncExitStack() as stack:
        link: Callable[[str], str] = "/start {}".format
        if known.token:
            link = await start_links(known.token, config.telegram.base_url)
        library = library_of(config)
        office = await stack.enter_async_context(_office(config, known, library, link))
        await stack.enter_async_context(page_beside(config, office, library))
        log.info("ready at %s", config.web.address)
        await until_asked_to_end(asyncio.Event().wait())


@asynccontextmanager
async def page_beside(config: Config, office: Office, library: FileLibrary) -> AsyncIterator[None]:
    """The page, served while the context is open. Errors: ConfigError."""
    web = config.web
    if not _loopback(web.host) and not web.address.startswith("https:"):
        log.warning(
            "The facilitators' page listens at %s without TLS: anybody on the way can read along. "
            "Put it behind a proxy that speaks TLS, and give its https address in web.address.",
            web.host,
        )
    async with served(web_page(config, office, library), web.host, web.port, "web.port"):
        yield


async def print_login(config: Config, known: Secrets, who: str, language: str) -> None:
    """Print a link that logs this facilitator in once. Errors: WrongUse."""
    address = address_of(who)
    async with _office(config, known, library_of(config), str) as office:
        if Duty.FACILITATOR not in await office.store.duties(address):
            raise WrongUse(f"This person is no facilitator. Run: scamdrill role facilitator {who}")
        name = (await office.store.trainee(address)).id
        token = await login_token(office, name)
        click.echo(f"{office.web_address}/login/{token}?lang={language}")
    minutes = int(LOGIN_LIVES.total_seconds() // 60)
    click.echo(f"The link works once, for {minutes} minutes.", err=True)


@asynccontextmanager
async def _office(
    config: Config, known: Secrets, library: FileLibrary, link: Callable[[str], str]
) -> AsyncIterator[Office]:
    """The facilitators' tools, with the page's address even where `run` does not serve it."""
    async with opened_store(config, known) as store, opened_records(config, known) as records:
        office = office_of(config, library, store, records, link)
        yield replace(office, web_address=config.web.address.rstrip("/"))


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
