"""Everything that can go wrong and that a person is told about.

ScamdrillError
├── ConfigError         a setting is missing or wrong
├── WrongUse            a command names what is not there or cannot be used
│   └── UnknownScenario     there is no scenario of this name
├── ScenarioError       a scenario cannot be played
│   └── FaultyFile          with the faults that say why (adapters/scenario_files)
├── BadSheet            a translator's sheet cannot be used; nothing was written
├── NotYours            a facilitator asked for what is not theirs, or is not there
├── CannotDo            a form or command says what cannot be done
├── CannotDraw          a report or picture could not be made; what it shows is not lost
├── StoreFailed         the store could not read or write; nothing was changed
├── Unreadable          something that is kept makes no sense any more; trying again is no help
├── NluFailed           the NLU process cannot be started
└── ChannelFailed       a message could not be sent; it will be tried again
    └── Unreachable     this person cannot be reached any more

Foreign errors are turned into these at the edge, by the adapter that met them.
"""

from pathlib import Path
from traceback import extract_tb


class ScamdrillError(Exception):
    """The message is a plain sentence that says what is wrong and what to do next."""


class ConfigError(ScamdrillError):
    """A setting is missing or wrong."""


class WrongUse(ScamdrillError):
    """A command names what is not there or cannot be used."""


class UnknownScenario(WrongUse):
    """There is no scenario of this name."""


class ScenarioError(ScamdrillError):
    """A scenario cannot be played as it is written."""


class BadSheet(ScamdrillError):
    """A translator's sheet cannot be used; nothing was written."""


class NotYours(ScamdrillError):
    """A facilitator asked for what is not theirs, or is not there; nobody learns which."""


class CannotDo(ScamdrillError):
    """A form or command asks for what cannot be done; nothing was changed."""


class CannotDraw(ScamdrillError):
    """A report or picture could not be made; what it shows is not lost."""


class StoreFailed(ScamdrillError):
    """The store could not read or write; nothing was changed. It may be tried again."""


class Unreadable(ScamdrillError):
    """Something that is kept is damaged, or sealed with another key; nothing was changed."""


class NluFailed(ScamdrillError):
    """The NLU process cannot be started."""


class ChannelFailed(ScamdrillError):
    """A message could not be sent; it will be tried again. `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unreachable(ChannelFailed):
    """The person cannot be reached any more: they blocked the bot or left."""


def kind_and_place(error: BaseException) -> str:
    """What may be logged of a fault of our own: its message might hold what somebody typed."""
    frames = extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
