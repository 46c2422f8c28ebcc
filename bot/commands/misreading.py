"""Which replies under `tests:` the trained model reads otherwise than their author meant them."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.scenario_files import check
from bot.bootstrap import library_of, nlu_of, wait_for
from bot.commands.nlu import acts_of, patient
from bot.config import Config
from bot.conversation.reading import read
from bot.core.checks import Finding
from bot.core.redaction import redact
from bot.core.scenario import Scenario, Waiting
from bot.ports import Nlu


async def misreadings(config: Config, paths: Sequence[Path]) -> dict[str, list[Finding]]:
    """What the model reads otherwise, by scenario. Errors: NluFailed."""
    vocabulary = library_of(config).vocabulary
    scenarios = check(paths, vocabulary, today=datetime.now(UTC).date()).scenarios
    async with nlu_of(patient(config), vocabulary) as nlu:
        await wait_for(nlu, config)
        return {one.id: await _of(nlu, one) for one in scenarios}


async def _of(nlu: Nlu, scenario: Scenario) -> list[Finding]:
    found = []
    for state, replies in scenario.tests.items():
        for text, meant in replies.items():
            language = "ko" if any("가" <= letter <= "힣" for letter in text) else "en"
            context = _line(scenario, state, language)
            acts = acts_of(await read(nlu, redact(text), language, context))
            read_as = {act["id"] for act in acts}
            if read_as != set(meant):
                words = {"found": _listed(read_as), "author": _listed(meant)}
                found.append(Finding("W501", ("tests", state, text), words))
    return found


def _line(scenario: Scenario, state: str, language: str) -> str | None:
    match scenario.states.get(state):
        case Waiting(lines=lines):
            return lines[0].prose[language]
        case _:
            return None


def _listed(acts: Collection[str]) -> str:
    return ", ".join(sorted(acts)) or "–"
