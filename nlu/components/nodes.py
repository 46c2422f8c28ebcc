"""The nodes of Rasa's graph; config.yml joins them, the modules around do their work."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import envelope, morphology
from components.acts import UNCLEAR, read_act_ids
from components.calibration import Lines
from components.encoder import Encoder
from components.envelope import Envelope
from components.features import Featuriser, Rows, Sizes
from components.importer import ACTS, CONTEXT, JOINED, LANG, NEAR, WRITER
from components.normalise import has_words, normalise
from components.perceptron import Perceptron, Recipe
from components.policy import Policy
from components.progress import stage
from components.quiet import ROOT
from components.reader import Judged, Reader

FEATURES: Final = "reply_features"


class EnvelopeReader(GraphComponent):
    """Replaces the text of a message by the reply in it and sets `lang` and `context`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EnvelopeReader:
        """Nothing to set up."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The text given back is the normalised one, which any JSON writer can encode."""
        for message in messages:
            opened = envelope.unpack(message.get(TEXT))
            message.set(TEXT, normalise(opened.text), add_to_output=True)
            message.set(LANG, opened.lang)
            message.set(CONTEXT, opened.context)
        return messages


class ReplyFeaturiser(GraphComponent):
    """Sets FEATURES on every message: Rows of one row."""

    def __init__(
        self,
        sizes: Sizes,
        storage: ModelStorage,
        resource: Resource,
        featuriser: Featuriser | None = None,
    ) -> None:
        self._sizes = sizes
        self._storage = storage
        self._resource = resource
        self._featuriser = featuriser

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How many numbers stand for the wording, and how much they weigh."""
        return asdict(Sizes())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReplyFeaturiser:
        """An untrained featuriser."""
        return cls(Sizes(**config_of(config, Sizes())), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the replies and stores it; also sets the features of their messages."""
        from components import network  # needs a package that reading replies does not

        messages = training_data.training_examples
        with stage("encoder"):
            layers = network.build()
            encoder = Encoder(layers)
        with stage(f"features of {len(messages)} replies"):
            envelopes = [_envelope(message) for message in messages]
            learned, rows = Featuriser.learn(self._sizes, encoder, envelopes)
            _attach(messages, rows)
        with self._storage.write_to(self._resource) as folder:
            state = json.dumps(learned.state(), ensure_ascii=False)
            (folder / "features.json").write_text(state, encoding="utf-8")
            (folder / "encoder.onnx").write_bytes(layers)
            _save_arrays(folder / "features.npz", learned.arrays())
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> ReplyFeaturiser:
        """The featuriser as trained, with the analyser and the encoder ready."""
        with model_storage.read_from(resource) as folder:
            state = json.loads((folder / "features.json").read_text(encoding="utf-8"))
            encoder = Encoder((folder / "encoder.onnx").read_bytes())
            arrays = _load_arrays(folder / "features.npz")
        morphology.warm_up()
        sizes = Sizes(**config_of(config, Sizes()))
        trained = Featuriser.from_state(sizes, encoder, state, arrays)
        return cls(sizes, model_storage, resource, trained)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """As given: `train` has set the features already."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the features of messages to be read."""
        if self._featuriser is None:
            raise RuntimeError("the featuriser must be loaded from a trained model")
        if messages:
            _attach(messages, self._featuriser.rows([_envelope(m) for m in messages]))
        return messages


class ActClassifier(GraphComponent):
    """Sets `acts` (all of them, the likeliest first) and Rasa's own intent and ranking."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        trained: Reader | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._reader = trained

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The recipe of the training; `acts`: the vocabulary."""
        return {**asdict(Recipe()), "acts": "../scenarios/acts.yaml"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on the features that the messages carry and stores what was learned."""
        from components import learning  # as above

        messages = training_data.training_examples
        acts = read_act_ids(ROOT / self._config["acts"])
        labels = np.array([[float(act in m.get(ACTS)) for act in acts] for m in messages])
        trained = learning.train(
            _gather(messages),
            labels,
            [m.get(WRITER) for m in messages],
            np.array([not m.get(JOINED) for m in messages]),
            np.array([m.get(NEAR) for m in messages]),
            acts,
            Recipe(**config_of(self._config, Recipe())),
        )
        with self._storage.write_to(self._resource) as folder:
            _save(trained, folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> ActClassifier:
        """The classifier as trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, _load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        """Judges each message."""
        if self._reader is None:
            raise RuntimeError("the act classifier must be loaded from a trained model")
        for message in messages:
            if has_words(message.get(TEXT)):
                _answer(message, self._reader.judge(message.get(FEATURES)))
            else:
                _answer(message, self._reader.nothing_said())
        return messages


def _envelope(message: Message) -> Envelope:
    return Envelope(message.get(TEXT), message.get(LANG), message.get(CONTEXT))


def _attach(messages: Iterable[Message], rows: Rows) -> None:
    for index, message in enumerate(messages):
        message.set(FEATURES, rows.take(np.array([index])))


def _gather(messages: Sequence[Message]) -> Rows:
    return Rows(np.vstack([message.get(FEATURES).values for message in messages]))


def config_of(config: dict[str, Any], settings: Sizes | Recipe) -> dict[str, Any]:
    """Those of a node's settings that its part knows."""
    return {name: config[name] for name in asdict(settings)}


def _answer(message: Message, judged: list[Judged]) -> None:
    ranking = [{"name": one.id, "confidence": one.confidence} for one in judged]
    acted = [one for one in judged if one.decision == "act"]
    first = acted[0] if acted else next(one for one in judged if one.id == UNCLEAR)
    message.set(INTENT, {"name": first.id, "confidence": first.confidence}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set(ACTS, [asdict(one) for one in judged], add_to_output=True)


def _save(trained: Reader, folder: Path) -> None:
    arrays: dict[str, NDArray[Any]] = {
        f"lines_{name}": value for name, value in _fields(trained.lines)
    }
    for place, model in enumerate(trained.models):
        arrays |= {f"model{place}_{name}": value for name, value in _fields(model)}
    _save_arrays(folder / "weights.npz", arrays)
    state = {**trained.policy.state(), "models": len(trained.models)}
    (folder / "policy.json").write_text(json.dumps(state), encoding="utf-8")


def _load(folder: Path) -> Reader:
    state = json.loads((folder / "policy.json").read_text(encoding="utf-8"))
    arrays = _load_arrays(folder / "weights.npz")

    def read(kind: type[Any], prefix: str) -> Any:
        return kind(**{one.name: arrays[f"{prefix}_{one.name}"] for one in fields(kind)})

    models = tuple(read(Perceptron, f"model{place}") for place in range(state["models"]))
    decided = Policy.from_state(state)
    return Reader(decided.acts, models, read(Lines, "lines"), decided)


def _fields(part: Perceptron | Lines) -> list[tuple[str, NDArray[Any]]]:
    return [(one.name, getattr(part, one.name)) for one in fields(part)]


def _save_arrays(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    written = io.BytesIO()
    np.savez(written, **arrays)
    path.write_bytes(written.getvalue())


def _load_arrays(path: Path) -> dict[str, NDArray[Any]]:
    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)
