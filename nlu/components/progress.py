"""Tells a waiting person what the training is doing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_START = time.monotonic()


@contextmanager
def stage(title: str) -> Iterator[None]:
    """Prints the stage when it begins and the seconds it took when it ends, on standard error."""
    begun = time.monotonic()
    print(f"[{begun - _START:6.1f} s] {title} …", file=sys.stderr, flush=True)
    yield
    ended = time.monotonic()
    print(f"[{ended - _START:6.1f} s]   {ended - begun:.1f} s", file=sys.stderr, flush=True)


def note(sentence: str) -> None:
    """Prints one line on standard error."""
    print(f"[{time.monotonic() - _START:6.1f} s]   {sentence}", file=sys.stderr, flush=True)
