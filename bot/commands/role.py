"""`scamdrill role`: who may do what besides practising; people are named by pseudonym only."""

from typing import Final

import click

from bot.bootstrap import opened_store
from bot.config import Config, Secrets
from bot.errors import WrongUse
from bot.ports import Address, Duty

CHANNELS: Final = ("telegram", "terminal")


async def change_duty(
    config: Config, known: Secrets, duty: Duty, who: str, *, remove: bool
) -> None:
    """Give or take a duty, and say whether that changed anything. Errors: WrongUse."""
    address = address_of(who)
    async with opened_store(config, known) as store:
        name = (await store.trainee(address)).id
        change = store.end_duty if remove else store.give_duty
        changed = await change(address, duty)
    now = "is no" if remove else "is now"
    already = "was no" if remove else "was already"
    click.echo(f"{name} {now if changed else already} {duty.value}.")


async def list_duties(config: Config, known: Secrets) -> None:
    """Print everybody who has a duty: pseudonym, tab, duty."""
    async with opened_store(config, known) as store:
        for holder in await store.holders():
            click.echo(f"{holder.trainee}\t{holder.duty.value}")


def address_of(text: str) -> Address:
    """The address that `CHANNEL:ID` names. Errors: WrongUse."""
    channel, _, id_ = text.partition(":")
    if channel not in CHANNELS:
        raise WrongUse(
            "Write who it is as CHANNEL:ID, for example telegram:123456789 or terminal:you."
        )
    if channel == "telegram" and not (id_.isascii() and id_.isdigit()):
        raise WrongUse(
            "A person on Telegram is known by a number, for example telegram:123456789. "
            "Names such as @somebody can change hands and are not taken."
        )
    if not id_:
        raise WrongUse("There is no name behind the colon. The one at the terminal is you.")
    return Address(channel, id_)
