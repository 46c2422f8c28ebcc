"""Who may enter the facilitators' page: by a link that works once, for a short while."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.errors import NotYours
from bot.facilitation.office import Office
from bot.ports import WebSession

LOGIN_LIVES: Final = timedelta(minutes=10)
SESSION_LIVES: Final = timedelta(hours=2)
"""A training; a laptop that is left open logs out by itself."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A new session and the token that opens it."""

    token: str
    session: WebSession


async def login_token(office: Office, facilitator: str) -> str:
    """A token that logs this facilitator in, once."""
    token = office.new_token()
    await office.logins.add_login(token, facilitator, office.clock.now() + LOGIN_LIVES)
    return token


async def enter(office: Office, token: str) -> Entered:
    """Use up a login token. Errors: NotYours if it is unknown, used or too old."""
    now = office.clock.now()
    facilitator = await office.logins.take_login(token, now)
    if facilitator is None:
        raise NotYours("This link was used already or is too old. Ask the bot for a new one: /web")
    entered = Entered(
        office.new_token(), WebSession(facilitator, office.new_token(), now + SESSION_LIVES)
    )
    await office.logins.open_session(entered.token, entered.session)
    return entered


async def session_of(office: Office, token: str) -> WebSession | None:
    """The running session of a token, of somebody who still is a facilitator."""
    return await office.logins.session(token, office.clock.now())


async def leave(office: Office, token: str) -> None:
    """End a session."""
    await office.logins.end_session(token)
