"""Reports as JSON for other programs: figures, without ids of people and without their words."""

import json
from typing import Any

from pydantic import TypeAdapter

from bot.core.overview import GroupOverview, Taken
from bot.core.scoring import HabitScore
from bot.core.transcript import Turn
from bot.ports.reports import DrillReport, GroupReport, QuizFigures, TraineeReport

_OVERVIEW = TypeAdapter(GroupOverview)
_QUIZ = TypeAdapter(QuizFigures)


def group_json(report: GroupReport) -> bytes:
    """The figures of a group."""
    return _text(
        {
            "synthetic": report.synthetic,
            "group": report.name,
            "made": report.made.isoformat(),
            "overview": _OVERVIEW.dump_python(report.overview, mode="json"),
            "quiz": _QUIZ.dump_python(report.quiz, mode="json"),
        }
    )


def trainee_json(report: TraineeReport, name: str) -> bytes:
    """One person's calls and counts, under their made-up name."""
    overview = report.overview
    return _text(
        {
            "synthetic": report.synthetic,
            "name": name,
            "made": report.made.date().isoformat(),
            "calls": [_taken(one) for one in overview.history],
            "habits": [
                {
                    "habit": one.habit.value,
                    "kind": one.kind.value,
                    "shown": one.shown.count,
                    "of": one.shown.of,
                    "percents": one.times,
                }
                for one in overview.habits
            ],
            "refreshers": [
                {
                    "setting": one.family.setting,
                    "scheme": one.family.scheme.value,
                    "due": one.due.date().isoformat(),
                    "recall": round(one.recall(report.made), 2),
                }
                for one in report.refreshers
            ],
        }
    )


def drill_json(report: DrillReport, name: str) -> bytes:
    """One scorecard, with what each reply did."""
    card = report.card
    return _text(
        {
            "synthetic": report.synthetic,
            "name": name,
            "scenario": card.scenario,
            "digest": card.digest,
            "setting": card.setting,
            "kind": card.kind.value,
            "taken": report.taken.isoformat(),
            "ending": card.ending,
            "outcome": card.outcome.value,
            "total": card.total,
            "habits": {one.habit.value: _habit(one) for one in card.habits},
            "replies": [_reply(one) for one in card.transcript.turns],
        }
    )


def _text(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _taken(taken: Taken) -> dict[str, Any]:
    drill = taken.drill
    return {
        "day": drill.at.date().isoformat(),
        "scenario": drill.scenario,
        "digest": drill.digest,
        "older_version": taken.revised,
        "kind": drill.kind.value,
        "role": drill.role.value,
        "outcome": drill.outcome.value,
        "handled_well": taken.well,
        "total": drill.total,
        "habits": {habit.value: percent for habit, percent in drill.habits.items()},
        "seen_by_a_person": drill.judged,
    }


def _habit(score: HabitScore) -> dict[str, Any]:
    return {
        "opportunities": score.opportunities,
        "percent": score.percent,
        "evidence": [
            {"reply": one.turn, "act": one.act, "points": one.points} for one in score.evidence
        ],
    }


def _reply(turn: Turn) -> dict[str, Any]:
    return {
        "reply": turn.number,
        "signs": sorted({sign for heard in turn.heard for sign in heard.line.signs}),
        "acts": list(turn.acts),
        "read_by": "person" if turn.judged else "bot",
        "verdict": turn.judged.verdict.value if turn.judged else None,
    }
