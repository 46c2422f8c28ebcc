"""Whether the replies cover what they should: every act, both languages, every boundary, many."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from components.acts import UNCLEAR
from components.replies import LANGS, REGISTERS, Reply

_LEAST_PER_ACT: Final = 100  # replies an act and language
_LEAST_SIDE: Final = 30  # near-misses on each side of a boundary
_LEAST_NEAR: Final = 1 / 3  # of all replies
_LEAST_SEVERAL: Final = 800
_LEAST_UNCLEAR: Final = 800
_LEAST_REGISTER: Final = 0.02  # of a language's replies
_LARGEST_ACT: Final = 0.2  # of a language's replies: beyond that it would be the model's guess
_LEAST_LENGTH: Final = 0.05  # of a language's replies in each of LENGTHS
LENGTHS: Final = {"short": 3, "middle": 9, "long": 10_000}  # words, at most

Sides = Mapping[frozenset[str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that the replies as a whole have too little or too much of."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def length_of(text: str) -> str:
    """`short`, `middle` or `long`, by the number of words."""
    words = len(text.split())
    return next(name for name, most in LENGTHS.items() if words <= most)


def read_boundaries(path: Path) -> list[frozenset[str]]:
    """The pairs of acts that the vocabulary tells apart in a boundary rule, in its order."""
    vocabulary = yaml.safe_load(path.read_text(encoding="utf-8"))
    acts = {**vocabulary["acts"], **vocabulary["controls"]}
    pairs = (
        frozenset((act, word))
        for act, entry in acts.items()
        for word in re.findall(r"[a-z_]+", entry["boundary"])
        if word in acts and word != act
    )
    return list(dict.fromkeys(pairs))


def sides(replies: Sequence[Reply]) -> Sides:
    """For each pair of acts: the near-misses that do the one and not the other."""
    found: dict[frozenset[str], Counter[str]] = {}
    for reply in replies:
        if reply.boundary is not None:
            pair = frozenset(reply.boundary.split("/"))
            does = pair.intersection(reply.acts)
            counts = found.setdefault(pair, Counter())
            if len(does) == 1:
                counts.update(does)
    return found


def lacks(
    replies: Sequence[Reply], acts: Sequence[str], pairs: Sequence[frozenset[str]]
) -> Iterator[Lack]:
    """What falls short of the limits above."""
    yield from _acts(replies, acts)
    yield from _kinds(replies)
    yield from _manners(replies)
    counted = sides(replies)
    for pair in pairs:
        for act in sorted(pair):
            count = counted.get(pair, Counter())[act]
            if count < _LEAST_SIDE:
                both = "/".join(sorted(pair))
                yield Lack(f"{both}: {count} near-misses that do {act}, at least {_LEAST_SIDE}")


def _acts(replies: Sequence[Reply], acts: Sequence[str]) -> Iterator[Lack]:
    for lang in LANGS:
        chosen = [reply for reply in replies if reply.lang == lang]
        counts = Counter(act for reply in chosen for act in reply.acts)
        for act in acts:
            if counts[act] < _LEAST_PER_ACT:
                yield Lack(f"{act} in {lang}: {counts[act]} replies, at least {_LEAST_PER_ACT}")
            if counts[act] > _LARGEST_ACT * len(chosen):
                yield Lack(f"{act} in {lang}: {counts[act]} of {len(chosen)} replies, too many")


def _kinds(replies: Sequence[Reply]) -> Iterator[Lack]:
    near = sum(reply.boundary is not None for reply in replies)
    several = sum(len(reply.acts) > 1 for reply in replies)
    unclear = sum(reply.acts == (UNCLEAR,) for reply in replies)
    if near < _LEAST_NEAR * len(replies):
        yield Lack(f"near-misses: {near} of {len(replies)} replies, at least a third")
    if several < _LEAST_SEVERAL:
        yield Lack(f"replies with several acts: {several}, at least {_LEAST_SEVERAL}")
    if unclear < _LEAST_UNCLEAR:
        yield Lack(f"unclear replies: {unclear}, at least {_LEAST_UNCLEAR}")


def _manners(replies: Sequence[Reply]) -> Iterator[Lack]:
    registers = Counter((reply.lang, reply.register) for reply in replies)
    lengths = Counter((reply.lang, length_of(reply.text)) for reply in replies)
    size = Counter(reply.lang for reply in replies)
    wanted = itertools.chain(
        ((key, registers, _LEAST_REGISTER) for lang in LANGS for key in _keys(lang, REGISTERS)),
        ((key, lengths, _LEAST_LENGTH) for lang in LANGS for key in _keys(lang, {lang: LENGTHS})),
    )
    for (lang, name), counts, share in wanted:
        if counts[lang, name] < share * size[lang]:
            yield Lack(
                f"{name} in {lang}: {counts[lang, name]} of {size[lang]} replies, "
                f"at least {share:.0%}"
            )


def _keys(
    lang: str, names: Mapping[str, Sequence[str] | Mapping[str, int]]
) -> Iterator[tuple[str, str]]:
    return ((lang, name) for name in names[lang])
