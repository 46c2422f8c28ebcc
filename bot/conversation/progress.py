"""/progress: what a person has practised, for themselves."""

from bot.conversation.aftermath import menu_row
from bot.conversation.choosing import on_offer
from bot.conversation.talk import Talk
from bot.core.scenario import Outcome
from bot.core.vocabulary import Kind
from bot.ports import Past, Reply


async def show(talk: Talk) -> Talk:
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


def _shown(talk: Talk, past: Past) -> dict[str, object]:
    scenario = on_offer(talk, past.scenario)
    good = (Outcome.SAFE,) if past.kind == Kind.SCAM else (Outcome.SAFE, Outcome.OPEN)
    return {
        "kind": past.kind,
        "day": talk.day(past.at).isoformat(),
        "title": scenario.title[talk.language] if scenario else past.scenario,
        "total": past.total,
        "safe": past.outcome in good,
        "judged": past.judged,
        "revised": scenario is None or scenario.digest != past.digest,
    }
