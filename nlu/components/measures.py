"""What is measured of a model's readings: how often right, how sure, how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from components.balance import length_of
from components.cases import Case

BINS: Final = 10
_TRIVIAL: Final = 0.05  # a label held for less likely is not in question
_WORST: Final = 25
_CONFUSED: Final = 20
_DRAWS: Final = 1000
_SEED: Final = 0

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model made of one case: a probability an act, the acts acted on, and the time."""

    probability: Matrix
    chosen: frozenset[str]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of acts: rightly found, wrongly found, missed; and of replies: all and all right."""

    right: int
    wrong: int
    missed: int
    replies: int
    exact: int

    @property
    def f1(self) -> float:
        """Micro-F1 over the acts; 1 where there is nothing to find and nothing was found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def plain(self) -> dict[str, float]:
        """For JSON."""
        return {
            "replies": self.replies,
            "f1": round(self.f1, 4),
            "precision": round(self.right / max(1, self.right + self.wrong), 4),
            "recall": round(self.right / max(1, self.right + self.missed), 4),
            "exact": round(self.exact / max(1, self.replies), 4),
        }


Pairs = Sequence[tuple[Case, Answer]]


def score(pairs: Pairs) -> Score:
    """All acts of all replies together."""
    sets = [(set(case.acts), answer.chosen) for case, answer in pairs]
    return Score(
        right=sum(len(gold & found) for gold, found in sets),
        wrong=sum(len(found - gold) for gold, found in sets),
        missed=sum(len(gold - found) for gold, found in sets),
        replies=len(sets),
        exact=sum(gold == found for gold, found in sets),
    )


def of_act(pairs: Pairs, act: str) -> Score:
    """One act alone."""
    sets = [(act in case.acts, act in answer.chosen) for case, answer in pairs]
    return Score(
        right=sum(gold and found for gold, found in sets),
        wrong=sum(found and not gold for gold, found in sets),
        missed=sum(gold and not found for gold, found in sets),
        replies=sum(gold for gold, _ in sets),
        exact=sum(gold and found for gold, found in sets),
    )


def report(pairs: Pairs, acts: Sequence[str]) -> dict[str, Any]:
    """Everything, as plain values for JSON."""
    per_act = {act: of_act(pairs, act) for act in acts}
    seen = [one.f1 for one in per_act.values() if one.replies]
    whole = score(pairs)
    return {
        **whole.plain(),
        "f1_range": _range(pairs),
        "macro_f1": round(float(np.mean(seen)), 4) if seen else None,
        "asked_or_nothing": round(
            sum(not answer.chosen for _, answer in pairs) / max(1, len(pairs)), 4
        ),
        "languages": _groups(pairs, lambda case: case.lang),
        "registers": _groups(pairs, _register),
        "lengths": _groups(pairs, lambda case: length_of(case.text)),
        "kinds": _groups(pairs, _kind),
        "acts": {act: one.plain() for act, one in per_act.items() if one.replies or one.wrong},
        "calibration": calibration(pairs, acts),
        "confusions": _confusions(pairs),
        "worst": _worst(pairs, acts),
        "latency_ms": _latency(pairs),
    }


def calibration(pairs: Pairs, acts: Sequence[str]) -> dict[str, Any]:
    """Reliability of the likeliest act, and of every act that is not plainly absent.

    `error` is the expected calibration error: the mean distance, over replies or labels, between
    the confidence of a bin and the share in it that is right.
    """
    asked = [(case, answer) for case, answer in pairs if not case.settled]
    if not asked:
        return {}
    p = np.stack([answer.probability for _, answer in asked])
    y = np.array([[act in case.acts for act in acts] for case, _ in asked], dtype=float)
    best = p.argmax(axis=1)
    rows = np.arange(len(p))
    open_ = p >= _TRIVIAL
    return {
        "likeliest": _reliability(p[rows, best], y[rows, best]),
        "open_labels": _reliability(p[open_], y[open_]),
        "all_labels": _reliability(p.ravel(), y.ravel()),
    }


