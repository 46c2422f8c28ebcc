"""A walk as JSON's own types, for machines."""

from dataclasses import asdict
from typing import Any

from bot.adapters.drawing.tables import problem_words
from bot.core.walking import Extreme, Walk


def walk_json(one: Walk, language: str) -> dict[str, Any]:
    """Everything of a walk; the same scenario, plays and seed give the same object."""
    way = one.longest
    return {
        "scenario": one.scenario.id,
        "snapshot": one.scenario.digest,
        "acts": one.acts,
        "endings": [
            {
                "ending": found.ending.id,
                "outcome": found.ending.outcome.value,
                "lowest": _extreme(found.lowest),
                "highest": _extreme(found.highest),
            }
            for found in one.endings
        ],
        "plays": {
            "count": one.plays.count,
            "states": one.plays.states,
            "variants": [
                {"state": spot.state, "said": spot.said.value, "line": spot.line, "hits": hits}
                for spot, hits in one.plays.hits.items()
            ],
        },
        "persons": [asdict(fate) for fate in one.fates],
        "silence": [asdict(silence) for silence in one.silences],
        "longest": {**asdict(way), "states": list(way.states)},
        "confusions": [{**asdict(one), "expected": one.expected} for one in one.impacts],
        "problems": [
            {**asdict(problem), "message": problem_words(problem, language)}
            for problem in one.problems
        ],
    }


def _extreme(extreme: Extreme | None) -> dict[str, Any] | None:
    if extreme is None:
        return None
    steps = [{"state": step.state, "acts": list(step.acts)} for step in extreme.steps]
    exact = extreme.total == extreme.limit
    return {
        "total": extreme.total,
        "limit": extreme.limit,
        "exact": exact and extreme.proven,
        "steps": steps,
    }
