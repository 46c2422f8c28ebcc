"""Events and scenarios as JSON and back."""

import dataclasses
import inspect
import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import events
from bot.core.events import Event
from bot.core.recording import from_record, to_record
from bot.core.scenario import Scenario
from bot.core.session import after, replay
from bot.core.snapshot import from_json, to_json
from bot.core.understanding import Reading
from tests.building import genuine, small
from tests.core.strategies import scenarios

KINDS: tuple[type[Any], ...] = get_args(Event)

READING = {"act": "delays", "confidence": 0.9}
RECORDS: list[dict[str, Any]] = [
    {
        "event": "DrillStarted",
        "scenario": "a-call",
        "digest": "d",
        "role": "called",
        "language": "ko",
        "seed": 1,
    },
    {"event": "CallerSpoke", "state": "opening", "line": 0, "said": "nudge"},
    {
        "event": "Replied",
        "state": "opening",
        "text": "내일 하겠습니다",
        "readings": [READING],
        "by": "words",
    },
    {"event": "WasNotUnderstood", "state": "opening", "text": None},
    {
        "event": "MeaningAsked",
        "state": "opening",
        "text": "음",
        "options": ["delays"],
        "doubt": "nlu_away",
    },
    {"event": "HelpAsked", "state": "opening"},
    {"event": "StayedSilent", "state": "opening"},
    {"event": "DrillEnded", "state": "checked"},
    {"event": "DrillStopped"},
    {"event": "FeelingTold", "feeling": "shaken"},
    {"event": "RehearsalStarted", "turn": 2},
    {"event": "Rehearsed", "turn": 2, "text": "네", "readings": [READING], "protects": True},
    {"event": "Closed"},
    {
        "event": "Judged",
        "turn": 1,
        "verdict": "changed",
        "acts": ["delays"],
        "by": "f1",
        "reason": "he asks for time",
    },
]
"""One of each as it stands in databases out there: these must always be readable."""

named = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def test_every_event_of_the_module_is_in_the_union() -> None:
    written = {
        one
        for _, one in inspect.getmembers(events, inspect.isclass)
        if dataclasses.is_dataclass(one) and one.__module__ == events.__name__
    }
    assert written == set(KINDS)


def test_every_kind_has_a_record_here() -> None:
    assert {record["event"] for record in RECORDS} == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record["event"]))
def test_a_record_of_an_earlier_day_is_read_and_written_the_same(record: dict[str, Any]) -> None:
    event = from_record(record)
    assert type(event).__name__ == record["event"]
    assert to_record(event) == record


@named
@given(data=st.data())
def test_every_event_survives_its_record(kind: type[Any], data: st.DataObject) -> None:
    st.register_type_strategy(Reading, st.builds(Reading, st.text(), st.floats(0, 1)))
    event = data.draw(st.from_type(kind))
    assert from_record(json.loads(json.dumps(to_record(event)))) == event


@named
def test_the_session_knows_what_every_kind_of_event_means(kind: type[Any]) -> None:
    started, *rest = (from_record(record) for record in RECORDS)
    (event,) = [from_record(one) for one in RECORDS if one["event"] == kind.__name__]
    session = replay([started])
    assert event == started or after(session, event) is not None
    assert rest


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"event": "Unknown"},
        {"event": "DrillEnded"},
        {"event": "DrillEnded", "state": 5},
        {"event": None},
        {"event": "FeelingTold", "feeling": "angry"},
        {"state": "opening"},
    ],
    ids=str,
)
def test_what_is_no_record_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_record(record)


@pytest.mark.parametrize("scenario", [small(), small("north"), genuine()], ids=["s", "n", "g"])
def test_a_scenario_survives_its_snapshot(scenario: Scenario) -> None:
    assert from_json(to_json(scenario)) == scenario


@given(scenarios())
def test_any_scenario_survives_its_snapshot(scenario: Scenario) -> None:
    assert from_json(to_json(scenario)) == scenario


@given(scenarios())
def test_a_snapshot_keeps_the_order_of_the_answers_for_the_first_decides(
    scenario: Scenario,
) -> None:
    again = from_json(to_json(scenario))
    for state in scenario.states:
        assert list(again.exits(state)) == list(scenario.exits(state))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"id": 1}', "not json"])
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)
