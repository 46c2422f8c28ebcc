"""A simulated person takes the quiz: what they tell apart follows from what they are like."""

from random import Random
from typing import Final

from bot.commands.demo.persons import Person, Temperament
from bot.commands.demo.stage import Stage
from bot.core.learning.forms import Action, Confidence, Item
from bot.core.learning.quiz import waiting
from bot.core.vocabulary import Kind
from bot.ports import Address, Command

GUESSES: Final = 0.45
"""How often somebody without any skill tells a call for what it is."""

ALL_SCAMS: Final = 0.9
"""How often the suspicious take a call for a scam, as long as they do not know better."""

SERVES: Final = 0.85

OTHERS: Final = {Kind.SCAM: Kind.GENUINE, Kind.GENUINE: Kind.SCAM}


async def take_quiz(stage: Stage, who: Person, chance: Random) -> None:
    """Answer every item of the quiz that is next for this person, if one is."""
    here = stage.address(who.number)
    await stage.do(here, Command("quiz"), who.language)
    while item := _item(stage):
        stage.clock.pass_(chance.uniform(8, 40))
        verdict = _verdict(who, item, chance)
        right = verdict is item.kind
        await _answer(stage, here, who.language, verdict.value)
        await _answer(stage, here, who.language, str(int(_sure(right, chance))))
        await _answer(stage, here, who.language, _action(item, verdict, chance).value)
    stage.store.quiz = None


def _item(stage: Stage) -> Item | None:
    quiz = stage.store.quiz
    return waiting(quiz, stage.forms[quiz.started.form]) if quiz else None


async def _answer(stage: Stage, here: Address, language: str, last: str) -> None:
    rows = [row for reply in stage.screens.shown[here] for row in reply.buttons]
    data = [one.data for row in rows for one in row if one.data.endswith((f".{last}", f":{last}"))]
    await stage.press(here, data[0], language)


def _verdict(who: Person, item: Item, chance: Random) -> Kind:
    if chance.random() < who.skill.of(item.kind):
        return item.kind
    if who.temperament is Temperament.SUSPICIOUS:
        return Kind.SCAM if chance.random() < ALL_SCAMS else Kind.GENUINE
    return item.kind if chance.random() < GUESSES else OTHERS[item.kind]


def _sure(right: bool, chance: Random) -> Confidence:
    """Who is right is surer, on the whole."""
    weights = (1, 2, 4, 3) if right else (3, 3, 2, 1)
    return chance.choices(list(Confidence), weights)[0]


def _action(item: Item, verdict: Kind, chance: Random) -> Action:
    if verdict is item.kind and chance.random() < SERVES:
        return item.right[0]
    return Action.BREAK_OFF if verdict is Kind.SCAM else Action.COMPLY
