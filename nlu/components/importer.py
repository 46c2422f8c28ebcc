"""Lets Rasa train on the written replies, and on pairs of them put together (joining.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_config_file

from components.acts import read_act_ids
from components.joining import join
from components.replies import Reply, load_replies, reply_files

ACTS, LANG, CONTEXT = "acts", "lang", "context"
WRITER, JOINED, NEAR = "writer", "joined", "near"


class ReplyImporter(TrainingDataImporter):
    """Gives Rasa one message a reply; its first act is the intent, all of them are in `acts`.

    `acts` is the path of the vocabulary and `data` the folder of replies, both relative to the
    configuration file. Faults in the files are raised as one ReplyDataError that lists them all.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        acts: str = "../scenarios/acts.yaml",
        data: str = "data/train",
    ) -> None:
        if config_file is None:
            raise ValueError("the reply importer needs the path of the configuration file")
        self._config_file = Path(config_file)
        self._acts = self._config_file.parent / acts
        self._data = self._config_file.parent / data

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The replies as training messages, in file order, both languages; then the joined ones."""
        replies = load_replies(reply_files(self._data), read_act_ids(self._acts))
        written = [to_message(reply) for reply in replies]
        return TrainingData([*written, *(to_message(two, joined=True) for two in join(replies))])

    def get_config(self) -> dict[str, Any]:
        """The pipeline's configuration as written."""
        config: dict[str, Any] = read_config_file(self._config_file)
        return config

    def get_config_file_for_auto_config(self) -> str | None:
        """None: nothing is ever filled in by guesswork."""
        return None

    def get_domain(self) -> Domain:
        """Empty: the bot holds the dialogue, Rasa only reads replies."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Empty, as the domain."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Empty, as the domain."""
        return StoryGraph([])


def to_message(reply: Reply, *, joined: bool = False) -> Message:
    """The reply as the training components read it."""
    return Message(
        data={
            TEXT: reply.text,
            INTENT: reply.acts[0],
            ACTS: list(reply.acts),
            LANG: reply.lang,
            CONTEXT: reply.caller,
            WRITER: reply.writer,
            JOINED: joined,
            NEAR: reply.boundary is not None,
        }
    )
