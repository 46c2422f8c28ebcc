"""Hands Rasa the cases of a file of lines as training messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_config_file

from components.normalise import normalise


class LineImporter(TrainingDataImporter):
    """One message a case; its intent is its acts in the order of the alphabet, joined by "+"."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        lines: str = "",
    ) -> None:
        self._config_file = config_file or ""
        self._lines = Path(lines)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The replies as the product reads them: normalised and masked."""
        cases = map(json.loads, self._lines.read_text(encoding="utf-8").splitlines())
        return TrainingData(
            [
                Message({TEXT: normalise(one["text"]), INTENT: "+".join(sorted(one["acts"]))})
                for one in cases
            ]
        )

    def get_config(self) -> dict[str, Any]:
        """The configuration as written."""
        config: dict[str, Any] = read_config_file(self._config_file)
        return config

    def get_config_file_for_auto_config(self) -> str | None:
        """None: the pipeline is written out."""
        return None

    def get_domain(self) -> Domain:
        """Empty: replies are only read."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Empty, as the domain."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Empty, as the domain."""
        return StoryGraph([])
