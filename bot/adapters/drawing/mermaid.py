"""The picture of a scenario as Mermaid text, for wikis and pages that draw it themselves."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.adapters.drawing.plan import Box, Plan
from bot.adapters.drawing.svg import COLOURS, wrap
from bot.core.scenario import Outcome

BREADTH: Final = 32
"""Columns of a label before it is broken."""

SHAPES: Final[Mapping[Outcome | None, tuple[str, str]]] = {
    None: ("[", "]"),
    Outcome.SAFE: ("([", "])"),
    Outcome.OPEN: ("[[", "]]"),
    Outcome.HARMED: ("{{", "}}"),
    Outcome.MISSED: ("[/", "\\]"),
}
"""Brackets of each outcome: it shows by shape as well as by colour."""


def mermaid(plan: Plan) -> str:
    """The picture as a Mermaid flowchart; states get short names, since ids may be any word."""
    names = {box.id: f"s{number}" for number, box in enumerate(plan.boxes)}
    lines = ["---", f"title: {_quoted(plan.title)}", "---", "flowchart LR"]
    lines += [f"  {names[box.id]}{_label(box)}" for box in plan.boxes]
    for box in plan.boxes:
        for row in box.rows:
            label = _broken("\u00a0· ".join(row.labels))
            lines.append(f"  {names[box.id]} -->|{label}| {names[row.goal]}")
    return "\n".join([*lines, *_classes(plan, names)]) + "\n"


def _label(box: Box) -> str:
    opening, closing = SHAPES[box.outcome]
    head = f"<b>{_safe(box.id)}</b><br/>"
    note = f"<br/><i>{_safe(box.note)}</i>" if box.note else ""
    body = _broken(box.text)[1:-1]
    return f'{opening}"{head}{body}{note}"{closing}'


def _classes(plan: Plan, names: Mapping[str, str]) -> Iterator[str]:
    for outcome, (line, ground) in COLOURS.items():
        members = [names[box.id] for box in plan.boxes if box.outcome is outcome]
        if members:
            yield f"  classDef {outcome.value} fill:{ground},stroke:{line},stroke-width:2px"
            yield f"  class {','.join(members)} {outcome.value}"


def _broken(text: str) -> str:
    return '"' + "<br/>".join(_safe(line) for line in wrap(text, BREADTH)) + '"'


def _safe(text: str) -> str:
    """Nothing of an author's text ends a label or becomes markup."""
    marks = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "`": "#96;"}
    return "".join(marks.get(letter, letter) for letter in text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'") + '"'
