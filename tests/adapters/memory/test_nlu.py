"""The NLU that knows what it was told."""

from bot.adapters.memory import ScriptedNlu
from bot.core.understanding import (
    NotUnderstood,
    Unavailable,
    Understood,
)


class TestScriptedNlu:
    async def test_it_reads_what_it_was_told(self) -> None:
        nlu = ScriptedNlu({"later": ("delays", "pleads")})
        found = await nlu.understand("later", "en", "")
        assert isinstance(found, Understood)
        assert [one.act for one in found.readings] == ["delays", "pleads"]

    async def test_it_does_not_understand_anything_else(self) -> None:
        assert await ScriptedNlu({}).understand("later", "en", "") == NotUnderstood()

    async def test_it_can_be_taken_away(self) -> None:
        nlu = ScriptedNlu({"later": ("delays",)})
        nlu.ready = False
        assert await nlu.understand("later", "en", "") == Unavailable()
