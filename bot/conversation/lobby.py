"""Outside of a drill: welcome, consent, the menu, and the commands about oneself."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from bot.conversation import buttons, drill, groups, joining, learning, privacy
from bot.conversation.aftermath import MENU, menu_row
from bot.conversation.talk import Talk
from bot.core.consent import Keeps
from bot.core.events import Role
from bot.core.language import LANGUAGES
from bot.core.scenario import Outcome, Scenario
from bot.core.stopping import is_stop
from bot.core.vocabulary import Kind
from bot.errors import ScenarioError
from bot.ports import (
    LONGEST_DATA,
    Attachment,
    Button,
    Command,
    Content,
    Past,
    Reply,
    Tap,
    TimeUp,
    Words,
)

INTENSE = 3
"""Scenarios of this level come with the gentler role first, never by chance, never as the first."""

LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}


async def answer(talk: Talk, content: Content) -> Talk:
    """Take a message of somebody who is in no drill."""
    match content:
        case Tap(data=buttons.STOP):
            return _nothing_runs(talk)
        case Tap(data=data):
            return await _tapped(talk, buttons.read(data))
        case Words(text=text) if is_stop(text):
            return _nothing_runs(talk)
        case Words() | Attachment():
            return menu(talk) if talk.trainee.consented else welcome(talk)
        case Command() | TimeUp():
            return talk
    raise AssertionError(content)


async def command(talk: Talk, order: Command) -> Talk:
    """Obey a command; one that we do not know is answered with what we do know."""
    match order.name:
        case "start":
            return await start(talk, order.rest.strip())
        case "drill":
            return menu(talk)
        case "language":
            return choose_language(talk)
        case "privacy":
            return await privacy.page(talk)
        case "learn":
            return learning.shelf(talk)
        case "progress":
            return await progress(talk)
        case "forget":
            return ask_to_forget(talk)
        case "stop":
            return _nothing_runs(talk)
    return await groups.command(talk, order) or await _help(talk)


async def _help(talk: Talk) -> Talk:
    """All commands that this person may use."""
    duties = await talk.tools.store.duties(talk.message.sender)
    return talk.saying(Reply(talk.page("help", duties=duties)))


async def start(talk: Talk, payload: str) -> Talk:
    """Greet somebody, and open what the link holds by which they came."""
    if not talk.trainee.consented:
        return welcome(talk, payload)
    return await joining.opened(talk, payload) if payload else menu(talk)


def _nothing_runs(talk: Talk) -> Talk:
    said = talk.words.gettext("No exercise is running. You are safe here.")
    return talk.saying(Reply(said, menu_row(talk)))


def welcome(talk: Talk, payload: str = "") -> Talk:
    """Say what this is and ask for consent, in plain words; a link they came by is kept in mind."""
    say = talk.words.gettext
    days = talk.tools.settings.retention_days
    rows = (
        (Button(say("Yes, I agree"), _with("consent:yes", payload)),),
        (Button(say("Yes, but without my words"), _with("consent:acts", payload)),),
        (Button(say("No, thank you"), "consent:no"),),
        tuple(
            Button(name, _with(f"lang:{code}", payload)) for code, name in LANGUAGE_NAMES.items()
        ),
    )
    return talk.saying(
        Reply(talk.page("welcome")), Reply(talk.page("consent", retention_days=days), rows)
    )


def _with(data: str, payload: str) -> str:
    """Button data that brings the payload back; one that is too long is dropped."""
    longer = f"{data}:{payload}" if payload else data
    return longer if len(longer.encode()) <= LONGEST_DATA else data


def menu(talk: Talk) -> Talk:
    """Offer the settings that have scenarios."""
    if not talk.trainee.consented:
        return welcome(talk)
    present = {scenario.setting for scenario in talk.tools.library.scenarios()}
    rows = buttons.column(
        buttons.setting(title[talk.language], setting)
        for setting, title in talk.tools.vocabulary.settings.items()
        if setting in present
    )
    return talk.saying(Reply(talk.page("settings"), rows))


def choose_language(talk: Talk) -> Talk:
    row = tuple(buttons.language(name, code) for code, name in LANGUAGE_NAMES.items())
    return talk.saying(Reply("한국어 / English?", (row,)))


def ask_to_forget(talk: Talk) -> Talk:
    say = talk.words.gettext
    rows = ((Button(say("Erase everything"), "forget:yes"), Button(say("Keep it"), MENU)),)
    asked = say("Shall I erase everything that is kept about you? It cannot be undone.")
    return talk.saying(Reply(asked, rows))


async def progress(talk: Talk) -> Talk:
    """The person's own history: scam and genuine calls apart, nobody else to compare with."""
    past = (await talk.tools.store.history(talk.trainee.id)).drills
    shown = [_shown(talk, one) for one in past]
    html = talk.page(
        "progress",
        scams=[one for one in shown if one["kind"] == Kind.SCAM],
        genuine=[one for one in shown if one["kind"] == Kind.GENUINE],
        revised=any(one["revised"] for one in shown),
    )
    return talk.saying(Reply(html, menu_row(talk)))


