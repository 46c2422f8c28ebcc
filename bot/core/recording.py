"""Events as plain records and back: what the store, the replays and the play-throughs write.

A record is a JSON object with the event's fields and its name under "event". Reading a record
that is none raises ValueError.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from bot.core.events import Event

_READERS: Final[Mapping[str, TypeAdapter[Any]]] = {
    kind.__name__: TypeAdapter(kind) for kind in get_args(Event)
}


def to_record(event: Event) -> dict[str, Any]:
    """The record of an event, made of JSON's own types only."""
    name = type(event).__name__
    fields: dict[str, Any] = _READERS[name].dump_python(event, mode="json")
    return {"event": name, **fields}


def from_record(record: Mapping[str, Any]) -> Event:
    """The event of a record."""
    fields = dict(record)
    reader = _READERS.get(str(fields.pop("event", "")))
    if reader is None:
        raise ValueError("not the record of an event")
    event: Event = reader.validate_python(fields)
    return event
