"""`scamdrill nlu candidates`: corrections that people filed, looked through, taken or dropped."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from bot.bootstrap import opened_store
from bot.commands.nlu import in_nlu
from bot.config import Config, Secrets
from bot.core.vocabulary import UNCLEAR
from bot.errors import WrongUse
from bot.ports import Candidate, Store

NAME_LENGTH: Final = 8
FROM_HERE: Final = "-"
"""The file that the NLU reads the candidates from: its standard input, so that none is on disk."""


def of_file(file: Path, action: str, arguments: Sequence[str]) -> int:
    """`list`, `accept` or `drop` of a file of lines; the exit status."""
    return in_nlu("components.candidates", action, str(file.resolve()), *arguments)


async def of_store(config: Config, known: Secrets, action: str, arguments: Sequence[str]) -> int:
    """`list`, `accept` or `drop` of what people filed; the exit status. Errors: WrongUse."""
    match action:
        case "accept":
            return await accept_candidates(config, known, arguments)
        case "drop":
            return await drop_candidates(config, known, arguments)
        case _:
            return await list_candidates(config, known)


async def list_candidates(config: Config, known: Secrets) -> int:
    """Print every candidate: name, day, where, reply, what was read and what it is; 0."""
    async with opened_store(config, known) as store:
        for name, one in _named(await store.candidates()).items():
            read, right = (", ".join(acts) or UNCLEAR for acts in (one.read, one.acts))
            place = f"{one.scenario}/{one.state} {one.language}"
            said = json.dumps(one.text, ensure_ascii=False)
            click.echo(f"{name}  {one.at:%Y-%m-%d}  {place}  {said}  {read} -> {right}")
        return 0


async def accept_candidates(config: Config, known: Secrets, arguments: Sequence[str]) -> int:
    """Take the named candidates into the replies, and out of the database; the status of the NLU.

    `arguments` are names, then the options of the NLU's own command. Errors: WrongUse.
    """
    names, options = _parted(arguments)
    async with opened_store(config, known) as store:
        chosen = await _chosen(store, names)
        lines = "".join(f"{_line(one)}\n" for one in chosen)
        status = in_nlu("components.candidates", "accept", FROM_HERE, *options, input=lines)
        if not status:
            await _drop(store, chosen)
        return status


async def drop_candidates(config: Config, known: Secrets, names: Sequence[str]) -> int:
    """Erase the named candidates; 0. Errors: WrongUse."""
    async with opened_store(config, known) as store:
        chosen = await _chosen(store, names)
        await _drop(store, chosen)
        click.echo(f"{len(chosen)} dropped")
        return 0


def _parted(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    first = next((at for at, one in enumerate(arguments) if one.startswith("-")), len(arguments))
    return list(arguments[:first]), list(arguments[first:])


async def _chosen(store: Store, names: Sequence[str]) -> list[Candidate]:
    known = _named(await store.candidates())
    if not names or any(name not in known for name in names):
        raise WrongUse("There is no candidate of that name. See: scamdrill nlu candidates list")
    return [known[name] for name in dict.fromkeys(names)]


async def _drop(store: Store, chosen: Sequence[Candidate]) -> None:
    for one in chosen:
        await store.drop_candidate(one)


def _named(candidates: Sequence[Candidate]) -> Mapping[str, Candidate]:
    """Each by a name that stays the same as long as nobody corrects it again."""
    return {_name(one): one for one in candidates}


def _name(one: Candidate) -> str:
    told = "\0".join((one.key, one.text, *one.acts, one.at.isoformat()))
    return hashlib.sha256(told.encode()).hexdigest()[:NAME_LENGTH]


def _line(one: Candidate) -> str:
    acts = list(one.acts or (UNCLEAR,))
    fields = {"text": one.text, "lang": one.language, "acts": acts}
    return json.dumps(fields, ensure_ascii=False)
