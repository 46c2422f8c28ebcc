"""What the page works with, and what other adapters give to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.adapters.web.figures import Figures
from bot.adapters.web.pace import Pace
from bot.adapters.web.refusing import Refusal, Refusals
from bot.core.scenario import Scenario
from bot.facilitation.office import Office
from bot.ports.reports import Reports

Draw = Callable[[Scenario, str], str]
"""A scenario and a language -> its graph as one SVG document without styles or scripts."""


def guessing() -> Pace:
    """Wrong links only: nobody mistypes one, and whoever guesses has no time for it."""
    return Pace(most=10, per_second=0.1)


def reading() -> Pace:
    """A hasty reader with many tabs stays below; a script does not."""
    return Pace(most=120, per_second=4)


@dataclass(frozen=True, slots=True)
class Site:
    """The page's tools; `address` is where it is reached: scheme, host and port, no slash.

    `sessions` is the pace of those who are logged in, by what opens their session, so that nobody
    behind the same address can shut them out; `pages` and `logins` are those of an address.
    """

    office: Office
    reports: Reports
    figures: Figures
    draw: Draw
    address: str
    logins: Pace = field(default_factory=guessing)
    pages: Pace = field(default_factory=reading)
    sessions: Pace = field(default_factory=reading)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def secure(self) -> bool:
        """Whether it is reached by TLS, so that cookies can be held to it."""
        return self.address.startswith("https:")

    @property
    def host(self) -> str:
        """The host and port that requests must name."""
        return urlsplit(self.address).netloc

    def note(self, refusal: Refusal) -> None:
        """Write down that somebody was turned away."""
        self.refusals.note(refusal, self.office.clock.now())
