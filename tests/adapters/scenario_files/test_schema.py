"""The JSON Schema that editors use: committed as generated, true to what `check` accepts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.adapters.scenario_files import as_text, replies_schema, schema
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import BROKEN, SCENARIOS

BESIDE = {"acts", "signs", "settings", "content", "contacts"}

SEEN = ["E201", "E202", "E204", "E205", "E206", "E207", "E212", "E301", "E302", "E303", "E304"]
SEEN += ["E305", "E311", "E317", "E318", "E319", "E401"]
"""The codes that an editor can underline too, since they need no second place of the file."""


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2): dates are texts, and so is `no`."""


EditorLoader.yaml_implicit_resolvers = {}
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), list("-+0123456789")
)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("$"), [""])


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), EditorLoader)


def all_files() -> list[Path]:
    files = [file for file in SCENARIOS.rglob("*.yaml") if file.stem not in BESIDE]
    return [file for file in files if not {"cards", "quizzes"} & {*file.parts}]


@pytest.mark.parametrize("name", ["scenario", "replies"])
def test_the_committed_schema_is_the_generated_one(name: str, vocabulary: Vocabulary) -> None:
    made = schema(vocabulary) if name == "scenario" else replies_schema(vocabulary)
    Draft7Validator.check_schema(made)
    committed = (SCENARIOS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == as_text(made), "run: scamdrill schema"


@pytest.mark.parametrize("file", all_files(), ids=lambda file: file.stem)
def test_it_accepts_every_file_of_the_project(file: Path, vocabulary: Vocabulary) -> None:
    data = load(file)
    made = replies_schema(vocabulary) if "replies" in data else schema(vocabulary)
    assert [error.message for error in Draft7Validator(made).iter_errors(data)] == []


@pytest.mark.parametrize("code", SEEN)
def test_it_refuses_what_check_refuses(code: str, vocabulary: Vocabulary) -> None:
    validator = Draft7Validator(schema(vocabulary))
    for file in BROKEN.glob(f"{code}-*.yaml"):
        if file.stem == "E317-wait-too-long":
            continue  # no pattern can count seconds
        assert list(validator.iter_errors(load(file))), file.name


def test_every_key_is_explained(vocabulary: Vocabulary) -> None:
    made = schema(vocabulary)
    texts = [made, *made["definitions"].values()]
    for node in texts:
        for key, below in node.get("properties", {}).items():
            if key not in ("ko", "en", "amount"):
                assert below.get("description"), key


def test_acts_and_signs_are_choices_with_their_meaning(vocabulary: Vocabulary) -> None:
    text = json.dumps(schema(vocabulary), ensure_ascii=False)
    for act in vocabulary.acts.values():
        assert act.id in text
        assert json.dumps(act.definition, ensure_ascii=False) in text
    for sign in vocabulary.signs.values():
        assert sign.shows["en"] in text
