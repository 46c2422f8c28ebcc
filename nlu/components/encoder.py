"""Runs multilingual-e5-small with 8-bit arithmetic in ONNX Runtime: a few milliseconds a reply."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Final

import numpy as np
import onnxruntime

from components.e5 import E5File, Floats, bundled, unpack
from components.tokens import Tokeniser

LONGEST: Final = 160  # pieces; what normalise.py leaves of a text has fewer, or is no language
_PREFIX: Final = "query: "  # how the encoder was trained to meet a short text
_REMEMBERED: Final = 2048  # caller's lines; a setting has some hundreds


class Encoder:
    """Vectors of texts, a unit vector a layer of network.TOLD; threads may call side by side."""

    def __init__(self, network: bytes) -> None:
        """`network` is what network.build made."""
        file = E5File(bundled())
        self.width = file.shape.width
        self._tokens = Tokeniser(file.vocabulary)
        self._words = file.blocks("emb.word").reshape(-1, self.width // 32)
        positions = file.vector("emb.pos").reshape(-1, self.width)
        self._places: Floats = positions + file.vector("emb.type")[: self.width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )
        self._layers = len(self._session.get_outputs())
        # A scenario has few caller lines and many replies to each.
        self.embed_line = lru_cache(_REMEMBERED)(self.embed)

    def embed(self, text: str) -> Floats:
        """The vectors of one normalised text, shape (layers, width); of an empty one, zeros."""
        if not text:
            return np.zeros((self._layers, self.width), np.float32)
        ids = self._tokens.ids(_PREFIX + text, LONGEST)
        pieces = unpack(self._words[ids]).reshape(len(ids), -1) + self._places[: len(ids)]
        # One text at a time: the network's 8-bit scales span all that it is given, and a text
        # must not read otherwise for the company that it was in.
        states = self._session.run(None, {"pieces": pieces[None]})
        means: Floats = np.stack([state[0].mean(axis=0) for state in states])
        unit: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
        return unit

    def embed_all(self, texts: Sequence[str]) -> Floats:
        """The vectors of the texts, shape (n, layers, width); many are spread over the cores."""
        if len(texts) < 2:
            return np.stack([self.embed(text) for text in texts])
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.stack(list(pool.map(self.embed, texts)))
