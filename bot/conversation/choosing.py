"""Choosing a call: settings, scenarios, what one contains, and which role to take."""

from collections.abc import Sequence
from random import Random

from bot.conversation import buttons, consent, drill
from bot.conversation.aftermath import MENU
from bot.conversation.talk import Talk
from bot.core.events import Role
from bot.core.scenario import Scenario
from bot.errors import ScenarioError
from bot.ports import Button, Reply

INTENSE = 3
"""Scenarios of this level come with the gentler role first, never by chance, never as the first."""


def menu(talk: Talk) -> Talk:
    """Offer the settings that have scenarios."""
    if not talk.trainee.consented:
        return consent.welcome(talk)
    present = {scenario.setting for scenario in talk.tools.library.scenarios()}
    rows = buttons.column(
        buttons.setting(title[talk.language], setting)
        for setting, title in talk.tools.vocabulary.settings.items()
        if setting in present
    )
    return talk.saying(Reply(talk.page("settings"), rows))


def _of(talk: Talk, setting: str) -> Sequence[Scenario]:
    return [one for one in talk.tools.library.scenarios() if one.setting == setting]


def setting_menu(talk: Talk, setting: str) -> Talk:
    scenarios = _of(talk, setting)
    title = talk.tools.vocabulary.settings.get(setting)
    if not scenarios or title is None:
        return menu(talk)
    say = talk.words.gettext
    rows = buttons.column(
        [
            buttons.surprise(say("🎲 Surprise me"), setting),
            *(buttons.drill(one.title[talk.language], one.id) for one in scenarios),
            Button(say("Back"), MENU),
        ]
    )
    html = talk.page("menu", setting=title[talk.language], scenarios=scenarios)
    return talk.saying(Reply(html, rows))


async def surprise(talk: Talk, setting: str) -> Talk:
    mild = [one for one in _of(talk, setting) if one.level < INTENSE]
    if not mild:
        return menu(talk)
    return await about(talk, Random(talk.tools.seed()).choice(mild).id)


async def about(talk: Talk, scenario_id: str) -> Talk:
    scenario = on_offer(talk, scenario_id)
    if scenario is None:
        return _gone(talk)
    if await _too_much(talk, scenario):
        return _milder_first(talk, scenario.setting)
    return _offer(talk, scenario)


async def _too_much(talk: Talk, scenario: Scenario) -> bool:
    """Whether this call is intense and would be the person's first."""
    if scenario.level < INTENSE:
        return False
    return not (await talk.tools.store.history(talk.trainee.id)).drills


def _milder_first(talk: Talk, setting: str) -> Talk:
    said = talk.words.gettext("This call is intense. Please finish a milder one first.")
    return setting_menu(talk.saying(Reply(said)), setting)


def _offer(talk: Talk, scenario: Scenario) -> Talk:
    """What the exercise is about and contains, before anybody takes it."""
    say = talk.words.gettext
    intense = scenario.level >= INTENSE
    take_it = buttons.take(say("Take it myself"), scenario.id, Role.CALLED)
    advise = buttons.take(say("Advise the person called"), scenario.id, Role.ADVISER)
    roles = (advise, take_it) if intense else (take_it, advise)
    notes = [
        talk.tools.vocabulary.content[note][talk.language] for note in _content(talk, scenario)
    ]
    html = talk.page("scenario", scenario=scenario, notes=notes, gentle_first=intense)
    return talk.saying(
        Reply(html, buttons.column([*roles, buttons.setting(say("Back"), scenario.setting)]))
    )


def _content(talk: Talk, scenario: Scenario) -> Sequence[str]:
    """What the scenario or its twin contains: the note must not tell which of the two it is."""
    twin = talk.tools.library.scenario(scenario.pair) if scenario.pair else None
    return tuple(dict.fromkeys((*scenario.content, *(twin.content if twin else ()))))


async def take(talk: Talk, scenario_id: str, role: Role) -> Talk:
    """Start this scenario, if it still exists and is not too much for a first one."""
    scenario = on_offer(talk, scenario_id)
    if scenario is None:
        return _gone(talk)
    if await _too_much(talk, scenario):
        return _milder_first(talk, scenario.setting)
    if talk.drill and drill.has_just_begun(talk.drill, scenario, role):
        return drill.repeat(talk, talk.drill)
    return drill.begin(talk, scenario, role)


def on_offer(talk: Talk, scenario_id: str) -> Scenario | None:
    """The scenario, if it exists and its file is sound."""
    try:
        return talk.tools.library.scenario(scenario_id)
    except ScenarioError:
        return None


def _gone(talk: Talk) -> Talk:
    said = talk.words.gettext("This call is not on offer any more. Please choose another.")
    return menu(talk.saying(Reply(said)))
