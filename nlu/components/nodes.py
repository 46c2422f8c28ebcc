"""The nodes of Rasa's graph; config.yml joins them, the modules around do their work."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from components import envelope, morphology
from components.acts import UNCLEAR, read_act_ids
from components.calibration import Platt
from components.encoder import Encoder
from components.envelope import Envelope
from components.features import Featuriser, Rows, Scales
from components.importer import ACTS, CONTEXT, JOINED, LANG, WRITER
from components.linear import Linear
from components.normalise import has_words, normalise
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
        scales: Scales,
        storage: ModelStorage,
        resource: Resource,
        featuriser: Featuriser | None = None,
    ) -> None:
        self._scales = scales
        self._storage = storage
        self._resource = resource
        self._featuriser = featuriser

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How much each source of features weighs."""
        return asdict(Scales())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ReplyFeaturiser:
        """An untrained featuriser."""
        return cls(_scales(config), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the n-grams and stores them; also sets the features of the training messages."""
        from components import network  # needs a package that reading replies does not

        messages = training_data.training_examples
        with stage("encoder"):
            layers = network.build()
            encoder = Encoder(layers)
        with stage(f"features of {len(messages)} replies"):
            envelopes = [_envelope(message) for message in messages]
            learned, rows = Featuriser.learn(self._scales, encoder, envelopes)
            _attach(messages, rows)
        with self._storage.write_to(self._resource) as folder:
            state = json.dumps(learned.state(), ensure_ascii=False)
            (folder / "features.json").write_text(state, encoding="utf-8")
            (folder / "encoder.onnx").write_bytes(layers)
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
        morphology.warm_up()
        scales = _scales(config)
        trained = Featuriser.from_state(scales, encoder, state)
        return cls(scales, model_storage, resource, trained)

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
        """`strength`: how closely the training replies are fitted; `acts`: the vocabulary."""
        return {"strength": 8.0, "acts": "../scenarios/acts.yaml"}

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
            acts,
            self._config["strength"],
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
    found: list[Rows] = [message.get(FEATURES) for message in messages]
    return Rows(
        sparse.vstack([rows.ngrams for rows in found], format="csr"),
        np.vstack([rows.senses for rows in found]),
    )


def _scales(config: dict[str, Any]) -> Scales:
    return Scales(**{name: config[name] for name in asdict(Scales())})


def _answer(message: Message, judged: list[Judged]) -> None:
    ranking = [{"name": one.id, "confidence": one.confidence} for one in judged]
    acted = [one for one in judged if one.decision == "act"]
    first = acted[0] if acted else next(one for one in judged if one.id == UNCLEAR)
    message.set(INTENT, {"name": first.id, "confidence": first.confidence}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set(ACTS, [asdict(one) for one in judged], add_to_output=True)


def _save(trained: Reader, folder: Path) -> None:
    arrays = io.BytesIO()
    np.savez(
        arrays,
        ngrams=trained.model.ngrams,
        senses=trained.model.senses,
        bias=trained.model.bias,
        slope=trained.platt.slope,
        offset=trained.platt.offset,
    )
    (folder / "weights.npz").write_bytes(arrays.getvalue())
    (folder / "policy.json").write_text(json.dumps(trained.policy.state()), encoding="utf-8")


def _load(folder: Path) -> Reader:
    decided = Policy.from_state(json.loads((folder / "policy.json").read_text(encoding="utf-8")))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        return Reader(
            acts=decided.acts,
            model=Linear(arrays["ngrams"], arrays["senses"], arrays["bias"]),
            platt=Platt(arrays["slope"], arrays["offset"]),
            policy=decided,
        )
