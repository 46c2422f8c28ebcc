"""What pydantic found, in terms of the author's keys."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from bot.adapters.scenario_files.parts import ENDING, PROSE, WAITING
from bot.core.checks import Finding, Path

_ADDED: Final = {WAITING, ENDING, PROSE}
_KEY: Final = "[key]"
_PLAIN: Final = {
    "missing": ("E301", False),
    "string_type": ("E302", True),
    "enum": ("E302", True),
    "int_type": ("E305", True),
    "list_type": ("E304", False),
    "string_too_short": ("E306", False),
    "too_short": ("E311", True),
    "too_long": ("E318", True),
    "string_too_long": ("E319", False),
}
"""Pydantic's name of an error -> our code, and whether the key is meant and not the value."""

_SHOWN_CHOICES: Final = 12
"""More known keys than this do not help as a list."""


def problems(error: ValidationError, schema: dict[str, Any]) -> Iterator[Finding]:
    """One finding for each of pydantic's errors; `schema` tells which keys exist where."""
    for one in error.errors(include_url=False, include_input=False):
        path: Path = tuple(step for step in one["loc"] if step not in _ADDED)
        at_key = path[-1:] == (_KEY,) and one["type"] != "extra_forbidden"
        path = path[:-1] if at_key else path
        name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        yield _finding(one["type"], path, name, one.get("ctx", {}), schema, at_key)


def _finding(
    kind: str, path: Path, name: str, context: dict[str, Any], schema: dict[str, Any], at_key: bool
) -> Finding:
    match kind:
        case "extra_forbidden":
            return _unknown_key(path, schema)
        case "model_type" if not path:
            return Finding("E128", path)
        case "dict_type" | "model_type" | "model_attributes_type":
            choices = ", ".join(known_keys(schema, path)[:3]) or "ko, en"
            return Finding("E303", path, {"word": name, "choices": choices})
        case _ if kind in _PLAIN:
            code, on_key = _PLAIN[kind]
            words = {"word": name, "most": str(context.get("max_length", ""))}
            return Finding(code, path, words, at_key=at_key or on_key)
        case _ if kind.startswith("E"):
            words = {key: str(value) for key, value in context.items() if key != "code"}
            known = words.get("choices", words.get("meant", ""))
            return Finding(kind, path, words, tuple(known.split(", ")), at_key)
    raise AssertionError(f"pydantic reports {kind}, which has no code")


def _unknown_key(path: Path, schema: dict[str, Any]) -> Finding:
    word, known = str(path[-1]), known_keys(schema, path[:-1])
    if word in known:
        return Finding("E312", path, {"word": word}, at_key=True)
    words = {"word": word, "choices": ", ".join(known[:_SHOWN_CHOICES])}
    return Finding("E201", path, words, tuple(known), at_key=True)


def known_keys(schema: dict[str, Any], path: Path) -> list[str]:
    """The keys that may stand in the map at `path`."""
    here = [schema]
    for step in path:
        here = [below for node in here for below in _step(node, step, schema)]
    keys = [
        key for node in here for one in _open(node, schema) for key in one.get("properties", {})
    ]
    return list(dict.fromkeys(keys))


def _step(
    node: dict[str, Any], step: str | int, schema: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for one in _open(node, schema):
        if isinstance(step, int):
            below = one.get("items")
        else:
            below = one.get("properties", {}).get(step, one.get("additionalProperties"))
        if isinstance(below, dict):
            yield below


def _open(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node with references and alternatives resolved."""
    if "$ref" in node:
        yield from _open(schema["definitions"][node["$ref"].rsplit("/", 1)[1]], schema)
        return
    yield node
    others = [*node.get("anyOf", []), *node.get("allOf", [])]
    for other in [*others, *(node[word] for word in ("then", "else") if word in node)]:
        yield from _open(other, schema)
