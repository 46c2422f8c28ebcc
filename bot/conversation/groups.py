"""/cohort, /role and /web: what facilitators and admins do in the chat."""

from collections.abc import Sequence
from hashlib import sha256

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.errors import CannotDo, NotYours
from bot.facilitation import entering, groups
from bot.facilitation.office import Office, own_cohort
from bot.ports import Button, Cohort, Command, Duty, Reply

COMMANDS = ("cohort", "role", "web")
TAP = "cohort"


async def command(talk: Talk, order: Command) -> Talk | None:
    """Obey one of COMMANDS; None for somebody who may not, to whom it is an unknown command."""
    office = talk.tools.office
    if office is None or order.name not in COMMANDS:
        return None
    held = await talk.tools.store.duties(talk.message.sender)
    match order.name:
        case "cohort" if Duty.FACILITATOR in held:
            return await _cohort(talk, office, order.rest.strip())
        case "web" if Duty.FACILITATOR in held:
            return await _web(talk, office)
        case "role" if Duty.ADMIN in held:
            return await _role(talk, office, order.rest.strip())
    return None


async def tapped(talk: Talk, data: buttons.Data) -> Talk | None:
    """Take a tap under a group; None for another tap, and for somebody who may not."""
    office = talk.tools.office
    if office is None or data.what != TAP:
        return None
    if Duty.FACILITATOR not in await talk.tools.store.duties(talk.message.sender):
        return None
    try:
        cohort = await own_cohort(office, talk.trainee.id, data.two)
    except NotYours as error:
        return await _list(_said(talk, talk.words.gettext(str(error))), office)
    match data.one:
        case "link":
            return await _invite(talk, office, cohort)
        case "revoke":
            await office.records.revoke(cohort.id)
            return _said(
                talk, talk.words.gettext("The links into this group open nothing any more.")
            )
    return await _list(talk, office)


async def _cohort(talk: Talk, office: Office, rest: str) -> Talk:
    word, _, name = rest.partition(" ")
    if word != "new":
        return await _list(talk, office)
    try:
        cohort = await groups.found(office, talk.trainee.id, name, _id_of(talk))
    except CannotDo as error:
        return _said(talk, talk.words.gettext(str(error)))
    return await _invite(talk, office, cohort)


async def _list(talk: Talk, office: Office) -> Talk:
    cohorts = await office.records.cohorts(talk.trainee.id)
    for cohort in reversed(cohorts):
        members = await office.records.members(cohort.id)
        html = talk.page("cohort", cohort=cohort, people=len(members))
        talk = talk.saying(Reply(html, _rows(talk, cohort)))
    return talk.saying(Reply(talk.page("cohorts", any=bool(cohorts))))


async def _invite(talk: Talk, office: Office, cohort: Cohort) -> Talk:
    invitation = await groups.invite(office, cohort)
    html = talk.page("invitation", cohort=cohort, invitation=invitation)
    return talk.saying(Reply(html, _rows(talk, cohort)))


def _rows(talk: Talk, cohort: Cohort) -> buttons.Rows:
    say = talk.words.gettext
    return (
        (Button(say("New link"), f"{TAP}:link:{cohort.id}"),),
        (Button(say("Close all links"), f"{TAP}:revoke:{cohort.id}"),),
    )


async def _web(talk: Talk, office: Office) -> Talk:
    if office.web_address is None:
        return _said(talk, talk.words.gettext("The facilitators' page is switched off here."))
    token = await entering.login_token(office, talk.trainee.id)
    address = f"{office.web_address}/login/{token}?lang={talk.language}"
    return talk.saying(Reply(talk.page("web_login", address=address)))


async def _role(talk: Talk, office: Office, rest: str) -> Talk:
    duties: Sequence[str] = [duty.value for duty in Duty]
    if rest not in duties:
        return talk.saying(Reply(talk.page("role_how", duties=duties)))
    say = talk.words.gettext
    names = {
        Duty.AUTHOR: say("author"),
        Duty.FACILITATOR: say("facilitator"),
        Duty.ADMIN: say("admin"),
    }
    invitation = await groups.pass_on(office, Duty(rest))
    html = talk.page("role_link", duty=names[Duty(rest)], invitation=invitation)
    return talk.saying(Reply(html))


def _said(talk: Talk, sentence: str) -> Talk:
    return talk.saying(Reply(sentence))


def _id_of(talk: Talk) -> str:
    """An id of the message's own, so that a command that comes twice makes one group."""
    return sha256(talk.message.key.encode() + talk.trainee.id.encode()).hexdigest()[:16]
