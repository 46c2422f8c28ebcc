"""What comes in from people and what goes out to them."""

from dataclasses import dataclass
from typing import Final

LARGEST_DOCUMENT: Final = 256 * 1024
"""Bytes. Eight times the longest scenario; nothing larger is taken in."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached: a channel's name and its id of them. Never logged."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Something typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed; `data` is what `Button.data` was."""

    data: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as /drill, without its slash, and the rest of its line."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo, sticker, voice message or file: something that the drill cannot read."""

    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that an author sends to be checked; channels bring nobody else's.

    `data` is None where it has more bytes than `LARGEST_DOCUMENT` or could not be read. `name` is
    only for showing: it is never a path to anything.
    """

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The silence timer of a drill ran out; void if the drill has moved on since."""

    session: str
    seq: int


Content = Words | Tap | Command | Attachment | Document | TimeUp


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one person. A `key` that was seen before changes nothing."""

    key: str
    sender: Address
    content: Content
    language: str | None = None
    """The language that the person's app is set to, where the channel knows it."""


LONGEST_DATA: Final = 64
"""Bytes of a button's data: Telegram's limit."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply; `data` is at most `LONGEST_DATA` bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A habit in a picture; `percent` is None where the call gave no opportunity for it."""

    title: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A scorecard to be drawn when it is sent, in words that are ready to be shown."""

    language: str
    heading: str
    title: str
    kind: str
    outcome: str
    total: str
    bars: tuple[Bar, ...]
    note: str
    judged: str = ""
    """That a person looked at the readings, where one did."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person. `html` uses only b, i, u, code, blockquote and escaped text.

    `spoken` is true for the caller's lines: channels show them at a human pace. A `picture` goes
    with it where the channel can show one; `html` says all that it shows.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    spoken: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that waits to be sent; None where it cannot be read any more."""

    id: int
    reply: Reply | None
