"""`scamdrill check`: every file under some paths, with all its faults at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bot.adapters.scenario_files.cards import CARDS, card_sheet
from bot.adapters.scenario_files.contacts import contacts_sheet
from bot.adapters.scenario_files.faults import Report, in_order
from bot.adapters.scenario_files.fields import is_id
from bot.adapters.scenario_files.loading import load_replies, load_scenario
from bot.adapters.scenario_files.places import Text, child
from bot.adapters.scenario_files.quizzes import QUIZZES, quiz_sheet
from bot.adapters.scenario_files.sheet import Sheet, open_sheet
from bot.adapters.scenario_files.vocabulary import FILES, vocabulary_sheet
from bot.core.checks import (
    Finding,
    check_leaks,
    check_pair,
    check_replies,
    check_scenario,
    check_taught,
)
from bot.core.vocabulary import Vocabulary

_SUFFIXES: Final = frozenset({".yaml", ".yml"})


def check(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    *,
    today: date,
    misread: Mapping[str, Iterable[Finding]] | None = None,
) -> Report:
    """Everything wrong with the files at `paths` (files, or folders with all beneath them).

    Twins and shared replies are looked for in the folders of the files too; twins are not
    reported on, shared replies are, since the scenario cannot be played without them. `misread`
    holds, by scenario id, what a model reads otherwise than the author meant it.
    """
    desk = Desk(vocabulary, today)
    sheets = desk.own(paths)
    for sheet in sheets:
        if misread and sheet.scenario:
            sheet.note(misread.get(sheet.scenario.id, ()))
    playable = tuple(sheet.scenario for sheet in sheets if sheet.scenario and desk.plays(sheet))
    desk.check_twins(sheets)
    desk.check_together(sheets)
    shared = [desk.shared_by(sheet) for sheet in sheets]
    told = dict.fromkeys([*sheets, *(sheet for sheet in shared if sheet)])
    faults = in_order(fault for sheet in told for fault in sheet.faults())
    return Report(tuple(sheet.file for sheet in sheets), playable, faults)


class Desk:
    """Reads each file once, and knows which shared replies it builds on."""

    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self.vocabulary, self.today = vocabulary, today
        self._sheets: dict[Path, Sheet] = {}
        self._busy: set[Path] = set()
        """The files being read, so that no file builds on itself."""

    def own(self, paths: Iterable[Path]) -> list[Sheet]:
        """The sheets of all files at `paths`, in order, each checked by itself."""
        sheets = [self.sheet(file) for file in _files(paths)]
        self._same_names(sheets)
        return sheets

    def sheet(self, path: Path) -> Sheet:
        """The sheet of one file, checked by itself."""
        key = path.absolute()
        if key not in self._sheets:
            self._busy.add(key)
            self._sheets[key] = self._checked(path)
            self._busy.remove(key)
        return self._sheets[key]

    def _checked(self, path: Path) -> Sheet:
        if path.parent.name == CARDS:
            return card_sheet(path, self.vocabulary, self.today)
        if path.parent.name == QUIZZES:
            return quiz_sheet(path, self.vocabulary, self.today)
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

    def shared_by(self, sheet: Sheet) -> Sheet | None:
        """The sheet with the shared replies on which this one builds."""
        return self._replies_of(sheet)[0]

    def plays(self, sheet: Sheet) -> bool:
        """Whether neither the sheet nor what it builds on has errors."""
        shared = self.shared_by(sheet)
        return not sheet.faulty and not (shared and shared.faulty)

    def check_twins(self, sheets: Sequence[Sheet]) -> None:
        """Note in these sheets what is wrong with their pairs."""
        ids = {sheet.id for sheet in sheets}
        alone = [one for one in sheets if one.scenario and one.scenario.pair not in ids]
        folders = dict.fromkeys(sheet.path.parent for sheet in alone)
        around = [self.sheet(file) for folder in folders for file in _yaml(folder.iterdir())]
        named = [one for one in (*around, *sheets) if ("scenario",) not in one.holes]
        known = {one.scenario.id: one.scenario for one in named if one.scenario}
        unread = {one.id for one in named if one.id and one.faulty}
        for sheet in sheets:
            if sheet.scenario and not {("scenario",), ("pair",)} & sheet.holes:
                found = check_pair(sheet.scenario, known, unread - {sheet.id})
                known_setting = sheet.scenario.setting in self.vocabulary.settings
                unsure = {"E328"} if not known_setting else set()
                unsure |= {"W309"} if ("level",) in sheet.holes else set()
                sheet.note(one for one in found if one.code not in unsure)

    def check_together(self, sheets: Sequence[Sheet]) -> None:
        """Note what shows only with many scenarios side by side; nothing of these is an error."""
        whole = {one.id: one for one in sheets if one.scenario and not one.holes}
        scenarios = [one.scenario for one in whole.values() if one.scenario]
        for name, found in check_leaks(scenarios, self.vocabulary):
            whole[name].note([found])
        signs = next((one for one in sheets if one.path.stem == "signs"), None)
        if signs and scenarios and all(one.scenario or not one.id for one in sheets):
            signs.note(check_taught(scenarios, self.vocabulary))

    def _check_replies(self, sheet: Sheet) -> None:
        load_replies(sheet)
        if sheet.replies:
            sheet.note(check_replies(sheet.replies, self.vocabulary, frozenset(sheet.holes)))

    def _check_scenario(self, sheet: Sheet) -> None:
        shared, missing = self._replies_of(sheet)
        load_scenario(sheet, shared, missing)
        if sheet.scenario:
            holes = set(sheet.holes)
            unknown = ("replies from",) in holes
            if missing or unknown or (shared and shared.faulty):
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
        if not isinstance(name, Text) or ("replies from",) in sheet.holes or not is_id(name.value):
            return None, None
        path = sheet.path.parent / f"{name.value}.yaml"
        if path.absolute() in self._busy or not path.is_file():
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


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        for file in _beneath(path) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _beneath(folder: Path) -> list[Path]:
    return _yaml(folder.rglob("*"))


def _yaml(files: Iterable[Path]) -> list[Path]:
    return sorted(file for file in files if file.suffix in _SUFFIXES)
