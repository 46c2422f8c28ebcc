"""Cue leak: what tells scams from genuine calls apart without being a warning sign.

Who always hears a certain word in the scams and never in the genuine calls learns the word, and
is helpless against a caller who avoids it. Compared are all scams of a setting with all genuine
calls there, and all of the library with each other.

A word leaks if at least `SHARE` of the calls of one kind say it (and no fewer than `FEWEST`), and
no call of the other kind does. Lines of a scam that carry a demand are left out: a sign whose
answer is another habit than checking or taking time asks for money, data, secrecy and the like,
and what it is asked for is what trainees should hear.

The length of lines leaks if a call of one kind, drawn by chance, has the longer lines (on average)
with a probability of at least `TELLING` (the area under the ROC curve; 0.5 tells nothing).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Final

from bot.core.checks.finding import Finding, Path
from bot.core.scenario import Line, Scenario, Waiting
from bot.core.vocabulary import Habit, Kind, Vocabulary

SHARE: Final = 0.6
"""A word that three in five calls of a kind say is one that trainees will remember."""

FEWEST: Final = 4
"""Calls of each kind: among fewer, words of only one kind are chance."""

TELLING: Final = 0.9
"""Nine of ten guesses by length alone would be right."""

EVERYWHERE: Final = "*"
"""The group of all settings."""

CODES: Final[Mapping[tuple[Kind, bool], str]] = {
    (Kind.SCAM, True): "W404",
    (Kind.SCAM, False): "W405",
    (Kind.GENUINE, True): "W407",
    (Kind.GENUINE, False): "W408",
}
"""By kind, and whether the cue is a word."""

TONE: Final = frozenset({Habit.VERIFY, Habit.SLOW})
"""Habits that answer tone and stress, which genuine calls share."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[가-힣]+|\d+")

_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:에서는|에게서|으로는|이라고|에서|에게|한테|까지|부터|으로|라고|처럼|보다|이나|"
    r"입니다|입니까|은|는|이|가|을|를|에|의|도|로|와|과|만|요)$"
)
"""Endings stripped from a Korean word, so that 통장을 and 통장은 count as one."""


@dataclass(frozen=True, slots=True)
class Leak:
    """`cue` (None: the length of lines) tells `kind` in `setting`: `count` of `of` calls have it.

    For length, `count` is the probability in per cent, and `of` is 100. `first` is the id of the
    first scenario with the cue, and `path` its place there.
    """

    setting: str
    language: str
    cue: str | None
    kind: Kind
    count: int
    of: int
    others: int
    first: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Call:
    scenario: Scenario
    lines: Sequence[tuple[Path, Line]]
    tone: Sequence[tuple[Path, Line]]
    """The lines without a demand."""


def leaks(scenarios: Sequence[Scenario], vocabulary: Vocabulary) -> list[Leak]:
    """Every cue that leaks, by setting; one that leaks in a setting is not told of the whole."""
    calls = [_call(scenario, vocabulary) for scenario in scenarios]
    settings = dict.fromkeys(scenario.setting for scenario in scenarios)
    groups = {name: [one for one in calls if one.scenario.setting == name] for name in settings}
    if len(groups) > 1:
        groups[EVERYWHERE] = calls
    found: list[Leak] = []
    for setting, members in groups.items():
        for language in ("ko", "en"):
            told = {(one.language, one.cue, one.kind) for one in found}
            new = [*_words(setting, members, language), *_lengths(setting, members, language)]
            found += [one for one in new if (language, one.cue, one.kind) not in told]
    return found


def check_leaks(
    scenarios: Sequence[Scenario], vocabulary: Vocabulary
) -> Iterator[tuple[str, Finding]]:
    """The leaks as findings, each with the id of the scenario where it belongs."""
    for leak in leaks(scenarios, vocabulary):
        code = CODES[leak.kind, leak.cue is not None]
        params = {
            "word": leak.cue or str(leak.count),
            "count": str(leak.count),
            "of": str(leak.of),
            "others": str(leak.others),
            "where": leak.setting,
            "language": leak.language,
        }
        yield (
            leak.first,
            Finding(code, leak.path, params, at_key=leak.cue is None, passage=leak.cue),
        )


def cues(text: str) -> set[str]:
    """The words of a line: lower case, without marks, Korean ones without common particles."""
    return {_PARTICLES.sub("", word) for word in _WORD.findall(text.lower())}


def _call(scenario: Scenario, vocabulary: Vocabulary) -> _Call:
    lines: list[tuple[Path, Line]] = []
    for name, state in scenario.states.items():
        if isinstance(state, Waiting):
            here: Path = ("states", name, "caller says")
            lines += (((*here, number), line) for number, line in enumerate(state.lines))
    tone = [(path, line) for path, line in lines if not _demands(line, vocabulary)]
    return _Call(scenario, lines, tone)


def _demands(line: Line, vocabulary: Vocabulary) -> bool:
    known = (vocabulary.signs.get(sign) for sign in line.signs)
    return any(sign is not None and sign.answer not in TONE for sign in known)


def _of_kind(calls: Sequence[_Call], kind: Kind) -> list[_Call]:
    return [call for call in calls if call.scenario.kind is kind]


def _sides(calls: Sequence[_Call]) -> Iterator[tuple[Kind, list[_Call], list[_Call]]]:
    scams, genuine = _of_kind(calls, Kind.SCAM), _of_kind(calls, Kind.GENUINE)
    if min(len(scams), len(genuine)) >= FEWEST:
        yield Kind.SCAM, scams, genuine
        yield Kind.GENUINE, genuine, scams


def _words(setting: str, calls: Sequence[_Call], language: str) -> Iterator[Leak]:
    for kind, own, others in _sides(calls):
        counts = Counter(cue for call in own for cue in _cues(call.tone, language))
        foreign = set().union(*(_cues(call.lines, language) for call in others))
        telling = [
            (cue, count)
            for cue, count in counts.most_common()
            if count >= max(FEWEST, SHARE * len(own)) and cue not in foreign
        ]
        for cue, count in telling:
            first, path = _first(own, cue, language)
            yield Leak(setting, language, cue, kind, count, len(own), len(others), first, path)


def _cues(lines: Sequence[tuple[Path, Line]], language: str) -> set[str]:
    return set().union(*(cues(line.prose.words.get(language, "")) for _, line in lines))


def _first(calls: Sequence[_Call], cue: str, language: str) -> tuple[str, Path]:
    return next(
        (call.scenario.id, (*path, language))
        for call in calls
        for path, line in call.tone
        if cue in cues(line.prose.words.get(language, ""))
    )


def _lengths(setting: str, calls: Sequence[_Call], language: str) -> Iterator[Leak]:
    for kind, own, others in _sides(calls):
        mine, theirs = ([_length(call, language) for call in side] for side in (own, others))
        longer = mean((a > b) + (a == b) / 2 for a in mine for b in theirs)
        if longer >= TELLING:
            path: Path = ("states",)
            first = max(own, key=lambda call: _length(call, language)).scenario.id
            yield Leak(
                setting, language, None, kind, round(100 * longer), 100, len(others), first, path
            )


def _length(call: _Call, language: str) -> float:
    return mean(len(line.prose.words.get(language, "")) for _, line in call.lines)
