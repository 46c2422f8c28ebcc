"""What the facilitator of a simulated group does: looks into some calls and judges the readings."""

from random import Random
from typing import Final

from bot.commands.demo.stage import Stage
from bot.core.events import By, Verdict
from bot.core.transcript import Turn
from bot.facilitation import viewing
from bot.facilitation.judging import judge
from bot.ports import Cohort

LOOKED_AT: Final = 0.12
MOST: Final = 150
"""Calls of a group; no facilitator looks into more."""

AGREES: Final = 0.95
"""How often the facilitator sees a reply as its author wrote it down."""

REASONS: Final = ("", "", "They only asked who it was.", "문맥으로 보면 다른 뜻입니다.")


async def look_in(stage: Stage, cohort: Cohort, chance: Random) -> None:
    """Judge every reply of some calls of this group."""
    members = {one.trainee: one for one in await stage.records.members(cohort.id)}
    drills = list(await stage.records.practised(cohort.id))
    chosen = chance.sample(drills, min(MOST, round(len(drills) * LOOKED_AT)))
    for drill in chosen:
        seen = await viewing.drill(stage.office, cohort, members[drill.trainee], drill)
        for turn in seen.card.transcript.turns:
            verdict, acts = _verdict(stage, turn, chance)
            reason = chance.choice(REASONS) if verdict is Verdict.CHANGED else ""
            office, by = stage.office, cohort.facilitator
            seen = await judge(office, by, seen, turn.number, verdict, acts, reason)


def _verdict(stage: Stage, turn: Turn, chance: Random) -> tuple[Verdict, tuple[str, ...]]:
    """What a person who knows what the reply does says of its reading."""
    read = {reading.act for reading in turn.read}
    true = stage.replies.truth.get(turn.text or "", ())
    if turn.by is By.BUTTON or not true or set(true) == read:
        return (Verdict.ACCEPTED if chance.random() < AGREES else Verdict.REJECTED), ()
    return (Verdict.CHANGED, true) if chance.random() < AGREES else (Verdict.ACCEPTED, ())
