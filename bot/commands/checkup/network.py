"""Telegram, the webhook's address, and the ports."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Final

import httpx

from bot.adapters.sqlite import in_use
from bot.commands.checkup.finding import Finding, fine, wrong
from bot.config import Config, Secrets

MOST_SECONDS_OFF: Final = 120.0


async def check_network(config: Config, known: Secrets, *, offline: bool) -> list[Finding]:
    """What is so with everything that is reached, or listens, over the network."""
    found = list(_ports(config))
    if config.telegram.mode == "webhook":
        found.append(_webhook_url(config))
    if known.token and not offline:
        found += await _telegram(config, known.token)
    return found


def _ports(config: Config) -> Iterator[Finding]:
    telegram, health = config.telegram, config.health
    places = []
    if telegram.mode == "webhook":
        places.append(("telegram.webhook_port", telegram.webhook_host, telegram.webhook_port))
    if health.port:
        places.append(("health.port", health.host, health.port))
        if not _is_loopback(health.host):
            yield wrong(
                f"Health and figures can be seen from outside, at {health.host}.",
                "Set health.host to 127.0.0.1, and let a proxy say who may look.",
            )
    if config.store.path.exists() and in_use(config.store.path):
        return  # the bot that runs has them
    for setting, host, port in places:
        try:
            socket.create_server((host, port)).close()
        except OSError as error:
            yield wrong(
                f"Nothing can listen at {host}:{port} ({error.strerror}).",
                f"Close the other program, or change {setting} in config.yaml.",
            )
        else:
            yield fine(f"Port {port} is free.")


def _webhook_url(config: Config) -> Finding:
    url = config.telegram.webhook_url
    if not url:
        return wrong("telegram.webhook_url is empty.", "Write the address that Telegram calls.")
    if not url.startswith("https://"):
        return wrong(
            "telegram.webhook_url does not begin with https://, so Telegram will not call it.",
            "Put a proxy with a certificate before the bot (docs/operations.md).",
        )
    return fine("telegram.webhook_url is an https address.")


async def _telegram(config: Config, token: str) -> list[Finding]:
    """Errors are told by their kind only: the address that is asked holds the token."""
    base = config.telegram.base_url.rstrip("/")
    try:
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.post(f"{base}/bot{token}/getMe")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return [
            wrong(
                f"Telegram cannot be reached at {base} ({type(error).__name__}).",
                "Check the network, a firewall, and telegram.base_url.",
            )
        ]
    if answer.status_code in (401, 404):
        return [
            wrong(
                "Telegram does not know the token.", "Copy it again from @BotFather, or renew it."
            )
        ]
    name = _name(answer)
    if name is None:
        return [
            wrong(
                f"Telegram answers strangely (status {answer.status_code}).",
                "Try again later; check telegram.base_url.",
            )
        ]
    return [fine(f"Telegram knows the bot as @{name}."), *_clock(answer)]


def _name(answer: httpx.Response) -> str | None:
    try:
        return str(answer.json()["result"]["username"])
    except (ValueError, KeyError, TypeError):
        return None


def _clock(answer: httpx.Response) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return
    off = abs((datetime.now(UTC) - theirs).total_seconds())
    if off > MOST_SECONDS_OFF:
        yield wrong(
            f"The computer's clock and Telegram's differ by {off:,.0f} seconds.",
            "Set the clock: timedatectl set-ntp true",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
