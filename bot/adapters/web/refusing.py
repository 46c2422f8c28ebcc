"""Attempts that are turned away: which kind it was goes to the log, and nothing else about it."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from typing import Final

from starlette.responses import PlainTextResponse, Response

from bot.core.language import LANGUAGES
from bot.presentation.words import words

ONCE_IN: Final = timedelta(minutes=1)
"""How often a kind is written down: whoever asks all the time must not fill the disk."""

Say = Callable[[str], str]

log = logging.getLogger(__name__)


class Refusal(StrEnum):
    """Why somebody was turned away."""

    NO_SESSION = "nobody is logged in"
    LOGIN = "a login link that is unknown, used or too old"
    FORM = "a form that was not ours"
    ORIGIN = "a form sent from elsewhere"
    HOST = "a request for another host"
    NOT_THEIRS = "what is not theirs or is not there"
    TOO_LARGE = "more than a form holds"
    TOO_SLOW = "a form that did not arrive"
    TOO_MANY = "too many requests"


@dataclass(slots=True)
class Refusals:
    """Writes attempts down: the first of a kind at once, then once a minute with how many more."""

    _noted: dict[Refusal, datetime] = field(default_factory=dict)
    _since: Counter[Refusal] = field(default_factory=Counter)

    def note(self, refusal: Refusal, now: datetime) -> None:
        """Count the attempt, without an address, an id or a name."""
        self._since[refusal] += 1
        last = self._noted.get(refusal)
        if last is not None and now - last < ONCE_IN:
            return
        self._noted[refusal] = now
        count = self._since.pop(refusal)
        log.warning("refused: %s%s", refusal.value, f" ({count} times)" if count > 1 else "")


def too_many() -> Response:
    """What a hasty client gets: a few bytes, which cost nothing however often they are sent."""
    return PlainTextResponse(_hurried(), HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "60"})


def other_host() -> Response:
    """What a request for another host gets."""
    return PlainTextResponse(_elsewhere(), HTTPStatus.BAD_REQUEST)


@cache
def _hurried() -> str:
    return _in_all_languages(lambda say: say("That was a lot at once. Wait a minute, then go on."))


@cache
def _elsewhere() -> str:
    return _in_all_languages(
        lambda say: say("Open this page at the address that the bot gives you.")
    )


def _in_all_languages(sentence: Callable[[Say], str]) -> str:
    return "\n".join(sentence(words(language).gettext) for language in LANGUAGES)
