"""What a person has agreed that may be kept about them."""

from enum import StrEnum


class Keeps(StrEnum):
    """How much of a drill is kept: only what the replies did, or the redacted replies as well."""

    ACTS = "acts"
    REPLIES = "replies"
