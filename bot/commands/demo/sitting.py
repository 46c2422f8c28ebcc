"""One sitting of a simulated person: the door, a call, the talk afterwards."""

from dataclasses import replace
from random import Random
from typing import Final

from bot.commands.demo.persons import Does, KeepsSilent, Person, Stops, deed
from bot.commands.demo.stage import Stage
from bot.core.consent import Keeps
from bot.core.events import Feeling
from bot.core.scenario import Scenario
from bot.core.session import Phase
from bot.ports import Address, Command, Tap, Words

MOST_MESSAGES: Final = 100
"""A call that goes on for longer is left; none of the library's does."""

SPEECHLESS: Final = "…"
NO_BUTTON: Final = "-"

SHAKEN: Final = 0.1
REHEARSES: Final = 0.25
LEAVES_EARLY: Final = 0.2


async def enter(stage: Stage, who: Person, payload: str) -> None:
    """Come by a link, agree, join the group; nobody is there to be reminded later."""
    here = stage.address(who.number)
    agreed = "consent:yes" if who.keeps is Keeps.REPLIES else "consent:acts"
    await stage.do(here, Command("start", payload), who.language)
    await stage.press(here, agreed, who.language)
    await stage.press(here, "join:", who.language)
    await stage.do(here, Command("reminders"), who.language)
    await stage.press(here, "reminders:off", who.language)


async def practise(stage: Stage, who: Person, scenario: Scenario, chance: Random) -> Person:
    """Take a call and look back at it; the person as they are afterwards."""
    here = stage.address(who.number)
    await stage.do(here, Tap(f"about:{scenario.id}"), who.language)
    if not await stage.press(here, "take:called:", who.language):
        return who
    for _ in range(MOST_MESSAGES):
        if _phase(stage) is not Phase.CALLING:
            break
        stage.clock.pass_(chance.uniform(6, 40))
        await _answer(stage, who, here, chance)
    else:
        await stage.do(here, Command("stop"), who.language)
    await _look_back(stage, who, here, chance)
    return replace(who, skill=who.skill.grown())


def _phase(stage: Stage) -> Phase | None:
    return stage.store.drill.phase if stage.store.drill else None


async def _answer(stage: Stage, who: Person, here: Address, chance: Random) -> None:
    drill = stage.store.drill
    assert drill is not None
    moves = stage.moves[drill.scenario]
    match deed(who, moves, drill.state, chance):
        case KeepsSilent():
            await stage.fall_silent(here)
        case Stops():
            await stage.do(here, Command("stop"), who.language)
        case Does(act=act):
            typed = not drill.asked and chance.random() < who.words
            if typed or not await stage.press(here, _button(stage, here, act), who.language):
                text = stage.replies.saying(act, who.language, moves.scenario, drill.state, chance)
                await stage.do(here, Words(text or SPEECHLESS), who.language)


def _button(stage: Stage, here: Address, act: str) -> str:
    """The button of this act; where they are asked what they meant, else the first offered."""
    rows = [row for reply in stage.screens.shown[here] for row in reply.buttons]
    acts = [one.data for row in rows for one in row if one.data.startswith("act:")]
    asked = stage.store.drill is not None and stage.store.drill.asked is not None
    wanted = [data for data in acts if data.endswith(f":{act}")]
    return next(iter(wanted or (acts if asked else ())), NO_BUTTON)


async def _look_back(stage: Stage, who: Person, here: Address, chance: Random) -> None:
    if _phase(stage) is not Phase.FEELING:
        return
    shaken = chance.random() < SHAKEN
    told = Feeling.SHAKEN if shaken else Feeling.FINE
    stage.clock.pass_(chance.uniform(5, 30))
    await stage.press(here, f"feel:{told}", who.language)
    if chance.random() < LEAVES_EARLY:
        await stage.do(here, Command("stop"), who.language)
        return
    if shaken:
        await stage.press(here, "look", who.language)
    stage.clock.pass_(chance.uniform(20, 120))
    if chance.random() < REHEARSES and await stage.press(here, "again:", who.language):
        await _try_again(stage, who, here, chance)
    await stage.press(here, "score", who.language)


async def _try_again(stage: Stage, who: Person, here: Address, chance: Random) -> None:
    drill = stage.store.drill
    assert drill is not None
    scenario = stage.moves[drill.scenario].scenario
    text = stage.replies.saying("verifies_independently", who.language, scenario, "", chance)
    if text:
        await stage.do(here, Words(text), who.language)
