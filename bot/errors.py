"""Everything that can go wrong and that a person is told about.

ScamdrillError
├── ConfigError         a setting is missing or wrong
├── ScenarioError       a scenario cannot be played; carries its faults
├── BadSheet            a translator's sheet cannot be used; nothing was written
├── NotYours            a facilitator asked for what is not theirs, or is not there
├── CannotDo            a form or command says what cannot be done
├── CannotDraw          a report or picture could not be made; what it shows is not lost
├── UnknownScenario     there is no scenario of this name
├── StoreFailed         the store could not read or write; nothing was changed
├── NluFailed           the NLU process cannot be started
└── ChannelFailed       a message could not be sent; it will be tried again
    └── Unreachable     this person cannot be reached any more

Foreign errors are turned into these at the edge, by the adapter that met them.
"""


class ScamdrillError(Exception):
    """The message is a plain sentence that says what is wrong and what to do next."""


class ConfigError(ScamdrillError):
    """A setting is missing or wrong."""


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


class UnknownScenario(ScamdrillError):
    """There is no scenario of this name."""


class StoreFailed(ScamdrillError):
    """The store could not read or write; nothing was changed."""


class NluFailed(ScamdrillError):
    """The NLU process cannot be started."""


class ChannelFailed(ScamdrillError):
    """A message could not be sent; it will be tried again. `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unreachable(ChannelFailed):
    """The person cannot be reached any more: they blocked the bot or left."""
