"""Forms of the quiz: short scam and genuine calls to tell apart, in two parallel sets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from bot.core.checks.finding import Finding, Path
from bot.core.checks.prose import Passage, check_passage
from bot.core.language import Prose
from bot.core.learning.schemes import Family, Scheme
from bot.core.scenario import Medium, Source
from bot.core.vocabulary import Kind

FEWEST_OF_A_KIND: Final = 10
"""Items of each kind in a form: with fewer, one slip moves a person's rate by more than a tenth."""

EASIEST: Final = 1
HARDEST: Final = 3


class Action(StrEnum):
    """What somebody means to do about a call."""

    COMPLY = "comply"
    CHECK = "check"
    PUT_OFF = "put_off"
    BREAK_OFF = "break_off"


class Confidence(IntEnum):
    """How sure somebody is of their verdict."""

    GUESS = 1
    RATHER = 2
    QUITE = 3
    SURE = 4


NEVER_RIGHT: Final = {Kind.SCAM: Action.COMPLY, Kind.GENUINE: Action.BREAK_OFF}
"""No scam is answered well by doing as told, and no genuine call by cutting it off for good."""


@dataclass(frozen=True, slots=True)
class Item:
    """One short call or message. `right` are the actions that serve, the best first."""

    id: str
    kind: Kind
    setting: str
    scheme: Scheme
    medium: Medium
    difficulty: int
    source: Source
    says: Prose
    tell: Prose
    right: tuple[Action, ...]

    @property
    def family(self) -> Family:
        """The family of scenarios that this item stands beside."""
        return Family(self.setting, self.scheme)


@dataclass(frozen=True, slots=True)
class Form:
    """One set of items. Results of different digests are not mixed."""

    id: str
    items: tuple[Item, ...]
    digest: str = ""

    def item(self, id: str) -> Item | None:
        """The item of this id, or None."""
        return next((item for item in self.items if item.id == id), None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One item with what a person made of it."""

    item: Item
    verdict: Kind
    confidence: Confidence
    action: Action

    @property
    def right(self) -> bool:
        """Whether the verdict is true."""
        return self.verdict is self.item.kind

    @property
    def serves(self) -> bool:
        """Whether the action protects from the scam, or does a genuine caller justice."""
        return self.action in self.item.right

    @property
    def suspicion(self) -> int:
        """The verdict and its confidence on one scale: 1 surely genuine ... 8 surely a scam."""
        if self.verdict is Kind.SCAM:
            return len(Confidence) + self.confidence
        return len(Confidence) + 1 - self.confidence


PARALLEL: Final = ("kind", "setting", "scheme", "medium", "difficulty")
"""What an item shares with the item in the same place of every other form."""


def check_form(form: Form, settings: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with a form by itself."""
    known = tuple(settings)
    for place, item in enumerate(form.items):
        here: Path = ("items", place)
        yield from check_passage(Passage((*here, "caller says"), item.says, spoken=True))
        yield from check_passage(Passage((*here, "tell"), item.tell))
        if item.setting not in known:
            yield Finding("E207", (*here, "setting"), {"word": item.setting}, known)
        for number, action in enumerate(item.right):
            if action is NEVER_RIGHT[item.kind]:
                words = {"word": action.value, "kind": item.kind.value}
                yield Finding("E331", (*here, "right", number), words)
    yield from _names(form)
    yield from _numbers(form)


def check_parallel(form: Form, other: Form) -> Iterator[Finding]:
    """Where `form` is not parallel to `other`, and where it repeats an item of it."""
    for place, (item, twin) in enumerate(zip(form.items, other.items, strict=False)):
        for name in PARALLEL:
            mine, theirs = str(getattr(item, name)), str(getattr(twin, name))
            if mine != theirs:
                words = {"word": mine, "meant": theirs, "other": other.id, "item": twin.id}
                yield Finding("E330", ("items", place, name), words)
    if len(form.items) != len(other.items):
        words = {"word": str(len(form.items)), "meant": str(len(other.items)), "other": other.id}
        yield Finding("E330", ("items",), {**words, "item": other.id}, at_key=True)
    names = {item.id for item in other.items}
    for place, item in enumerate(form.items):
        if item.id in names:
            words = {"word": item.id, "other": other.id}
            yield Finding("E308", ("items", place, "item"), words)


def _names(form: Form) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, item in enumerate(form.items):
        if item.id in seen:
            words = {"word": item.id, "other": form.id}
            yield Finding("E308", ("items", place, "item"), words)
        seen.add(item.id)


def _numbers(form: Form) -> Iterator[Finding]:
    """Too few of a kind, or a feature that one kind has more often, which gives it away."""
    for kind in Kind:
        count = sum(item.kind is kind for item in form.items)
        if count < FEWEST_OF_A_KIND:
            words = {"word": kind.value, "count": str(count), "least": str(FEWEST_OF_A_KIND)}
            yield Finding("E329", ("items",), words, at_key=True)
    for name in PARALLEL[1:]:
        for value in sorted({str(getattr(item, name)) for item in form.items}):
            having = [item for item in form.items if str(getattr(item, name)) == value]
            scams = sum(item.kind is Kind.SCAM for item in having)
            if 2 * scams != len(having):
                words = {"word": f"{name}: {value}", "count": str(scams)}
                words["others"] = str(len(having) - scams)
                yield Finding("W311", ("items",), words, at_key=True)
