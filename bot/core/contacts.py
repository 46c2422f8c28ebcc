"""Where a person can turn after a drill: dated data, kept in one file beside the scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.language import Prose


@dataclass(frozen=True, slots=True)
class HelpContact:
    """Somebody who helps. `number` is as one dials it; None where there is no safe number.

    `checked` is the day (ISO) on which somebody last made sure that all of it is true.
    """

    name: Prose
    helps_with: Prose
    source: str
    checked: str
    number: str | None = None
    hours: Prose | None = None


Contacts = Mapping[str, tuple[HelpContact, ...]]
"""The help contacts of each setting, the most useful first."""
