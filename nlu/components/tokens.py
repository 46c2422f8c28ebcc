"""Cuts a text into the pieces that the encoder knows: the likeliest cut of all (unigram model)."""

from __future__ import annotations

from typing import Final

from components.e5 import Vocabulary

_SPACE: Final = "\u2581"  # how the pieces write a space
_PENALTY: Final = 10.0  # an unknown character counts this much less than the rarest piece
_LONGEST_PIECE: Final = 16  # characters


class Tokeniser:
    """Gives the piece ids of a text, begun and ended as the encoder expects."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary
        self._unknown = min(vocabulary.scores) - _PENALTY

    def ids(self, text: str, most: int) -> list[int]:
        """At most `most` ids; a longer text loses its end."""
        known = self._known
        clean = " ".join(text.translate(known.replaced).split(" "))
        inner = self._cut(_SPACE + clean.strip(" ").replace(" ", _SPACE))
        return [known.begin, *inner[: most - 2], known.end]

    def _cut(self, text: str) -> list[int]:
        # best[i] is the score of the likeliest cut of the first i characters, back[i] its last
        # piece and where that begins.
        ids, scores, size = self._known.ids, self._known.scores, len(text)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            score = best[start] + self._unknown
            if score > best[start + 1]:
                best[start + 1], back[start + 1] = score, (start, self._known.unknown)
            for end in range(start + 1, min(size, start + _LONGEST_PIECE) + 1):
                piece = ids.get(text[start:end])
                if piece is not None and (score := best[start] + scores[piece]) > best[end]:
                    best[end], back[end] = score, (start, piece)
        found: list[int] = []
        while size:
            size, piece = back[size]
            found.append(piece)
        return found[::-1]