async def _tapped(talk: Talk, data: buttons.Data) -> Talk:
    match data:
        case buttons.Data(what="lang", one=code, two=payload) if code in LANGUAGES:
            return _speaking(talk, code, payload)
        case buttons.Data(what="consent", one="yes" | "acts" as agreed, two=payload):
            keeps = Keeps.REPLIES if agreed == "yes" else Keeps.ACTS
            trainee = replace(talk.trainee, consented=talk.at, keeps=keeps)
            return await start(talk.knowing(trainee), payload)
        case buttons.Data(what="consent", one="no") if talk.trainee.consented:
            return ask_to_forget(talk)
        case buttons.Data(what=learning.SHELF):
            return learning.shelf(talk)
        case buttons.Data(what=learning.CARD, one=card):
            return learning.read(talk, card)
    if not talk.trainee.consented:
        return welcome(talk)
    if answered := await joining.tapped(talk, data) or await groups.tapped(talk, data):
        return answered
    match data:
        case buttons.Data(what="setting", one=setting):
            return _setting_menu(talk, setting)
        case buttons.Data(what="surprise", one=setting):
            return await _surprise(talk, setting)
        case buttons.Data(what="about", one=scenario):
            return await _about(talk, scenario)
        case buttons.Data(what="take", one=role, two=scenario) if role in set(Role):
            return await take(talk, scenario, Role(role))
    return menu(talk)


def _speaking(talk: Talk, code: str, payload: str) -> Talk:
    talk = talk.knowing(replace(talk.trainee, language=code))
    return menu(talk) if talk.trainee.consented else welcome(talk, payload)


def _of(talk: Talk, setting: str) -> Sequence[Scenario]:
    return [one for one in talk.tools.library.scenarios() if one.setting == setting]


def _setting_menu(talk: Talk, setting: str) -> Talk:
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


async def _surprise(talk: Talk, setting: str) -> Talk:
    mild = [one for one in _of(talk, setting) if one.level < INTENSE]
    if not mild:
        return menu(talk)
    return await _about(talk, Random(talk.tools.seed()).choice(mild).id)


async def _about(talk: Talk, scenario_id: str) -> Talk:
    scenario = _on_offer(talk, scenario_id)
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
    return _setting_menu(talk.saying(Reply(said)), setting)


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
    scenario = _on_offer(talk, scenario_id)
    if scenario is None:
        return _gone(talk)
    if await _too_much(talk, scenario):
        return _milder_first(talk, scenario.setting)
    if talk.drill and drill.has_just_begun(talk.drill, scenario, role):
        return drill.repeat(talk, talk.drill)
    return await drill.begin(talk, scenario, role)


def _on_offer(talk: Talk, scenario_id: str) -> Scenario | None:
    """The scenario, if it exists and its file is sound."""
    try:
        return talk.tools.library.scenario(scenario_id)
    except ScenarioError:
        return None


def _gone(talk: Talk) -> Talk:
    said = talk.words.gettext("This call is not on offer any more. Please choose another.")
    return menu(talk.saying(Reply(said)))


def _shown(talk: Talk, past: Past) -> dict[str, object]:
    scenario = _on_offer(talk, past.scenario)
    good = (Outcome.SAFE,) if past.kind == Kind.SCAM else (Outcome.SAFE, Outcome.OPEN)
    return {
        "kind": past.kind,
        "day": past.at.date().isoformat(),
        "title": scenario.title[talk.language] if scenario else past.scenario,
        "total": past.total,
        "safe": past.outcome in good,
        "judged": past.judged,
        "revised": scenario is None or scenario.digest != past.digest,
    }
