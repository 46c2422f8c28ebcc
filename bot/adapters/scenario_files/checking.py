"""`scamdrill check`: every file under some paths, with all its faults at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bot.adapters.scenario_files.contacts import contacts_sheet
from bot.adapters.scenario_files.faults import Report, in_order
from bot.adapters.scenario_files.loading import Sheet, load_replies, load_scenario, open_sheet
from bot.adapters.scenario_files.places import Text, child
from bot.adapters.scenario_files.vocabulary import FILES, vocabulary_sheet
from bot.core.checks import Finding, check_pair, check_replies, check_scenario
from bot.core.vocabulary import Vocabulary

CARDS: Final = "cards"
"""The folder (or file) of knowledge cards, which are no scenarios."""

_SUFFIXES: Final = frozenset({".yaml", ".yml"})


def check(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    *,
    today: date,
) -> Report:
    """Everything wrong with the files at `paths` (files, or folders with all beneath them).

    Twins and shared replies are looked for in the folders of the files too; twins are not
    reported on, shared replies are, since the scenario cannot be played without them.
    """
    desk = Desk(vocabulary, today)
    sheets = desk.own(paths)
    desk.check_twins(sheets)
    faults = [fault for sheet in sheets for fault in sheet.faults()]
    known = set(sheets)
    shared = [sheet for sheet in desk.shared_by(sheets) if sheet not in known]
    faults += [fault for sheet in shared for fault in sheet.faults()]
    playable = [sheet.scenario for sheet in sheets if sheet.scenario and not _errors(sheet)]
    return Report(tuple(sheet.file for sheet in sheets), tuple(playable), in_order(faults))


class Desk:
    """Reads each file once, and knows which shared replies it builds on."""

    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self.vocabulary, self.today = vocabulary, today
        self._sheets: dict[Path, Sheet] = {}

    def own(self, paths: Iterable[Path]) -> list[Sheet]:
        """The sheets of all files at `paths`, in order, each checked by itself."""
        sheets = [self.sheet(file) for file in _files(paths)]
        self._same_names(sheets)
        return sheets

    def sheet(self, path: Path) -> Sheet:
        """The sheet of one file, checked by itself."""
        key = path.absolute()
        if key not in self._sheets:
            self._sheets[key] = self._checked(path)
        return self._sheets[key]

    def _checked(self, path: Path) -> Sheet:
        if path.stem in FILES:
            return vocabulary_sheet(path)
        if path.stem == "contacts":
            return contacts_sheet(path, self.today, self.vocabulary.settings)
        sheet = open_sheet(path, path.as_posix())
        if sheet.shared:
            self._check_replies(sheet)
        else:
            self._check_scenario(sheet)
        return sheet

    def shared_by(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """The sheets with shared replies on which these scenarios build, each once."""
        found = [shared for sheet in sheets if (shared := self._replies_of(sheet)[0])]
        return list(dict.fromkeys(found))

    def check_twins(self, sheets: Sequence[Sheet]) -> None:
        """Note in these sheets what is wrong with their pairs."""
        folders = dict.fromkeys(sheet.path.parent for sheet in sheets)
        around = [self.sheet(file) for file in _files(folders)]
        named = [one for one in (*around, *sheets) if ("scenario",) not in one.holes]
        known = {one.scenario.id: one.scenario for one in named if one.scenario}
        unread = {one.id for one in named if one.id and _errors(one)}
        for sheet in sheets:
            if sheet.scenario and not {("scenario",), ("pair",)} & sheet.holes:
                found = check_pair(sheet.scenario, known, unread - {sheet.id})
                known_setting = sheet.scenario.setting in self.vocabulary.settings
                sheet.note(one for one in found if known_setting or one.code != "E328")

    def _check_replies(self, sheet: Sheet) -> None:
        load_replies(sheet)
        if sheet.replies:
            sheet.note(check_replies(sheet.replies, self.vocabulary, frozenset(sheet.holes)))

    def _check_scenario(self, sheet: Sheet) -> None:
        shared, missing = self._replies_of(sheet)
        load_scenario(sheet, shared, missing)
        if sheet.scenario:
            holes = set(sheet.holes)
            if missing or (shared and _errors(shared)):
                holes.add(("states", ""))
            found = check_scenario(
                sheet.scenario,
                self.vocabulary,
                today=self.today,
                holes=frozenset(holes),
            )
            sheet.note(found)

    def _replies_of(self, sheet: Sheet) -> tuple[Sheet | None, str | None]:
        """The sheet that `replies from` names, or else the name for which there is no file."""
        name = child(sheet.document.root, "replies from")[1]
        if not isinstance(name, Text) or not name.value or ("replies from",) in sheet.holes:
            return None, None
        path = sheet.path.parent / f"{name.value}.yaml"
        if Path(name.value).name != name.value or not path.is_file():
            return None, name.value
        found = self.sheet(path)
        return (found, None) if found.shared or not found.document.root else (None, name.value)

    def _same_names(self, sheets: Sequence[Sheet]) -> None:
        first: dict[str, Sheet] = {}
        for sheet in sheets:
            if not sheet.scenario or ("scenario",) in sheet.holes:
                continue
            earlier = first.setdefault(sheet.scenario.id, sheet)
            if earlier is not sheet:
                words = {"word": sheet.scenario.id, "other": earlier.file}
                sheet.note([Finding("E308", ("scenario",), words)])
                sheet.holes.add(("scenario",))


def _errors(sheet: Sheet) -> bool:
    return any(not slip.code.startswith("W") for slip in sheet.slips)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        for file in _beneath(path) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _beneath(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.suffix in _SUFFIXES and not _something_else(file.relative_to(folder))
    ]


def _something_else(file: Path) -> bool:
    return CARDS in (file.stem, *file.parent.parts)
