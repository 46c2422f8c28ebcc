"""The token, the webhook's secret and the key: there, well-formed, and readable by nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.adapters.sqlite import load_key
from bot.commands.checkup.finding import Finding, fine, note, wrong
from bot.config import Config, Secrets
from bot.errors import ConfigError

TOKEN: Final = re.compile(r"\d+:[\w-]{5,}", re.ASCII)
WEBHOOK_SECRET: Final = re.compile(r"[\w-]{1,256}", re.ASCII)
"""What Telegram takes."""

SHORTEST_SECRET: Final = 16


def check_secrets(config: Config, known: Secrets, env_file: Path) -> Iterator[Finding]:
    """What is so with everything that must stay secret; none of it is shown."""
    if env_file.exists():
        yield _mode(env_file, ".env")
    yield _token(known)
    if config.telegram.mode == "webhook":
        yield _webhook_secret(known)
    yield from _key(config, known)


def _token(known: Secrets) -> Finding:
    if not known.token:
        return note(
            "There is no TELEGRAM_BOT_TOKEN: the bot runs in the terminal.",
            "For Telegram, put it into .env (README, Start).",
        )
    if not TOKEN.fullmatch(known.token):
        return wrong(
            "TELEGRAM_BOT_TOKEN does not look like a token.",
            "Copy it again from @BotFather: digits, a colon, letters, without spaces or quotes.",
        )
    return fine("There is a TELEGRAM_BOT_TOKEN.")


def _webhook_secret(known: Secrets) -> Finding:
    if not known.webhook_secret:
        return wrong(
            "There is no TELEGRAM_WEBHOOK_SECRET: anybody could pose as Telegram.",
            "Put one into .env, made by: openssl rand -hex 32",
        )
    if not WEBHOOK_SECRET.fullmatch(known.webhook_secret):
        return wrong(
            "TELEGRAM_WEBHOOK_SECRET holds characters that Telegram does not take.",
            "Use letters, digits, - and _ only: openssl rand -hex 32",
        )
    if len(known.webhook_secret) < SHORTEST_SECRET:
        return wrong(
            "TELEGRAM_WEBHOOK_SECRET can be guessed.", "Make a longer one: openssl rand -hex 32"
        )
    return fine("There is a TELEGRAM_WEBHOOK_SECRET.")


def _key(config: Config, known: Secrets) -> Iterator[Finding]:
    file = config.store.key_file
    if not known.key and not file.exists():
        if config.store.path.exists():
            yield wrong(
                f"The key {file} is missing, and without it the database cannot be opened.",
                "Put back the key that belongs to this database.",
            )
        else:
            yield fine(f"The key is made at the first start, at {file}.")
        return
    try:
        load_key(file, known.key)
    except ConfigError as error:
        yield wrong(str(error), "Put back the key that belongs to this database.")
        return
    if known.key:
        yield fine("The key comes from SCAMDRILL_KEY.")
        return
    yield _mode(file, "The key")
    if file.parent == config.store.path.parent:
        yield note(
            "The key lies in the same folder as the database: who takes one takes both.",
            "Set store.key_file to another folder, and move the key there.",
        )


def _mode(file: Path, what: str) -> Finding:
    if file.stat().st_mode & 0o077:
        return wrong(f"{what} can be read by others: {file}", f"Run: chmod 600 {file}")
    return fine(f"{what} can be read by its owner only.")