def _reliability(p: Matrix, y: Matrix) -> dict[str, Any]:
    index = np.minimum((p * BINS).astype(int), BINS - 1)
    counts = np.bincount(index, minlength=BINS)
    sure, right = (np.bincount(index, values, BINS) for values in (p, y))
    return {
        "error": round(float(np.abs(sure - right).sum() / max(1, counts.sum())), 4),
        "bins": [
            {"count": int(n), "confidence": round(s / n, 4), "right": round(r / n, 4)}
            for n, s, r in zip(counts, sure, right, strict=True)
            if n
        ],
    }


def difference(pairs: Pairs, others: Pairs) -> dict[str, float]:
    """Micro-F1 of the first less that of the second, with the range of 95 of 100 draws."""
    counted, against = (_counts(one) for one in (pairs, others))
    drawn = _draw(len(pairs))
    gains = np.sort(_f1(counted[drawn].sum(axis=1)) - _f1(against[drawn].sum(axis=1)))
    return {
        "f1": round(score(pairs).f1 - score(others).f1, 4),
        "low": round(float(gains[int(0.025 * _DRAWS)]), 4),
        "high": round(float(gains[int(0.975 * _DRAWS)]), 4),
    }


def _range(pairs: Pairs) -> list[float]:
    if not pairs:
        return []
    drawn = np.sort(_f1(_counts(pairs)[_draw(len(pairs))].sum(axis=1)))
    return [round(float(drawn[int(share * _DRAWS)]), 4) for share in (0.025, 0.975)]


def _counts(pairs: Pairs) -> Matrix:
    single = (score([pair]) for pair in pairs)
    return np.array([(one.right, one.wrong, one.missed) for one in single], dtype=float)


def _draw(size: int) -> NDArray[np.int64]:
    return np.random.default_rng(_SEED).integers(0, size, (_DRAWS, size))


def _f1(counts: Matrix) -> Matrix:
    right, wrong, missed = counts.T
    return np.asarray(2 * right / np.maximum(1, 2 * right + wrong + missed))


def _groups(pairs: Pairs, name: Callable[[Case], Hashable]) -> dict[str, dict[str, float]]:
    names = sorted({str(key) for case, _ in pairs if (key := name(case)) is not None})
    return {
        key: score([pair for pair in pairs if str(name(pair[0])) == key]).plain() for key in names
    }


def _register(case: Case) -> str | None:
    return f"{case.lang} {case.register}" if case.register else None


def _kind(case: Case) -> str:
    if case.boundary:
        return "near-miss"
    if len(case.acts) > 1:
        return "several acts"
    return "unclear" if case.acts == ("unclear",) else "plain"


def _confusions(pairs: Pairs) -> list[dict[str, Any]]:
    counts = Counter(
        (gold, found)
        for case, answer in pairs
        for gold in set(case.acts) - answer.chosen
        for found in (answer.chosen - set(case.acts)) or {"(nothing)"}
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"is": gold, "read_as": found, "count": n} for (gold, found), n in ordered[:_CONFUSED]]


def _worst(pairs: Pairs, acts: Sequence[str]) -> list[dict[str, Any]]:
    def surprise(case: Case, answer: Answer) -> float:
        gold = np.array([act in case.acts for act in acts])
        return float(np.abs(gold - answer.probability).max())

    wrong = [pair for pair in pairs if set(pair[0].acts) != pair[1].chosen]
    wrong.sort(key=lambda pair: -surprise(*pair))
    return [
        {
            "text": case.text,
            "context": case.context,
            "is": list(case.acts),
            "read_as": sorted(answer.chosen),
            "surprise": round(surprise(case, answer), 3),
        }
        for case, answer in wrong[:_WORST]
    ]


def _latency(pairs: Pairs) -> dict[str, float]:
    taken = [answer.seconds * 1000 for _, answer in pairs if answer.seconds is not None]
    if not taken:
        return {}
    return {
        name: round(float(np.percentile(taken, share)), 1)
        for name, share in (("p50", 50), ("p99", 99), ("most", 100))
    }
