"""/privacy: what is kept, who may see it, and who has looked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.core.consent import Keeps
from bot.facilitation.office import Office
from bot.ports import Button, Look, Looked, Member, Reply
from bot.presentation.pseudonyms import pseudonym


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
        looks=_days(talk, looks),
    )
    return talk.saying(Reply(html, _rows(talk, groups)))


async def _group(talk: Talk, office: Office, member: Member) -> dict[str, str]:
    cohort = await office.records.cohort(member.cohort)
    return {
        "id": member.cohort,
        "name": cohort.name if cohort else "",
        "as": pseudonym(member.number, talk.language),
    }


def _days(talk: Talk, looks: Sequence[Look]) -> Mapping[str, Sequence[str]]:
    """All looks that are kept, newest first, as words by day: many push no other off the page."""
    days = groupby(looks, key=lambda look: look.at.strftime("%Y-%m-%d UTC"))
    return {
        day: [_counted(talk, *one) for one in Counter(look.what for look in here).items()]
        for day, here in days
    }


def _counted(talk: Talk, what: Looked, times: int) -> str:
    say = talk.words.gettext
    names = {
        Looked.TRAINEE: say("your calls and scores"),
        Looked.DRILL: say("a whole call"),
        Looked.REPLY: say("replies of one call"),
        Looked.EXPORT: say("took out your scores"),
    }
    if times == 1:
        return names[what]
    return say("%(what)s (%(times)s times)") % {"what": names[what], "times": times}


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
