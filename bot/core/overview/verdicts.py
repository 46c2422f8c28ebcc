"""How far the bot and the facilitators read replies alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.events import By
from bot.core.learning.agreement import Compared, agreement
from bot.core.learning.counts import Share
from bot.core.learning.estimates import Estimate
from bot.core.practice import ScoredReply


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`judged` of the replies given in words; `alike` were left as the bot read them.

    `alpha` is Krippendorff's, with its 95 % interval; None where the readings leave nothing to
    compare. A reply that was left out of the score got no second reading.
    """

    judged: Share
    alike: Share
    alpha: Estimate | None


def verdicts(replies: Iterable[ScoredReply]) -> Verdicts:
    """The agreement on these replies; a reply given with a button was never read by the bot."""
    spoken = [reply for reply in replies if reply.by is By.WORDS]
    judged = [(one, one.acts) for one in spoken if one.acts is not None]
    alike = sum(one.read == acts for one, acts in judged)
    pairs = [Compared(one.session, (one.read, acts)) for one, acts in judged if acts]
    return Verdicts(Share(len(judged), len(spoken)), Share(alike, len(judged)), agreement(pairs))
