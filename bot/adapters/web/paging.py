"""Long tables, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The rows of page `number`, counted from 1, of `pages`."""

    rows: Sequence[T]
    number: int
    pages: int


def slice_of(rows: Sequence[T], number: int) -> Slice[T]:
    """That page of the rows; the last one where there are fewer."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(number, pages)
    return Slice(rows[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages)
