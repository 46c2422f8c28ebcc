"""NLUs that need no model: one that is never there, one that knows what it was told."""

from collections.abc import Mapping

from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
)


class AbsentNlu:
    """An NLU that is never ready: every drill is played with buttons."""

    @property
    def ready(self) -> bool:
        return False

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        return Unavailable()


class ScriptedNlu:
    """Reads exactly the replies it was told; set `ready` to False to take it away."""

    def __init__(self, known: Mapping[str, Understanding | tuple[str, ...]]) -> None:
        self._known = known
        self.ready = True

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        if not self.ready:
            return Unavailable()
        match self._known.get(text):
            case None:
                return NotUnderstood()
            case tuple() as acts:
                return Understood(tuple(Reading(act, 0.9) for act in acts))
            case understanding:
                return understanding
