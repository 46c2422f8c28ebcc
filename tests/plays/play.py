"""A play-through in a file: what is said in a call, and what came of it.

    scenario: state-security-call
    language: ko
    seed: 1
    replies:
    - {says: "어느 부서입니까", does: [asks_identity]}   # understood
    - {says: "글쎄요", perhaps: [delays, pleads]}        # the NLU is in doubt
    - {says: "음"}                                       # nothing was understood
    - {says: "네", unread: true}                         # nobody was there to read it
    - {chooses: delays}                                  # a button; `none` is none of these
    - silence                                            # the time for a reply runs out
    - stop                                               # the exercise is left
    came to: …                                           # written by pytest --rewrite-plays

Everything above `came to` is written by people and kept as it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.core.engine import Chose, Left, Spoke, Stimulus, Waited, advance, start
from bot.core.events import Event
from bot.core.recording import from_record, to_record
from bot.core.scenario import Scenario
from bot.core.scoring import score
from bot.core.session import replay
from bot.core.snapshot import from_json, to_json
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.core.vocabulary import Vocabulary

FOLDER: Final = Path(__file__).parent
CAME_TO: Final = "came to:"
CERTAIN: Final = 0.9
DOUBTFUL: Final = 0.4

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Play:
    """A file of this folder, read."""

    path: Path
    scenario: str
    language: str
    seed: int
    stimuli: Sequence[Stimulus]
    came_to: Result | None


def plays() -> list[Path]:
    """Every play-through there is."""
    return sorted(FOLDER.glob("*.yaml"))


def read(path: Path) -> Play:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    stimuli = [_stimulus(reply) for reply in found["replies"]]
    came_to = found.get(CAME_TO.rstrip(":"))
    return Play(path, found["scenario"], found["language"], found["seed"], stimuli, came_to)


def write(play: Play, result: Result) -> None:
    """Put `result` under what people wrote."""
    text = play.path.read_text(encoding="utf-8")
    written = text.partition(f"\n{CAME_TO}")[0].rstrip("\n")
    lines = [f"  {key}: {_flow(value)}" for key, value in result.items() if key != "events"]
    events = [f"  - {_flow(event)}" for event in result["events"]]
    new = "\n".join([written, CAME_TO, *lines, "  events:", *events, ""])
    play.path.write_text(new, encoding="utf-8")


def run(play: Play, scenario: Scenario, vocabulary: Vocabulary) -> Result:
    """Play it, with everything saved and loaded again between every two replies."""
    events: Sequence[Event] = start(scenario, seed=play.seed, language=play.language)
    for stimulus in play.stimuli:
        scenario, events = from_json(to_json(scenario)), _reloaded(events)
        new = advance(scenario, replay(events), stimulus)
        assert new, f"{play.path.name}: the call is over before {stimulus}"
        events = [*events, *new]
    return _result(vocabulary, scenario, events)


def _stimulus(reply: Any) -> Stimulus:
    match reply:
        case "silence":
            return Waited()
        case "stop":
            return Left()
        case {"chooses": "none"}:
            return Chose(None)
        case {"chooses": str(act)}:
            return Chose(act)
        case {"says": str(text)}:
            return Spoke(text, _understanding(reply))
    raise AssertionError(f"this is no reply: {reply}")


def _understanding(how: Mapping[str, Any]) -> Understanding:
    match how:
        case {"does": [*acts]}:
            return Understood(tuple(Reading(act, CERTAIN) for act in acts))
        case {"perhaps": [*acts]}:
            return Unsure(tuple(Reading(act, DOUBTFUL) for act in acts))
        case {"unread": True}:
            return Unavailable()
    assert set(how) == {"says"}, f"this is no reply: {how}"
    return NotUnderstood()


def _reloaded(events: Sequence[Event]) -> list[Event]:
    text = json.dumps([to_record(event) for event in events])
    return [from_record(record) for record in json.loads(text)]


def _result(vocabulary: Vocabulary, scenario: Scenario, events: Sequence[Event]) -> Result:
    card = score(vocabulary, scenario, events)
    scored = {
        "ending": card.ending if card else None,
        "outcome": card.outcome.value if card else None,
        "total": card.total if card else None,
        "habits": {one.habit.value: one.percent for one in card.habits} if card else {},
    }
    return {**scored, "events": [_short(event) for event in events]}


def _short(event: Event) -> dict[str, Any]:
    """An event without the digest, which changes with every comma of the scenario."""
    record = to_record(event)
    record.pop("digest", None)
    if "readings" in record:
        record["readings"] = {one["act"]: one["confidence"] for one in record["readings"]}
    return record


def _flow(value: object) -> str:
    """JSON on one line, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)
