"""Puts two written replies to the same line together, so that doing several things is learned.

People do two things in a breath more often than the written replies do. The joined ones exist while
a model is trained, never in a file, and no figure or threshold is ever taken from them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from components.replies import Reply

MOST: Final = 2500
_SEED: Final = 0
_LONGEST: Final = 120  # characters of one half
_ENDED: Final = (".", "?", "!", ",", "…")
# What says nothing beside another act, or takes the reply out of the call.
_ALONE: Final = frozenset({"acknowledges", "asks_for_help", "unclear", "wants_to_stop"})


def join(replies: Sequence[Reply], most: int = MOST) -> list[Reply]:
    """At most `most` joined replies with the acts of both halves; the same ones every time."""
    chance = random.Random(_SEED)
    lines: dict[tuple[str, str, str], list[Reply]] = defaultdict(list)
    for reply in replies:
        if len(reply.acts) == 1 and reply.acts[0] not in _ALONE and len(reply.text) <= _LONGEST:
            lines[reply.writer, reply.lang, reply.caller].append(reply)
    made: list[Reply] = []
    for said in lines.values():
        chance.shuffle(said)
        made += [
            _joined(first, second, chance)
            for first, second in zip(said[::2], said[1::2], strict=False)
            if first.acts != second.acts
        ]
    chance.shuffle(made)
    return made[:most]


def _joined(first: Reply, second: Reply, chance: random.Random) -> Reply:
    between = " " if first.text.endswith(_ENDED) else chance.choice((" ", ". ", ", "))
    return replace(
        first,
        text=f"{first.text}{between}{second.text}",
        acts=(*first.acts, *second.acts),
        boundary=None,
    )
