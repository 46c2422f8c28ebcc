"""Builds the layers of multilingual-e5-small as an ONNX model with 8-bit weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from components.e5 import E5File, bundled

_OPSET: Final = 20
TOLD: Final = (8, 12)  # layers whose states come out: a middle one has more of words and grammar


def build() -> bytes:
    """The layers as an ONNX model: pieces (1, t, width) in, the states of TOLD out, each so."""
    file = E5File(bundled())
    net = _Network(file)
    states = [net.normalise("pieces", "emb.ln")]
    for layer in range(file.shape.layers):
        states.append(net.layer(states[-1], f"l{layer}."))
    return net.finish([states[layer] for layer in TOLD])


class _Network:
    """Collects the nodes of the graph; each method adds some and names their output."""

    def __init__(self, file: E5File) -> None:
        self._file = file
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        shape = file.shape
        self._apart = self._constant("apart", [0, 0, shape.heads, shape.width // shape.heads])
        self._together = self._constant("together", [0, 0, shape.width])
        self._thirds = self._constant("thirds", [shape.width] * 3)

    def layer(self, state: str, name: str) -> str:
        """One transformer layer."""
        attended = self._linear(self._attention(state, name), name, ["ao"])
        state = self.normalise(self._add("Add", state, attended), f"{name}aln")
        inner = self._add("Gelu", self._linear(state, name, ["fi"]))
        return self.normalise(
            self._add("Add", state, self._linear(inner, name, ["fo"])), f"{name}oln"
        )

    def normalise(self, state: str, name: str) -> str:
        """Layer normalisation."""
        return self._add(
            "LayerNormalization",
            state,
            self._constant(f"{name}.w", self._file.vector(f"{name}.w")),
            self._constant(f"{name}.b", self._file.vector(f"{name}.b")),
            axis=-1,
            epsilon=self._file.shape.epsilon,
        )

    def finish(self, states: Sequence[str]) -> bytes:
        """The whole graph, serialised."""
        form = ["one", "t", self._file.shape.width]
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("pieces", TensorProto.FLOAT, form)],
            [helper.make_tensor_value_info(state, TensorProto.FLOAT, form) for state in states],
            self._constants,
        )
        opset = [helper.make_opsetid("", _OPSET)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=10)
        serialised: bytes = model.SerializeToString()
        return serialised

    def _attention(self, state: str, name: str) -> str:
        joined = self._linear(state, name, ["q", "k", "v"])
        parts = self._add_many("Split", 3, joined, self._thirds, axis=-1)
        query, key, value = (self._add("Reshape", part, self._apart) for part in parts)
        query = self._add("Transpose", query, perm=[0, 2, 1, 3])
        key = self._add("Transpose", key, perm=[0, 2, 3, 1])
        value = self._add("Transpose", value, perm=[0, 2, 1, 3])
        scale = 1 / np.sqrt(self._file.shape.width / self._file.shape.heads)
        scaled = self._add(
            "Mul", self._add("MatMul", query, key), self._constant(f"{name}scale", [scale])
        )
        mixed = self._add("MatMul", self._add("Softmax", scaled, axis=-1), value)
        return self._add(
            "Reshape", self._add("Transpose", mixed, perm=[0, 2, 1, 3]), self._together
        )

    def _linear(self, state: str, name: str, parts: Sequence[str]) -> str:
        file, label = self._file, name + "".join(parts)
        columns = file.shape.inner if parts == ["fo"] else file.shape.width
        weights = np.concatenate([file.matrix(f"{name}{part}.w", columns) for part in parts])
        bias = np.concatenate([file.vector(f"{name}{part}.b") for part in parts])
        scale = np.abs(weights).max(axis=1) / 127
        rounded = np.clip(np.rint(weights / scale[:, None]), -127, 127).astype(np.int8)
        small, step, zero = self._add_many("DynamicQuantizeLinear", 3, state)
        product = self._add("MatMulInteger", small, self._constant(f"{label}.w", rounded.T), zero)
        steps = self._add("Mul", step, self._constant(f"{label}.s", scale))
        real = self._add("Mul", self._add("Cast", product, to=TensorProto.FLOAT), steps)
        return self._add("Add", real, self._constant(f"{label}.b", bias))

    def _constant(self, name: str, value: Sequence[float] | NDArray[np.generic]) -> str:
        array = np.ascontiguousarray(value)
        if array.dtype == np.float64:
            array = array.astype(np.float32)
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def _add(self, kind: str, *inputs: str, **attributes: object) -> str:
        return self._add_many(kind, 1, *inputs, **attributes)[0]

    def _add_many(self, kind: str, count: int, *inputs: str, **attributes: object) -> list[str]:
        made = [f"{kind}{len(self._nodes)}.{i}" for i in range(count)]
        self._nodes.append(helper.make_node(kind, inputs, made, **attributes))
        return made
