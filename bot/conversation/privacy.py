"""/privacy: what is kept, who may see it, and who has looked."""

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.core.consent import Keeps
from bot.facilitation.office import Office
from bot.ports import Button, Look, Looked, Member, Reply
from bot.presentation.pseudonyms import pseudonym

LATEST = 10
"""Looks that are told; more would not be read."""


async def page(talk: Talk) -> Talk:
    """The person's own page on privacy, with buttons to change what can be changed."""
    office = talk.tools.office
    joined = await office.records.memberships(talk.trainee.id) if office else ()
    groups = [await _group(talk, office, one) for one in joined] if office else []
    looks = await office.records.looks(talk.trainee.id) if office else ()
    html = talk.page(
        "privacy",
        retention_days=talk.tools.settings.retention_days,
        keeps=talk.trainee.keeps,
        groups=groups,
        looks=[_look(talk, one) for one in looks[:LATEST]],
    )
    return talk.saying(Reply(html, _rows(talk, groups)))


async def _group(talk: Talk, office: Office, member: Member) -> dict[str, str]:
    cohort = await office.records.cohort(member.cohort)
    return {
        "id": member.cohort,
        "name": cohort.name if cohort else "",
        "as": pseudonym(member.number, talk.language),
    }


def _look(talk: Talk, look: Look) -> dict[str, str]:
    say = talk.words.gettext
    what = {
        Looked.TRAINEE: say("your calls and scores"),
        Looked.DRILL: say("a whole call"),
        Looked.REPLY: say("one of your replies"),
        Looked.EXPORT: say("took out your scores"),
    }
    return {"at": look.at.strftime("%Y-%m-%d %H:%M UTC"), "what": what[look.what]}


def _rows(talk: Talk, groups: list[dict[str, str]]) -> buttons.Rows:
    if not talk.trainee.consented:
        return ()
    say = talk.words.gettext
    keep = (
        Button(say("Keep only what my replies did"), f"keep:{Keeps.ACTS}")
        if talk.trainee.keeps is Keeps.REPLIES
        else Button(say("Keep my replies too"), f"keep:{Keeps.REPLIES}")
    )
    leave = [
        Button(say("Leave %(name)s") % {"name": group["name"]}, f"leave:{group['id']}")
        for group in groups
    ]
    return buttons.column((keep, *leave))
