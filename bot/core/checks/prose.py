"""Every passage of a scenario that a person will read, and what must not stand in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.checks.finding import HOLE, Finding, Path
from bot.core.language import LANGUAGES, Prose
from bot.core.scenario import Ending, Line, Scenario, State, Waiting

LONGEST_LINE: Final = 240
"""A caller's line is heard in one breath; longer ones read like a script for scammers."""

_SEPARATOR = r"[-.\s)]"

REAL_LOOKING: Final[Mapping[str, re.Pattern[str]]] = {
    "E407": re.compile(
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<![\w@])@[A-Za-z]\w{3,}|t\.me/\S+"
        r"|\b[\w-]+\.(?:com|net|org|info|kr|kp|jp|cn|ru|io|me|app|top|xyz|link|site|shop)\b(?:/\S*)?",
        re.IGNORECASE,
    ),
    "E406": re.compile(
        r"(?<!\d)\d{6}-[1-8]\d{6}(?!\d)"  # resident registration number
        r"|(?<!\d)(?:\d{4}[- ]){3}\d{4}(?!\d)"  # card
        r"|(?<![\d-])(?!0\d)\d{3,6}-\d{2,6}-\d{3,8}(?:-\d{1,3})?(?![\d-])"  # bank account
        r"|(?<![\d,.-])[1-9]\d{9,}(?![\d,])"
    ),
    "E405": re.compile(
        rf"\+\d{{1,3}}{_SEPARATOR}?(?:\d{_SEPARATOR}{{0,2}}){{7,12}}"
        rf"|(?<![\d,.])\(?0\d{{1,2}}{_SEPARATOR}{{0,2}}\d{{3,4}}{_SEPARATOR}?\d{{4}}(?!\d)"
        r"|(?<![\d,.-])1[568]\d{2}-\d{4}(?!\d)"
    ),
}
"""What looks like a real link, account or telephone number; the first that matches counts."""

MADE_UP: Final = re.compile(r"\bexample\b|\.(?:test|invalid)\b|^\W*0\d{0,2}[\W0]+$", re.IGNORECASE)
"""Reserved names (RFC 2606) and numbers of nothing but zeros belong to nobody."""

HELP_NUMBER: Final = re.compile(
    r"(?<![\d,.-])(?:1332|1394|1336|112|113|118|119|182)"
    r"(?![\d,.]\d|\d|\s?(?:[만천억여원명년월일개호시분건번회쪽]|달러|딸라|dollars|won|people))"
)
"""Public help numbers: real, and kept with their date in contacts.yaml alone."""

_SUSPECT: Final = re.compile(r"[0-9@{}<>%$]|\.\w|t\.me|://")
"""Without one of these a text is harmless; most are, so that checks stay quick."""

PLACEHOLDER: Final = re.compile(
    r"\{\{?[^{}]*\}?\}|%\(\w+\)s|\$\{?\w+\}?(?=\D)|<[A-Za-z가-힣_ ]+>|\{%.*?%\}"
)
"""An author's text is shown as it stands: nothing would fill these in."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose and its place; `spoken` tells that the caller says it."""

    path: Path
    prose: Prose
    spoken: bool = False


def passages(scenario: Scenario) -> Iterator[Passage]:
    """Every passage of the scenario, in the order of the file."""
    yield Passage(("title",), scenario.title)
    yield Passage(("you are",), scenario.you_are)
    yield Passage(("caller",), scenario.caller)
    yield from lines(("unclear",), scenario.unclear)
    for name, state in scenario.states.items():
        yield from state_passages(name, state)
    yield Passage(("debrief",), scenario.debrief)


def state_passages(id: str, state: State) -> Iterator[Passage]:
    """Every passage of one state."""
    here: Path = ("states", id)
    match state:
        case Ending(what_happens=prose):
            yield Passage((*here, "what happens"), prose)
        case Waiting():
            yield from lines((*here, "caller says"), state.lines)
            for act, answer in state.answers.items():
                if answer.because:
                    yield Passage((*here, "if trainee", act, "because"), answer.because)
            yield from lines((*here, "silence", "caller says"), state.silence.nudges)
            if state.better:
                yield Passage((*here, "better reply"), state.better.prose)


def lines(path: Path, said: tuple[Line, ...]) -> Iterator[Passage]:
    """The passages of the caller's variants at `path`."""
    for number, line in enumerate(said):
        yield Passage((*path, number), line.prose, spoken=True)


def check_passage(passage: Passage) -> Iterator[Finding]:
    """What is wrong with one passage in any of its languages."""
    for language in LANGUAGES:
        if language not in passage.prose.words:
            yield Finding("E401", passage.path, {"language": language})
    for language, words in passage.prose.words.items():
        if words == HOLE:
            continue
        path = (*passage.path, language)
        if passage.spoken and len(words) > LONGEST_LINE:
            yield Finding("E404", path, {"count": str(len(words)), "most": str(LONGEST_LINE)})
        if not _SUSPECT.search(words):
            continue
        yield from check_words(path, words)
        for found in PLACEHOLDER.finditer(words):
            yield Finding("E408", path, {"word": found[0]}, passage=found[0])
        for found in HELP_NUMBER.finditer(words):
            yield Finding("W402", path, {"word": found[0]}, passage=found[0])


def check_words(path: Path, words: str, at_key: bool = False) -> Iterator[Finding]:
    """A finding for each passage of `words` that could belong to a real person or body."""
    if not _SUSPECT.search(words):
        return
    rest = words
    for code, pattern in REAL_LOOKING.items():
        for found in pattern.finditer(rest):
            if not MADE_UP.search(found[0]):
                word = found[0].strip()
                yield Finding(code, path, {"word": word}, at_key=at_key, passage=word)
        rest = pattern.sub(" ", rest)
