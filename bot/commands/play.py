"""`scamdrill play`: one drill, now, kept nowhere."""

import json
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from bot.adapters.memory import MemoryStore
from bot.adapters.terminal import TERMINAL, Dialogue, Terminal, dialogue_of
from bot.bootstrap import Program, assemble, library_of, nlu_of, wait_for
from bot.config import Config
from bot.conversation import buttons
from bot.core.checks.nearest import closest
from bot.core.debrief import debrief
from bot.core.events import Event, Feeling
from bot.core.scenario import Scenario
from bot.core.scoring import score
from bot.core.session import Phase, replay
from bot.errors import UnknownScenario
from bot.ports import Address, Library, Message, Reply, Tap, Words
from bot.presentation.scorecards import as_json


@dataclass(frozen=True, slots=True)
class Play:
    """What was asked for: `scenario` None is any mild one."""

    scenario: str | None
    language: str
    seed: int | None
    as_json: bool


class Nowhere:
    """A channel for runs whose only output is the scorecard."""

    async def send(self, address: Address, reply: Reply) -> None:
        """Say nothing."""


async def play_drill(config: Config, wanted: Play) -> None:
    """Play one drill with the lines of standard input; its end is taken for silence.

    Errors: UnknownScenario; ScenarioError where the scenario has faults; NluFailed.
    """
    library = library_of(config)
    scenario = find(library, wanted.scenario)
    terminal = Terminal(Console(highlight=False))
    async with AsyncExitStack() as stack:
        nlu = await stack.enter_async_context(nlu_of(config, library.vocabulary))
        channel = Nowhere() if wanted.as_json else terminal
        program = assemble(config, library, MemoryStore(), nlu, channel, wanted.seed)
        dialogue = Dialogue(terminal, "play") if wanted.as_json else dialogue_of(terminal, "play")
        first = Message("play:start", TERMINAL, Tap("start"), wanted.language)
        session = await program.conversation.begin_drill(first, scenario)
        await program.delivery.idle()
        async for message in dialogue.messages():
            if isinstance(message.content, Words) and not sys.stdin.isatty():
                await wait_for(nlu, config)
            await program.conversation.handle(message)
            await program.delivery.idle()
            phase = replay(await program.tools.store.events(session)).phase
            if phase is Phase.CLOSED or (phase is not Phase.CALLING and not sys.stdin.isatty()):
                break
        await _finish(program, dialogue)
        if wanted.as_json:
            events = tuple(await program.tools.store.events(session))
            _print_json(program, scenario, events, wanted.language)


def find(library: Library, name: str | None) -> Scenario:
    """The scenario of this name, or the first of the menu. Errors: UnknownScenario."""
    scenarios = library.scenarios()
    if name is None and scenarios:
        return scenarios[0]
    found = library.scenario(name) if name else None
    if found is None:
        known = [scenario.id for scenario in scenarios]
        meant = closest(name or "", known)
        hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(known)}."
        raise UnknownScenario(f"There is no scenario {name}. {hint}")
    return found


async def _finish(program: Program, dialogue: Dialogue) -> None:
    """Nobody answers any more: the caller gives up, and the debrief is shown to its end."""
    count = 0
    while await program.conversation.fall_silent(f"play:silence:{count}", TERMINAL):
        count += 1
        await program.delivery.idle()
    for button in (buttons.feeling("", "", Feeling.FINE), buttons.scorecard("", "")):
        await program.conversation.handle(dialogue.message(Tap(button.data)))
        await program.delivery.idle()


def _print_json(
    program: Program, scenario: Scenario, events: tuple[Event, ...], language: str
) -> None:
    vocabulary = program.tools.vocabulary
    scorecard = score(vocabulary, scenario, events)
    found: dict[str, object] = {"scenario": scenario.id, "stopped": True, "total": None}
    if scorecard is not None:
        found = as_json(vocabulary, scenario, debrief(vocabulary, scenario, scorecard), language)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
