"""A drill as its page shows it: the conversation, what each reply did, and what it was worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.events import By, Judged, Verdict
from bot.core.transcript import Heard, Turn
from bot.core.understanding import Reading
from bot.core.vocabulary import Habit, Vocabulary
from bot.facilitation.viewing import Drilled
from bot.presentation.pages import act_title, habit_title
from bot.presentation.scorecards import scorecard_values
from bot.presentation.wording import outcome_name
from bot.presentation.words import words

SURE: Final = 0.85
RATHER: Final = 0.6


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A warning sign and how it shows itself."""

    title: str
    shows: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A caller's line in the language of the call; `meaning` where the page has another one."""

    prose: str
    meaning: str | None
    signs: tuple[ShownSign, ...]


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act that was read; `percent` and `sure` are None where a button said it."""

    id: str
    title: str
    percent: int | None
    sure: str | None


@dataclass(frozen=True, slots=True)
class ShownPoints:
    """What the reply gave to a habit, and why."""

    habit: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A scored reply; `text` is None where its words are not kept.

    `acts` are those that count, `read` what the bot saw. `verdict` is None where nobody judged it.
    """

    number: int
    heard: tuple[ShownLine, ...]
    text: str | None
    by_words: bool
    acts: tuple[ShownAct, ...]
    read: tuple[ShownAct, ...]
    points: tuple[ShownPoints, ...]
    verdict: str | None
    reason: str | None

    @property
    def chosen(self) -> frozenset[str]:
        """The acts that are ticked when the form opens."""
        return frozenset(act.id for act in self.acts)

    @property
    def saw(self) -> frozenset[str]:
        """The acts that the bot read."""
        return frozenset(act.id for act in self.read)


@dataclass(frozen=True, slots=True)
class ShownDrill:
    """All of it. `habits` are (title, percent), None where the call gave no opportunity."""

    title: str
    language: str
    total: int
    genuine: bool
    outcome: str
    what_happens: str
    habits: tuple[tuple[str, int | None], ...]
    replies: tuple[ShownReply, ...]
    unanswered: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ActGroup:
    """The acts that a habit is practised by, as (id, title)."""

    title: str
    acts: tuple[tuple[str, str], ...]


def shown(vocabulary: Vocabulary, seen: Drilled, language: str) -> ShownDrill:
    """The drill for a page in this language."""
    values = scorecard_values(vocabulary, seen.scenario, seen.card, language)
    replies = tuple(
        _reply(vocabulary, seen, turn, values["habits"], language)
        for turn in seen.card.transcript.turns
    )
    unanswered = seen.card.transcript.unanswered
    ending = seen.scenario.states[seen.card.ending]
    return ShownDrill(
        title=values["title"],
        language=seen.language,
        total=seen.card.total,
        genuine=values["genuine"],
        outcome=outcome_name(seen.card.outcome, language),
        what_happens=ending.what_happens[language],  # type: ignore[union-attr]
        habits=tuple((one["title"], one["percent"]) for one in values["habits"]),
        replies=replies,
        unanswered=tuple(_line(vocabulary, seen, heard, language) for heard in unanswered),
    )


def act_groups(vocabulary: Vocabulary, language: str) -> Sequence[ActGroup]:
    """Every act under the habit that it touches most; those that touch none come last."""
    found: dict[Habit | None, list[tuple[str, str]]] = {habit: [] for habit in (*Habit, None)}
    for act in vocabulary.acts.values():
        most = max(act.effects, key=lambda habit: abs(act.effects[habit]), default=None)
        found[most].append((act.id, act.title[language]))
    other = words(language).gettext("Everything else")
    return [
        ActGroup(habit_title(vocabulary, habit, language) if habit else other, tuple(acts))
        for habit, acts in found.items()
        if acts
    ]


def _reply(
    vocabulary: Vocabulary, seen: Drilled, turn: Turn, habits: Sequence[dict[str, Any]], lang: str
) -> ShownReply:
    by_words = turn.by is By.WORDS
    return ShownReply(
        number=turn.number,
        heard=tuple(_line(vocabulary, seen, heard, lang) for heard in turn.heard),
        text=turn.text,
        by_words=by_words,
        acts=tuple(_acts(vocabulary, turn.readings, lang, by_words=by_words and not turn.judged)),
        read=tuple(_acts(vocabulary, turn.read, lang, by_words=by_words)),
        points=tuple(_points(turn.number, habits)),
        verdict=verdict_words(turn.judged, lang) if turn.judged else None,
        reason=turn.judged.reason if turn.judged else None,
    )


def _line(vocabulary: Vocabulary, seen: Drilled, heard: Heard, language: str) -> ShownLine:
    signs = (vocabulary.signs[sign] for sign in heard.line.signs)
    meaning = heard.line.prose[language] if language != seen.language else None
    return ShownLine(
        heard.line.prose[seen.language],
        meaning,
        tuple(ShownSign(sign.title[language], sign.shows[language]) for sign in signs),
    )


def _acts(
    vocabulary: Vocabulary, readings: Sequence[Reading], language: str, *, by_words: bool
) -> Iterator[ShownAct]:
    for one in readings:
        title = act_title(vocabulary, one.act, language)
        percent = round(100 * one.confidence) if by_words else None
        sure = sureness(one.confidence, language) if by_words else None
        yield ShownAct(one.act, title, percent, sure)


def _points(turn: int, habits: Sequence[dict[str, Any]]) -> Iterator[ShownPoints]:
    for habit in habits:
        for one in habit["evidence"]:
            if one["turn"] == turn:
                yield ShownPoints(habit["title"], one["points"], one["why"])


def sureness(confidence: float, language: str) -> str:
    """How sure the bot was, in words."""
    say = words(language).gettext
    if confidence >= SURE:
        return say("sure")
    return say("rather sure") if confidence >= RATHER else say("unsure")


def verdict_words(judged: Judged, language: str) -> str:
    """What a facilitator said of the reading."""
    say = words(language).gettext
    match judged.verdict:
        case Verdict.ACCEPTED:
            return say("A person looked: read rightly.")
        case Verdict.CHANGED:
            return say("A person looked and corrected the reading.")
        case Verdict.REJECTED:
            return say("A person looked: this reply is left out of the score.")
