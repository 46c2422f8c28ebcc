"""The machine proposes, a person decides: verdicts on how replies were read."""

from typing import Final

from bot.core.events import By, Judged, Verdict
from bot.core.redaction import redact
from bot.core.scoring import score
from bot.core.transcript import Turn
from bot.errors import CannotDo, NotYours
from bot.facilitation.office import Office
from bot.facilitation.viewing import Drilled, drilled
from bot.ports import Candidate

LONGEST_REASON: Final = 300
MOST_ACTS: Final = 5


async def judge(
    office: Office,
    facilitator: str,
    seen: Drilled,
    turn: int,
    verdict: Verdict,
    acts: tuple[str, ...] = (),
    reason: str = "",
) -> Drilled:
    """Give a verdict on the reading of a reply; the drill as it is scored now.

    `acts` count for CHANGED only. Where the reply itself is kept, a correction becomes a candidate
    for the NLU. Errors: NotYours if there is no such reply, CannotDo if the verdict says nothing.
    """
    found = _turn(seen, turn)
    judged = Judged(
        turn, verdict, _acts(office, verdict, found, acts), facilitator, _reason(reason)
    )
    card = score(office.vocabulary, seen.scenario, (*seen.events, judged))
    assert card is not None, "a drill that was scored stays so"
    await office.records.judge(seen.practised.session, judged, card, office.clock.now())
    if verdict is not Verdict.ACCEPTED:
        await _propose(office, seen, found, judged)
    return await drilled(office, seen.practised)


def _turn(seen: Drilled, number: int) -> Turn:
    for turn in seen.card.transcript.turns:
        if turn.number == number:
            return turn
    raise NotYours("There is no such reply in this call.")


def _acts(office: Office, verdict: Verdict, turn: Turn, acts: tuple[str, ...]) -> tuple[str, ...]:
    match verdict:
        case Verdict.ACCEPTED:
            return tuple(reading.act for reading in turn.read)
        case Verdict.REJECTED:
            return ()
        case Verdict.CHANGED:
            chosen = tuple(act for act in office.vocabulary.acts if act in acts)
            if not 0 < len(chosen) <= MOST_ACTS:
                raise CannotDo("Choose what the reply does: 1 to 5 things.")
            return chosen


def _reason(text: str) -> str | None:
    safe = redact(" ".join(text.split()))[:LONGEST_REASON]
    return safe or None


async def _propose(office: Office, seen: Drilled, turn: Turn, judged: Judged) -> None:
    """File the correction for the NLU; it goes when the drill goes, for the words are theirs."""
    if turn.text is None or turn.by is not By.WORDS:
        return
    drill = seen.practised
    candidate = Candidate(
        key=f"{drill.session}:{turn.number}",
        scenario=seen.scenario.id,
        state=turn.state,
        language=seen.language,
        text=turn.text,
        read=tuple(reading.act for reading in turn.read),
        acts=judged.acts,
        at=drill.at,  # so that it goes with the drill
    )
    await office.store.add_candidate(drill.trainee, drill.session, candidate)
