"""A sheet -> a scenario, or shared replies, with everything that is wrong with it."""

from itertools import islice
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.adapters.scenario_files.building import NO_REPLIES, build, build_replies, clashes
from bot.adapters.scenario_files.mending import mend
from bot.adapters.scenario_files.models import RepliesModel, ScenarioModel
from bot.adapters.scenario_files.places import plain
from bot.adapters.scenario_files.problems import problems
from bot.adapters.scenario_files.schema import bare_schema
from bot.adapters.scenario_files.sheet import MOST_FAULTS, Sheet, put
from bot.core.checks import Finding, Replies, outside

_ROUNDS: Final = 8
"""Mending one fault can uncover another beneath it, never more levels than a file has."""

_EXTRA: Final = {"E201", "E312"}
"""Keys too many: they are left out, and nothing is missing for it."""

ModelT = TypeVar("ModelT", bound=BaseModel)


def load_replies(sheet: Sheet) -> None:
    """Fill in the shared replies of the sheet, if they can be read at all."""
    model = validate(sheet, RepliesModel)
    if model:
        sheet.replies = build_replies(model)


def load_scenario(sheet: Sheet, shared: Sheet | None, missing: str | None = None) -> None:
    """Fill in the scenario of the sheet; `missing` is a `replies from` for which no file is."""
    model = validate(sheet, ScenarioModel)
    if not model:
        return
    replies: Replies | None = NO_REPLIES
    if missing is not None:
        sheet.note([Finding("E208", ("replies from",), {"word": missing})])
        replies = None
    elif shared is not None:
        replies = shared.replies
    name = shared.path.name if shared else ""
    if not {("replies from",), ("silence",)} & sheet.holes:
        sheet.note(outside(clashes(model, replies, name), frozenset(sheet.holes)))
    sheet.scenario = build(model, replies or NO_REPLIES)


def validate(sheet: Sheet, model: type[ModelT]) -> ModelT | None:
    """The sheet as `model`, with stand-ins at the holes; None if it is past mending."""
    if sheet.document.root is None or len(sheet.slips) > MOST_FAULTS:
        return None
    data = plain(sheet.document.root)
    for hole in sorted(sheet.holes, key=len):
        mend(data, hole, extra=False)
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            found = list(islice(problems(error, bare_schema(model)), MOST_FAULTS + 1))
            _note_new(sheet, found)
            if len(found) > MOST_FAULTS:
                return None
            for one in found:
                mend(data, one.path, extra=one.code in _EXTRA)
    return None


def _note_new(sheet: Sheet, found: list[Finding]) -> None:
    """Keep what is no consequence of an earlier fault, and remember the new holes."""
    meant = {(*one.path[:-1], one.suggestion) for one in found if one.code == "E201"}
    for one in outside(found, frozenset(sheet.holes)):
        if one.code == "E301" and one.path in meant:
            continue
        slip = put(one, sheet.document, everywhere=True)
        assert slip, "placed anywhere at all"
        sheet.slips.append(slip)
    sheet.holes |= {one.path for one in found if one.code not in _EXTRA}
