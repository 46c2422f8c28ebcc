"""Events as plain records and back: what the store, the replays and the play-throughs write.

A record is a JSON object with the event's fields and its name under "event". Reading a record
that is none raises ValueError.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from bot.core.events import Event
from bot.core.learning.quiz import QuizEvent

_Readers = Mapping[str, TypeAdapter[Any]]

_READERS: Final[_Readers] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Event)}
_QUIZ_READERS: Final[_Readers] = {kind.__name__: TypeAdapter(kind) for kind in get_args(QuizEvent)}


def to_record(event: Event) -> dict[str, Any]:
    """The record of an event of a drill, made of JSON's own types only."""
    return _written(event, _READERS)


def from_record(record: Mapping[str, Any]) -> Event:
    """The event of a drill that this is the record of."""
    event: Event = _read(record, _READERS)
    return event


def to_quiz_record(event: QuizEvent) -> dict[str, Any]:
    """The record of an event of a quiz, made of JSON's own types only."""
    return _written(event, _QUIZ_READERS)


def from_quiz_record(record: Mapping[str, Any]) -> QuizEvent:
    """The event of a quiz that this is the record of."""
    event: QuizEvent = _read(record, _QUIZ_READERS)
    return event


def _written(event: object, readers: _Readers) -> dict[str, Any]:
    name = type(event).__name__
    fields: dict[str, Any] = readers[name].dump_python(event, mode="json")
    return {"event": name, **fields}


def _read(record: Mapping[str, Any], readers: _Readers) -> Any:
    fields = dict(record)
    reader = readers.get(str(fields.pop("event", "")))
    if reader is None:
        raise ValueError("not the record of an event")
    return reader.validate_python(fields)
