"""The JSON Schema (draft 7) of the files, for completion and hover help in editors."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.adapters.scenario_files.models import PROSE, RepliesModel, ScenarioModel
from bot.core.vocabulary import Vocabulary

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_LANGUAGE: Final = "^[a-z]{2}(-[A-Za-z]{2,4})?$"
_TEXT: Final = {"type": "string", "minLength": 1}


def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a scenario file, with every act, sign and habit as a choice."""
    return _schema(ScenarioModel, vocabulary)


def replies_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a file of shared replies."""
    return _schema(RepliesModel, vocabulary)


def as_text(schema: dict[str, Any]) -> str:
    """The schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def bare_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema without the words of a vocabulary: which keys can stand where."""
    _, whole = models_json_schema([(model, "validation")], ref_template="#/definitions/{model}")
    definitions = whole["$defs"]
    top = definitions.pop(model.__name__)
    made = {"$schema": _DRAFT, "title": model.__doc__, **top, "definitions": definitions}
    for node in [made, *definitions.values()]:
        _inline_prose(node)
    for node in _nodes(made):
        _draft_7(node)
    return made


def _schema(model: type[BaseModel], vocabulary: Vocabulary) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(bare_schema(model)))
    acts = {name: act.definition for name, act in vocabulary.acts.items()}
    signs = {
        name: f"{sign.title['en']}: {sign.shows['en']}" for name, sign in vocabulary.signs.items()
    }
    for node in list(_nodes(made)):
        properties = node.get("properties", {})
        if "signs" in properties:
            properties["signs"]["items"] = _choice(signs)
        if "acts" in properties:
            properties["acts"]["items"] = _choice(acts)
        if "if trainee" in properties:
            answers = properties["if trainee"]
            below = answers.pop("additionalProperties")
            answers["properties"] = {
                name: {**below, "description": meaning} for name, meaning in acts.items()
            }
            answers["additionalProperties"] = False
    return made


def _choice(meanings: dict[str, str]) -> dict[str, Any]:
    return {"enum": list(meanings), "enumDescriptions": list(meanings.values())}


def _inline_prose(node: dict[str, Any]) -> None:
    """Translations stand beside the other keys of a line and not under a key of their own."""
    properties = node.get("properties", {})
    if PROSE in properties:
        del properties[PROSE]
        node["properties"] = {"ko": dict(_TEXT), "en": dict(_TEXT), **properties}
        node["patternProperties"] = {_LANGUAGE: dict(_TEXT)}
        node["required"] = ["ko", "en", *(key for key in node.get("required", []) if key != PROSE)]


def _draft_7(node: dict[str, Any]) -> None:
    """What YAML editors expect: translations spelt out, numbers as they are written."""
    below = node.get("additionalProperties")
    if node.get("type") == "object" and below == _TEXT:
        node["properties"] = {"ko": dict(_TEXT), "en": dict(_TEXT)}
        node["required"] = ["ko", "en"]
        node["patternProperties"] = {_LANGUAGE: dict(_TEXT)}
        node["additionalProperties"] = False
    if "$ref" in node and len(node) > 1:
        node["allOf"] = [{"$ref": node.pop("$ref")}]
    if node.get("default", ...) is None:
        del node["default"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    if isinstance(node, dict):
        yield node
        for below in list(node.values()):
            yield from _nodes(below)
    elif isinstance(node, list):
        for below in node:
            yield from _nodes(below)
