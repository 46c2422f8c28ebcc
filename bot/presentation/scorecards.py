"""The debrief and the scorecard as values for templates, and as JSON for machines."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from bot.core.debrief import Debrief, Moment
from bot.core.language import Prose
from bot.core.scenario import Loss, Outcome, Scenario
from bot.core.scoring import Evidence, HabitScore, Scorecard
from bot.core.transcript import Turn
from bot.core.vocabulary import Habit, Kind, Vocabulary
from bot.ports import Bar, Picture
from bot.presentation.pages import act_title, habit_title
from bot.presentation.words import words

BAR: Final = 4
"""Squares in a habit's bar: one for each quarter of the way from -2 to +2."""

CURRENCIES: Final[Mapping[str, Prose]] = {
    "USD": Prose({"ko": "달러", "en": "US dollars"}),
    "KRW": Prose({"ko": "원", "en": "won"}),
    "KPW": Prose({"ko": "북한 돈 원", "en": "North Korean won"}),
    "CNY": Prose({"ko": "위안", "en": "yuan"}),
    "JPY": Prose({"ko": "엔", "en": "yen"}),
}


def outcome_words(outcome: Outcome, kind: Kind, language: str) -> str:
    """How the call ended, in a sentence that blames nobody."""
    say = words(language).gettext
    match outcome:
        case Outcome.SAFE if kind is Kind.GENUINE:
            return say("You handled it well.")
        case Outcome.SAFE:
            return say("You came out of it safely.")
        case Outcome.OPEN if kind is Kind.GENUINE:
            return say("Nothing is lost; they can reach you again.")
        case Outcome.OPEN:
            return say("Nothing is lost, and the danger is not over yet.")
        case Outcome.HARMED:
            return say("In the story, the caller got what they wanted.")
        case Outcome.MISSED:
            return say("A caller who meant well was turned away.")


def cost_words(habits: Collection[Habit], kind: Kind, language: str) -> str:
    """What a reply that cost points in these habits did, without blame.

    On a genuine call only hostility costs checking, and whoever was hostile was at least careful.
    """
    say = words(language).gettext
    if kind is Kind.SCAM:
        return say(
            "That helps the other side. It happens to very many people; scammers practise for it."
        )
    if Habit.VERIFY in habits:
        return say(
            "This made it harder for a caller who meant well. Being careful was right; checking "
            "serves you better."
        )
    return say("This caller meant well and had no need of it. Somebody else could make use of it.")


def loss_words(loss: Loss, language: str) -> str:
    """What was lost in the story, with its currency."""
    known = CURRENCIES.get(loss.currency)
    return f"{loss.amount:,} {known[language] if known else loss.currency}"


def debrief_values(
    vocabulary: Vocabulary, scenario: Scenario, found: Debrief, language: str
) -> dict[str, Any]:
    """What the page "debrief" shows."""
    strength = found.strength
    turn = strength.turn
    return {
        "strength": {
            "text": turn.text if turn else None,
            "act": act_title(vocabulary, strength.act, language) if strength.act else None,
            "habit": habit_title(vocabulary, strength.habit, language) if strength.habit else None,
        },
        "moments": [
            _moment(vocabulary, moment, scenario.kind, language) for moment in found.moments
        ],
        "advice": scenario.debrief[language],
    }


def scorecard_values(
    vocabulary: Vocabulary, scenario: Scenario, scorecard: Scorecard, language: str
) -> dict[str, Any]:
    """What the page "scorecard" shows, but for the contacts."""
    return {
        "title": scenario.title[language],
        "genuine": scorecard.kind is Kind.GENUINE,
        "outcome": outcome_words(scorecard.outcome, scorecard.kind, language),
        "total": scorecard.total,
        "habits": [_habit(vocabulary, habit, language) for habit in scorecard.habits],
    }


