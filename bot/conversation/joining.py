"""Opening a link: joining a group, leaving it, taking a duty."""

from dataclasses import replace

from bot.conversation import buttons
from bot.conversation.talk import Talk
from bot.core.consent import Keeps
from bot.facilitation.groups import DUTY, JOIN
from bot.facilitation.office import Office
from bot.ports import Button, Cohort, CohortOffer, Joins, Leaves, Reply

TAPS = ("join", "leave", "keep")


async def opened(talk: Talk, payload: str) -> Talk:
    """Answer `/start` with a payload, of somebody who has consented."""
    office = talk.tools.office
    if office is None:
        return _void(talk)
    if payload.startswith(JOIN):
        return await _offer(talk, office, payload.removeprefix(JOIN))
    if payload.startswith(DUTY):
        return await _take_duty(talk, office, payload.removeprefix(DUTY))
    return _void(talk)


async def _offer(talk: Talk, office: Office, token: str) -> Talk:
    """Say what joining means, before anybody joins."""
    cohort = await _cohort(talk, office, token)
    if cohort is None:
        return _void(talk)
    say = talk.words.gettext
    rows = buttons.column(
        (Button(say("Join the group"), f"join:{token}"), Button(say("Not now"), "menu"))
    )
    return talk.saying(Reply(talk.page("join", cohort=cohort, keeps=talk.trainee.keeps), rows))


async def tapped(talk: Talk, data: buttons.Data) -> Talk | None:
    """Take a tap about groups or about what is kept; None for any other."""
    office = talk.tools.office
    match data:
        case buttons.Data(what="join", one=token) if office:
            return await _join(talk, office, token)
        case buttons.Data(what="leave", one=cohort):
            return _leave(talk, cohort)
        case buttons.Data(what="keep", one=keeps) if keeps in set(Keeps):
            return _keep(talk, Keeps(keeps))
    return None


async def _join(talk: Talk, office: Office, token: str) -> Talk:
    """Enter the group that the token opens."""
    cohort = await _cohort(talk, office, token)
    if cohort is None:
        return _void(talk)
    row = (Button(talk.words.gettext("Choose a call"), "menu"),)
    talk = talk.saying(Reply(talk.page("joined", cohort=cohort), (row,)))
    return replace(talk, membership=Joins(cohort.id))


def _leave(talk: Talk, cohort: str) -> Talk:
    """Leave a group; leaving one that the person is not in changes nothing."""
    said = talk.words.gettext("You have left the group. Nobody there sees anything of you now.")
    return replace(talk.saying(Reply(said)), membership=Leaves(cohort))


def _keep(talk: Talk, keeps: Keeps) -> Talk:
    """Change what is kept of the replies; the store erases words with the step that ends them."""
    say = talk.words.gettext
    said = {
        Keeps.ACTS: say(
            "From now on I keep only what your replies did, not the words. "
            "What you wrote before is erased too."
        ),
        Keeps.REPLIES: say(
            "From now on I keep your replies too, with numbers and addresses taken out."
        ),
    }
    return talk.knowing(replace(talk.trainee, keeps=keeps)).saying(Reply(said[keeps]))


async def _cohort(talk: Talk, office: Office, token: str) -> Cohort | None:
    match await office.records.offered(token, talk.at):
        case CohortOffer(cohort=cohort):
            return await office.records.cohort(cohort)
    return None


async def _take_duty(talk: Talk, office: Office, token: str) -> Talk:
    duty = await office.records.take_duty(token, talk.trainee.id, talk.at)
    if duty is None:
        return _void(talk)
    return talk.saying(Reply(talk.page("duty_taken", duty=duty.value)))


def _void(talk: Talk) -> Talk:
    said = talk.words.gettext(
        "This link does not work any more. Ask the person who gave it to you for a new one."
    )
    return talk.saying(Reply(said))
