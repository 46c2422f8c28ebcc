"""`scamdrill nlu`: train the model, serve it, and read replies with it as the bot would."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from subprocess import PIPE
from typing import Any, Final, TextIO

from bot.bootstrap import NLU_FOLDER, library_of, nlu_of, wait_for
from bot.config import Config
from bot.conversation.reading import read
from bot.core.redaction import redact
from bot.core.stopping import is_stop
from bot.core.understanding import NotUnderstood, Reading, Understanding, Understood
from bot.core.vocabulary import UNCLEAR, WANTS_TO_STOP
from bot.errors import NluFailed, WrongUse
from bot.ports import Nlu

AT_ONCE: Final = 4
"""Questions under way at the same time: enough to keep the server's threads busy."""

PATHS: Final = ("--model", "--against", "--html", "--docs")
"""Options of `evaluate` that name a file."""

PATIENCE: Final = 30.0
"""Seconds for one reply; here nobody waits in a conversation."""


def in_nlu(*command: str, **given: str) -> int:
    """Run a command of the NLU project in its own environment; its exit status.

    `input` is what it reads from standard input, if it is given.
    """
    return _run(*command, **given).returncode


def evaluate(file: Path, options: Sequence[str]) -> int:
    """Measure what the bot would make of the replies in `file`; 1 if worse than another model.

    The words that end the exercise and the masking of numbers come before the model, as in a drill.
    Errors: WrongUse for a file that cannot be read.
    """
    listed = _run("components.evaluate", "--as-lines", str(file.resolve()), stdout=PIPE)
    if listed.returncode:
        return listed.returncode
    lines = filter(None, listed.stdout.split("\n"))
    cases = "\n".join(_as_heard(json.loads(line)) for line in lines)
    return _run("components.evaluate", "-", *_from_here(options), input=cases).returncode


def _as_heard(case: dict[str, Any]) -> str:
    settled = {"settled": [WANTS_TO_STOP]} if is_stop(case["text"]) else {}
    return json.dumps({**case, "text": redact(case["text"]), **settled})


def _from_here(options: Sequence[str]) -> list[str]:
    """Paths mean what they mean where the command was typed; the NLU runs in its own folder."""
    named = zip(["", *options], options, strict=False)
    return [str(Path(one).resolve()) if before in PATHS else one for before, one in named]


def _run(*command: str, **given: Any) -> subprocess.CompletedProcess[str]:
    python = NLU_FOLDER / ".venv" / "bin" / "python"
    if not python.exists():
        raise NluFailed("The NLU is not set up. Run: make nlu")
    return subprocess.run(  # noqa: S603 - our own commands
        [python, "-m", *command], cwd=NLU_FOLDER, check=False, text=True, encoding="utf-8", **given
    )


async def parse(config: Config, source: TextIO) -> None:
    """Write every line of `source` again with the acts that the bot would act on.

    Errors: WrongUse for a line that is no JSON object with a text; NluFailed.
    """
    config = patient(config)
    async with AsyncExitStack() as stack:
        nlu = await stack.enter_async_context(nlu_of(config, library_of(config).vocabulary))
        await wait_for(nlu, config)
        async for item in _in_order(nlu, _items(source)):
            sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")


def patient(config: Config) -> Config:
    """The settings with more time for each reply."""
    nlu = config.nlu.model_copy(update={"timeout_seconds": PATIENCE})
    return config.model_copy(update={"nlu": nlu})


def acts_of(understanding: Understanding) -> list[dict[str, Any]]:
    """What the bot would act on: sure readings, or that nothing can be read; no doubts."""
    match understanding:
        case Understood(readings=readings):
            return [{"id": one.act, "confidence": one.confidence} for one in readings]
        case NotUnderstood(confidence=confidence):
            return [{"id": UNCLEAR, "confidence": confidence}]
        case _:
            return []


def _items(source: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise WrongUse(f"Line {number} is no JSON: {error}.") from None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise WrongUse(f'Line {number} needs the form {{"text": "...", "lang": "ko"}}.')
        yield item


async def _in_order(nlu: Nlu, items: Iterable[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    """The items with their acts, in order, some of them asked for at the same time."""
    waiting: list[asyncio.Task[dict[str, Any]]] = []
    for item in items:
        waiting.append(asyncio.create_task(_with_acts(nlu, item)))
        if len(waiting) >= AT_ONCE:
            yield await waiting.pop(0)
    for task in waiting:
        yield await task


async def _with_acts(nlu: Nlu, item: dict[str, Any]) -> dict[str, Any]:
    language, context = item.get("lang"), item.get("context")
    found: Understanding = Understood((Reading(WANTS_TO_STOP, 1.0),))
    if not is_stop(item["text"]):
        found = await read(
            nlu,
            redact(item["text"]),
            language if isinstance(language, str) else None,
            context if isinstance(context, str) else None,
        )
    return {**item, "acts": acts_of(found)}
