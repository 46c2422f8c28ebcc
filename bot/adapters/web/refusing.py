"""Attempts that are turned away: which kind it was goes to the log, and nothing else about it."""

import logging
from enum import StrEnum

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
    TOO_MANY = "too many requests"


def note(refusal: Refusal) -> None:
    """Write the attempt down, without an address, an id or a name."""
    log.warning("refused: %s", refusal.value)
