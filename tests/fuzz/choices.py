"""Bytes as a row of choices, so that a fuzzer's changes to them change what happens."""


class Choices:
    """Takes numbers and texts from the front of `data`; when it is used up, everything is 0."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """One of 0 … below - 1."""
        (byte,) = self.take(1) or b"\0"
        return byte % below

    def take(self, count: int) -> bytes:
        """The next bytes, as many as there are."""
        found = self._data[self._at : self._at + count]
        self._at += count
        return found

    def text(self) -> str:
        """A text of up to 255 bytes; what is no UTF-8 becomes lone surrogates."""
        length = self.number(256)
        return self.take(length).decode("utf-8", errors="surrogateescape")

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(len(self._data))
