"""The JSON Schema (draft 7) of the files, for completion and hover help in editors."""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.adapters.scenario_files.fields import LONGEST_TEXT
from bot.adapters.scenario_files.models import CardModel, QuizModel, RepliesModel, ScenarioModel
from bot.adapters.scenario_files.parts import PROSE
from bot.core.checks.words import NOT_UNDERSTOOD
from bot.core.vocabulary import Vocabulary

Schema = dict[str, Any]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_LANGUAGE: Final = "^[a-z]{2}(-[A-Za-z]{2,4})?$"
_TEXT: Final = {"maxLength": LONGEST_TEXT, "minLength": 1, "type": "string"}
_BOTH: Final = {"ko": dict(_TEXT), "en": dict(_TEXT)}


def schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a scenario file, with every act, sign and habit as a choice."""
    return _with_words(bare_schema(ScenarioModel), vocabulary)


def replies_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a file of shared replies."""
    return _with_words(bare_schema(RepliesModel), vocabulary)


def card_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a knowledge card."""
    return _with_words(bare_schema(CardModel), vocabulary)


def quiz_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a form of the quiz."""
    return _with_words(bare_schema(QuizModel), vocabulary)


def as_text(schema: Schema) -> str:
    """The schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def bare_schema(model: type[BaseModel]) -> Schema:
    """The schema without the words of a vocabulary: which keys can stand where."""
    _, whole = models_json_schema([(model, "validation")], ref_template="#/definitions/{model}")
    definitions = whole["$defs"]
    top = definitions.pop(model.__name__)
    made = {"$schema": _DRAFT, **top, "definitions": definitions}
    for node in list(_nodes(made)):
        _tidy(node)
    return made


def _tidy(node: Schema) -> None:
    """What editors expect instead of pydantic's habits."""
    if isinstance(node.get("title"), str):
        del node["title"]
    if node.get("default", ...) in (None, [], {}):
        del node["default"]
    null: Schema = {"type": "null"}
    if null in node.get("anyOf", []):
        others = [one for one in node.pop("anyOf") if one != null]
        node.update(others[0] if len(others) == 1 else {"anyOf": others})
    if "$ref" in node and len(node) > 1:
        node["allOf"] = [{"$ref": node.pop("$ref")}]
    if "oneOf" in node:
        waiting, ending = node.pop("oneOf")
        node.update({"if": {"required": ["ends"]}, "then": ending, "else": waiting})
    if PROSE in node.get("properties", {}):
        del node["properties"][PROSE]
        node["required"].remove(PROSE)
        _speak(node)
    elif node.get("additionalProperties") == _TEXT:
        node["additionalProperties"] = False
        node.pop("propertyNames", None)
        _speak(node)


def _speak(node: Schema) -> None:
    """Let every language stand here, Korean and English being required."""
    node["properties"] = {**deepcopy(_BOTH), **node.get("properties", {})}
    node["patternProperties"] = {_LANGUAGE: dict(_TEXT)}
    node["required"] = [*_BOTH, *node.get("required", [])]


def _with_words(bare: Schema, vocabulary: Vocabulary) -> Schema:
    made = deepcopy(bare)
    acts = {name: act.definition for name, act in vocabulary.acts.items()}
    titles = {name: title["en"] for name, title in vocabulary.controls.items()}
    signs = {name: sign.shows["en"] for name, sign in vocabulary.signs.items()}
    below: Mapping[str, Callable[[Schema], None]] = {
        "signs": lambda node: node.update(items=_choice(signs)),
        "teaches": lambda node: node.update(items=_choice(signs)),
        "acts": lambda node: node.update(items=_choice(acts)),
        "if trainee": lambda node: _replace(node, {"$ref": "#/definitions/Answers"}),
        "setting": lambda node: node.update(_choice(_english(vocabulary.settings))),
        "content": lambda node: node.update(items=_choice(_english(vocabulary.content))),
        "tests": lambda node: node["additionalProperties"]["additionalProperties"].update(
            items=_choice({**acts, **titles, NOT_UNDERSTOOD: "Nobody could read this."})
        ),
    }
    for node in list(_nodes(made)):
        for key, fill in below.items():
            if key in node.get("properties", {}):
                fill(node["properties"][key])
    made["definitions"]["Answers"] = _answers(acts)
    return made


def _answers(acts: Mapping[str, str]) -> Schema:
    answer = {"$ref": "#/definitions/AnswerModel"}
    properties = {name: {"description": text, "allOf": [answer]} for name, text in acts.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _replace(node: Schema, reference: Schema) -> None:
    description = node["description"]
    node.clear()
    node.update({"description": description, "allOf": [reference]})


def _choice(meanings: Mapping[str, str]) -> Schema:
    return {"enum": list(meanings), "enumDescriptions": list(meanings.values())}


def _english(titles: Mapping[str, Any]) -> dict[str, str]:
    return {name: title["en"] for name, title in titles.items()}


def _nodes(node: Any) -> Iterator[Schema]:
    """Every schema within a schema."""
    if isinstance(node, dict):
        yield node
        for below in list(node.values()):
            yield from _nodes(below)
    elif isinstance(node, list):
        for below in node:
            yield from _nodes(below)
