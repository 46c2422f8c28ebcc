"""A scenario as JSON and back, so that a running drill finishes on the text it began with."""

from typing import Final

from pydantic import TypeAdapter

from bot.core.scenario import Scenario

_SCENARIO: Final = TypeAdapter(Scenario)


def to_json(scenario: Scenario) -> str:
    """All of a scenario as one JSON object."""
    return _SCENARIO.dump_json(scenario).decode()


def from_json(text: str) -> Scenario:
    """The scenario of such an object; anything else raises ValueError."""
    return _SCENARIO.validate_json(text)
