"""The scenarios in a folder, read once and kept."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.adapters.scenario_files.cards import CARDS
from bot.adapters.scenario_files.checking import Desk
from bot.adapters.scenario_files.faults import FaultyFile
from bot.adapters.scenario_files.quizzes import QUIZZES
from bot.adapters.scenario_files.refusing import faulty_file
from bot.adapters.scenario_files.vocabulary import load_vocabulary
from bot.core.scenario import Scenario
from bot.core.vocabulary import Vocabulary


class FileLibrary:
    """Every scenario under `folder` (`bot.ports.Library`); a faulty file spoils only itself.

    Errors: `FaultyFile` if a file of the vocabulary cannot be used.
    """

    def __init__(
        self, folder: Path, vocabulary: Vocabulary | None = None, today: date | None = None
    ) -> None:
        self.folder = folder
        self.vocabulary = vocabulary or load_vocabulary(folder)
        self._faulty: dict[str, FaultyFile] = {}
        healthy: dict[str, Scenario] = {}
        desk = Desk(self.vocabulary, today or date.min)
        for sheet in desk.own([folder]):
            if sheet.path.parent.name in (CARDS, QUIZZES):
                continue
            shared = desk.shared_by(sheet)
            failed = faulty_file([*sheet.faults(), *(shared.faults() if shared else ())])
            if failed:
                self._faulty.setdefault(sheet.path.stem, failed)
                self._faulty.setdefault(sheet.id or sheet.path.stem, failed)
            elif sheet.scenario:
                healthy[sheet.scenario.id] = sheet.scenario
        menu = list(self.vocabulary.settings)
        ordered = sorted(
            healthy.values(), key=lambda one: (menu.index(one.setting), one.level, one.id)
        )
        self._healthy = {one.id: one for one in ordered}

    def scenarios(self) -> Sequence[Scenario]:
        """Those that can be played, by setting (in the order of the menu), level and id."""
        return tuple(self._healthy.values())

    def scenario(self, id: str) -> Scenario | None:
        """The scenario of this id, or None.

        Errors: `FaultyFile` if its file cannot be played as it is written.
        """
        if id not in self._healthy and id in self._faulty:
            raise self._faulty[id]
        return self._healthy.get(id)

    @property
    def faulty(self) -> dict[str, FaultyFile]:
        """What is wrong with the files that cannot be played, by id and by file name."""
        return dict(self._faulty)
