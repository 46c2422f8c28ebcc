"""contacts.yaml -> the help contacts of each setting.

contacts:
  south:                           # a setting, or everywhere
    - name: {ko: "경찰", en: "Police"}
      number: "112"                # left out where there is no safe number
      for: {ko: "지금 돈을 보냈을 때", en: "when money has just been sent"}
      hours: {ko: "24시간", en: "day and night"}     # may be left out
      source: "where this was looked up"
      checked: 2026-11-22
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field

from bot.adapters.scenario_files.fields import AllTranslations, Day, StateId, Words
from bot.adapters.scenario_files.loading import validate
from bot.adapters.scenario_files.parts import Part
from bot.adapters.scenario_files.refusing import stop_if_faulty
from bot.adapters.scenario_files.sheet import Sheet, open_sheet
from bot.core.checks import Finding
from bot.core.checks.scenario import check_age
from bot.core.contacts import Contacts, HelpContact
from bot.core.language import Prose

EVERYWHERE: Final = "everywhere"
"""The contacts of settings that have none of their own."""


class _ContactModel(Part):
    name: AllTranslations
    number: Words | None = None
    helps_with: AllTranslations = Field(alias="for")
    hours: AllTranslations | None = None
    source: Words
    checked: Day


class _ContactsModel(Part):
    contacts: dict[StateId, list[_ContactModel]] = Field(min_length=1)


def load_contacts(folder: Path) -> Contacts:
    """The help contacts in contacts.yaml of this folder, in the order of the file.

    Errors: `FaultyFile` with every fault of the file, also if there is none.
    """
    sheet, model = _read(folder / "contacts.yaml")
    stop_if_faulty(sheet)
    assert model, "a file that cannot be read has faults"
    return {
        setting: tuple(_contact(one) for one in found) for setting, found in model.contacts.items()
    }


def contacts_sheet(path: Path, today: date, settings: Collection[str]) -> Sheet:
    """The sheet of a contacts file with its faults, also old dates and unknown settings."""
    sheet, model = _read(path)
    known = (*settings, EVERYWHERE)
    for setting, found in model.contacts.items() if model else ():
        here = ("contacts", setting)
        if setting not in known:
            sheet.note([Finding("E207", here, {"word": setting}, known, at_key=True)])
        for number, one in enumerate(found):
            path_ = (*here, number, "checked")
            if path_ not in sheet.holes:
                sheet.note(check_age(path_, one.checked, today))
    return sheet


def _read(path: Path) -> tuple[Sheet, _ContactsModel | None]:
    sheet = open_sheet(path, path.as_posix())
    return sheet, validate(sheet, _ContactsModel)


def _contact(model: _ContactModel) -> HelpContact:
    return HelpContact(
        Prose(model.name),
        Prose(model.helps_with),
        model.source,
        model.checked,
        model.number,
        Prose(model.hours) if model.hours else None,
    )
