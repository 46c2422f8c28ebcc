"""quizzes/*.yaml -> the forms of the quiz, one a file; item by item they are parallel.

quiz: form-a                       # the name of the file, without .yaml
items:
  - item: party-list-of-traders    # its permanent name
    kind: scam                     # scam | genuine
    setting: north
    scheme: authority              # authority | family | offer | access
    medium: call                   # call | chat
    difficulty: 1                  # 1 plain, 2 middling, 3 hard to tell
    source: {what: "...", basis: documented, checked: 2026-11-22}
    caller says: {ko: "...", en: "..."}
    tell: {ko: "...", en: "..."}   # what gives it away, or why it is genuine
    right: [put_off, check]        # comply | check | put_off | break_off, the best first
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bot.adapters.scenario_files.loading import validate
from bot.adapters.scenario_files.models import ItemModel, QuizModel
from bot.adapters.scenario_files.refusing import stop_if_faulty
from bot.adapters.scenario_files.sheet import Sheet, open_sheet
from bot.core.checks import HOLE, Finding, outside
from bot.core.checks.scenario import check_age
from bot.core.language import Prose
from bot.core.learning.forms import Form, Item, check_form, check_parallel
from bot.core.scenario import Source
from bot.core.vocabulary import Vocabulary

QUIZZES: Final = "quizzes"
"""The folder of the forms, beside those of the settings."""

_ITEMS: Final = TypeAdapter(tuple[Item, ...])


def load_forms(folder: Path, vocabulary: Vocabulary) -> tuple[Form, ...]:
    """The forms beneath `folder` by file name; none if there is no folder of quizzes.

    Errors: `FaultyFile` with every fault of the first form that cannot be given.
    """
    forms = []
    for path in sorted((folder / QUIZZES).glob("*.yaml")):
        sheet, form = read_form(path, vocabulary)
        stop_if_faulty(sheet)
        assert form, "a file that cannot be read has faults"
        forms.append(form)
    return tuple(forms)


def quiz_sheet(path: Path, vocabulary: Vocabulary, today: date) -> Sheet:
    """The sheet of one form with its faults, also old dates and where it is not parallel.

    It is held against the first other form of its folder, which is where authors begin.
    """
    sheet, form = read_form(path, vocabulary)
    if form is None:
        return sheet
    found = [*_old(form, today), *_unlike(path, form)]
    sheet.note(outside(found, frozenset(sheet.holes)))
    return sheet


def read_form(path: Path, vocabulary: Vocabulary) -> tuple[Sheet, Form | None]:
    """The sheet of one form, and the form as far as its file can be read."""
    sheet = open_sheet(path, path.as_posix())
    model = validate(sheet, QuizModel)
    if model is None:
        return sheet, None
    form = _form(model)
    holes = frozenset(sheet.holes)
    found = outside(check_form(form, vocabulary.settings), holes)
    sheet.note(one for one in found if not (holes and one.path == ("items",)))
    if form.id not in (path.stem, HOLE):
        words = {"word": form.id, "choices": path.stem}
        sheet.note([Finding("E206", ("quiz",), words, (path.stem,))])
    return sheet, form


def _old(form: Form, today: date) -> Iterator[Finding]:
    for place, item in enumerate(form.items):
        if item.source.checked != HOLE:
            yield from check_age(("items", place, "source", "checked"), item.source.checked, today)


def _unlike(path: Path, form: Form) -> Iterator[Finding]:
    earlier = [one for one in sorted(path.parent.glob("*.yaml")) if one.name < path.name]
    for other in earlier[:1]:
        model = validate(open_sheet(other, other.as_posix()), QuizModel)
        if model is not None:
            yield from check_parallel(form, _form(model))


def _form(model: QuizModel) -> Form:
    items = tuple(_item(one) for one in model.items)
    content = _ITEMS.dump_json(items, exclude={"__all__": {"source"}})
    return Form(model.quiz, items, hashlib.sha256(content).hexdigest())


def _item(model: ItemModel) -> Item:
    return Item(
        id=model.item,
        kind=model.kind,
        setting=model.setting,
        scheme=model.scheme,
        medium=model.medium,
        difficulty=model.difficulty,
        source=Source(model.source.what, model.source.basis, model.source.checked),
        says=Prose(model.says),
        tell=Prose(model.tell),
        right=tuple(model.right),
    )
