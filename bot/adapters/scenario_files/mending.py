"""Puts stand-ins where a file cannot be read, so that the rest of it can still be checked."""

from copy import deepcopy
from typing import Any, Final

from bot.core.checks import HOLE, Path

_PROSE: Final = {"ko": HOLE, "en": HOLE}
_GO: Final = {"go": HOLE}

_STAND_INS: Final[dict[str, Any]] = {
    "scenario": HOLE,
    "replies": HOLE,
    "kind": "scam",
    "setting": HOLE,
    "medium": "call",
    "level": "1",
    "source": {"what": HOLE, "basis": "alleged", "checked": "2000-01-01"},
    "what": HOLE,
    "basis": "alleged",
    "checked": "2000-01-01",
    "title": _PROSE,
    "you are": _PROSE,
    "caller": _PROSE,
    "starts at": HOLE,
    "states": {HOLE: {"ends": "open", "what happens": _PROSE}},
    "debrief": _PROSE,
    "caller says": [_PROSE],
    "unclear": [_PROSE],
    "ko": HOLE,
    "en": HOLE,
    "otherwise": _GO,
    "go": HOLE,
    "after": "45s",
    "ends": "open",
    "what happens": _PROSE,
    "acts": [HOLE],
    "amount": "1",
    "currency": HOLE,
}
"""What a key holds when its own value cannot be read; every other key can be left out."""

_ITEMS: Final[dict[str | int, Any]] = {
    "caller says": _PROSE,
    "unclear": _PROSE,
    "chance for": "verify",
}
"""What one item of a list holds; the places of the others must stay as they are."""


def mend(data: Any, path: Path, extra: bool) -> None:
    """Replace the value at `path` within `data`; leave it out if it is `extra` or not needed."""
    if not path:
        return
    node, last = data, path[-1]
    for step in path[:-1]:
        node = node[step] if _has(node, step) else None
    if isinstance(node, dict):
        node.pop(last, None)
        if not extra and last in _STAND_INS:
            node[last] = deepcopy(_STAND_INS[str(last)])
    elif isinstance(node, list) and _has(node, last):
        node[int(last)] = deepcopy(_item(path))


def _item(path: Path) -> Any:
    return _ITEMS.get(path[-2], HOLE) if len(path) > 1 else HOLE


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and step < len(node)