def scorecard_picture(
    vocabulary: Vocabulary, scenario: Scenario, scorecard: Scorecard, language: str
) -> Picture:
    """The scorecard as a picture for channels to draw; it says nothing that the page does not."""
    say = words(language).gettext
    genuine = scorecard.kind is Kind.GENUINE
    judged = any(turn.judged for turn in scorecard.transcript.turns)
    return Picture(
        language=language,
        heading=say("Scorecard"),
        title=scenario.title[language],
        kind=say("The other person was genuine.")
        if genuine
        else say("The other person was a scammer."),
        outcome=outcome_words(scorecard.outcome, scorecard.kind, language),
        total=say("%(total)s of 100") % {"total": scorecard.total},
        bars=tuple(
            Bar(habit_title(vocabulary, one.habit, language), one.percent)
            for one in scorecard.habits
        ),
        note=say("The score tells what to practise next, not how good you are."),
        judged=say("A person has looked at how your replies were read.") if judged else "",
    )


def as_json(
    vocabulary: Vocabulary, scenario: Scenario, found: Debrief, language: str
) -> dict[str, Any]:
    """The scorecard with its debrief as JSON's own types; the same drill gives the same object."""
    scorecard = found.scorecard
    return {
        "scenario": scorecard.scenario,
        "snapshot": scorecard.digest,
        "setting": scorecard.setting,
        "kind": scorecard.kind.value,
        "language": language,
        "ending": {
            "state": scorecard.ending,
            "outcome": scorecard.outcome.value,
            "meaning": outcome_words(scorecard.outcome, scorecard.kind, language),
        },
        "total": scorecard.total,
        "habits": {habit.habit.value: _habit_json(habit) for habit in scorecard.habits},
        "turns": [_turn_json(turn, language) for turn in scorecard.transcript.turns],
        "not_understood": scorecard.transcript.not_understood,
        "silences": scorecard.transcript.silences,
        "debrief": debrief_values(vocabulary, scenario, found, language),
    }


def _moment(vocabulary: Vocabulary, moment: Moment, kind: Kind, language: str) -> dict[str, Any]:
    signs = [vocabulary.signs[sign] for sign in moment.heard.line.signs]
    return {
        "turn": moment.turn.number,
        "line": moment.heard.line.prose[language],
        "signs": [
            {"id": sign.id, "title": sign.title[language], "shows": sign.shows[language]}
            for sign in signs
        ],
        "text": moment.turn.text,
        "acts": [act_title(vocabulary, act, language) for act in moment.turn.acts],
        "habits": [habit_title(vocabulary, habit, language) for habit in moment.habits],
        "lost": moment.lost,
        "cost": cost_words(moment.habits, kind, language) if moment.lost else None,
        "better": moment.better.prose[language],
    }


def _habit(vocabulary: Vocabulary, score: HabitScore, language: str) -> dict[str, Any]:
    percent = score.percent
    filled = 0 if percent is None else round(percent * BAR / 100)
    return {
        "title": habit_title(vocabulary, score.habit, language),
        "percent": percent,
        "bar": "🟩" * filled + "⬜" * (BAR - filled),
        "evidence": [
            {
                "turn": one.turn,
                "points": one.points,
                "why": why(vocabulary, one, language),
            }
            for one in score.evidence
        ],
    }


def why(vocabulary: Vocabulary, one: Evidence, language: str) -> str:
    """What earned or cost these points: the act, with the author's reason where there is one."""
    if one.act is None:
        return words(language).gettext("leaving the contact in time")
    title = act_title(vocabulary, one.act, language)
    return f"{title} ({one.because[language]})" if one.because else title


def _habit_json(score: HabitScore) -> dict[str, Any]:
    return {
        "opportunities": score.opportunities,
        "points": score.points if score.opportunities else None,
        "percent": score.percent,
        "evidence": [
            {"turn": one.turn, "act": one.act, "points": one.points} for one in score.evidence
        ],
    }


def _turn_json(turn: Turn, language: str) -> dict[str, Any]:
    return {
        "turn": turn.number,
        "state": turn.state,
        "caller": [
            {"line": heard.line.prose[language], "signs": list(heard.line.signs)}
            for heard in turn.heard
        ],
        "reply": turn.text,
        "by": turn.by.value,
        "acts": [
            {"id": reading.act, "confidence": round(reading.confidence, 2)}
            for reading in turn.readings
        ],
        "goes_to": turn.goes_to,
    }
