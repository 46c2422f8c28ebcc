"""A fault before it knows its file: what the inner parts of the reader pass to one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.adapters.scenario_files.places import Span
from bot.core.checks import Path


@dataclass(frozen=True, slots=True)
class Slip:
    """A code of the catalogue at a place. `holes` are paths that cannot be read because of it."""

    code: str
    span: Span
    params: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    holes: tuple[Path, ...] = ()

    @property
    def warns(self) -> bool:
        """Whether the scenario can be played all the same."""
        return self.code.startswith("W")
