"""Replies with their right answer, to be read by a model and compared."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from components.replies import Reply, load_replies


class CaseError(ValueError):
    """A line that is no case; the message tells which and why, without its words."""


@dataclass(frozen=True, slots=True)
class Case:
    """A reply with the acts that it does; `settled` are acts decided before any model is asked."""

    text: str
    acts: tuple[str, ...]
    lang: str | None = None
    context: str | None = None
    register: str | None = None
    boundary: str | None = None
    settled: tuple[str, ...] = ()

    def line(self) -> str:
        """As one line of JSON, without what is not known."""
        fields = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(fields, ensure_ascii=False)


def of_files(paths: Iterable[Path], acts: Collection[str]) -> list[Case]:
    """The cases of files of replies (.yaml) or of lines (.jsonl); ReplyDataError or CaseError."""
    cases: list[Case] = []
    for path in paths:
        if path.suffix in (".yaml", ".yml"):
            cases += [_of_reply(reply) for reply in load_replies([path], acts)]
        else:
            cases += of_lines(path.read_text(encoding="utf-8").split("\n"), acts)
    return cases


def of_lines(lines: Iterable[str], acts: Collection[str]) -> list[Case]:
    """The cases of lines such as {"text": ..., "lang": "ko", "context": ..., "acts": [...]}."""
    return list(_of_lines(lines, acts))


def _of_lines(lines: Iterable[str], acts: Collection[str]) -> Iterator[Case]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError:
            raise CaseError(f"line {number} is no JSON") from None
        if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
            raise CaseError(f'line {number} needs a "text"')
        yield Case(
            text=fields["text"],
            acts=_acts(fields.get("acts"), number, acts),
            lang=_one(fields, "lang"),
            context=_one(fields, "context"),
            register=_one(fields, "register"),
            boundary=_one(fields, "boundary"),
            settled=_acts(fields["settled"], number, acts) if "settled" in fields else (),
        )


def _acts(value: object, number: int, known: Collection[str]) -> tuple[str, ...]:
    # An act may stand as its id or, as `nlu parse` writes it, as an object with an id.
    given: Sequence[Any] = value if isinstance(value, list) else ()
    ids = tuple(one.get("id") if isinstance(one, dict) else one for one in given)
    if not ids:
        raise CaseError(f'line {number} needs the right "acts", a list of ids')
    for one in ids:
        if one not in known:
            raise CaseError(f"line {number}: there is no act {json.dumps(one)[:40]}")
    return tuple(map(str, ids))


def _one(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None


def _of_reply(reply: Reply) -> Case:
    return Case(reply.text, reply.acts, reply.lang, reply.caller, reply.register, reply.boundary)
