"""acts.yaml, signs.yaml, settings.yaml and content.yaml -> the vocabulary of the core."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from bot.adapters.scenario_files.fields import AllTranslations, StateId, Whole, Words, choice
from bot.adapters.scenario_files.loading import ModelT, validate
from bot.adapters.scenario_files.parts import Part
from bot.adapters.scenario_files.refusing import stop_if_faulty
from bot.adapters.scenario_files.sheet import Sheet, open_sheet
from bot.core.language import Prose
from bot.core.vocabulary import Act, Habit, Sign, Vocabulary

_Habit = Annotated[Habit, choice(Habit, "E205")]
_Points = dict[_Habit, Annotated[int, Whole(-2, 2)]]


class _ActModel(Part):
    title: AllTranslations
    button: AllTranslations
    definition: Words
    boundary: str = ""
    effects: _Points = Field({})
    north: _Points = Field({})
    genuine: _Points = Field({})


class _ControlModel(Part):
    title: AllTranslations
    definition: str = ""
    boundary: str = ""


class _ActsModel(Part):
    acts: dict[Words, _ActModel] = Field(min_length=1)
    controls: dict[Words, _ControlModel]
    fallback: dict[Words, _ControlModel] = Field({})
    habits: dict[_Habit, AllTranslations] = Field(min_length=len(Habit))


class _SignModel(Part):
    title: AllTranslations
    shows: AllTranslations
    do: AllTranslations
    answer: _Habit


class _SignsModel(Part):
    signs: dict[Words, _SignModel] = Field(min_length=1)


class _SettingsModel(Part):
    settings: dict[StateId, AllTranslations] = Field(min_length=1)


class _ContentModel(Part):
    content: dict[StateId, AllTranslations]


FILES: Final[Mapping[str, type[Part]]] = {
    "acts": _ActsModel,
    "signs": _SignsModel,
    "settings": _SettingsModel,
    "content": _ContentModel,
}
"""The files beside the scenarios, by name without .yaml."""


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in acts.yaml, signs.yaml, settings.yaml and content.yaml of this folder.

    Errors: `FaultyFile` with every fault of the first file that cannot be used.
    """
    acts = _load(folder, "acts", _ActsModel)
    signs = _load(folder, "signs", _SignsModel)
    settings = _load(folder, "settings", _SettingsModel)
    content = _load(folder, "content", _ContentModel)
    return Vocabulary(
        acts={name: _act(name, act) for name, act in acts.acts.items()},
        controls={name: Prose(control.title) for name, control in acts.controls.items()},
        signs={name: _sign(name, sign) for name, sign in signs.signs.items()},
        habits={habit: Prose(title) for habit, title in acts.habits.items()},
        settings={name: Prose(title) for name, title in settings.settings.items()},
        content={name: Prose(title) for name, title in content.content.items()},
    )


def vocabulary_sheet(path: Path) -> Sheet:
    """The sheet of one file of the vocabulary, with its faults."""
    sheet = open_sheet(path, path.as_posix())
    validate(sheet, FILES[path.stem])
    return sheet


def _load(folder: Path, name: str, model: type[ModelT]) -> ModelT:
    path = folder / f"{name}.yaml"
    sheet = open_sheet(path, path.as_posix())
    found = validate(sheet, model)
    stop_if_faulty(sheet)
    assert found, "a file that cannot be read has faults"
    return found


def _act(id: str, model: _ActModel) -> Act:
    return Act(
        id,
        Prose(model.title),
        Prose(model.button),
        model.definition,
        model.boundary,
        model.effects,
        model.north,
        model.genuine,
    )


def _sign(id: str, model: _SignModel) -> Sign:
    return Sign(id, Prose(model.title), Prose(model.shows), Prose(model.do), model.answer)
