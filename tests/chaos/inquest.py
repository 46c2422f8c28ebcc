"""What should have happened to one person, and what did.

The same messages are played once more, calmly, by the product's own conversation with the same
seeds and the same understanding of every reply. Every event that was kept and every message that
was received must then be the same.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from telegram import Update

from bot.adapters.memory import FakeClock, MemoryStore
from bot.adapters.sqlite import SqliteStore, Vault, load_key
from bot.adapters.telegram.channel import split
from bot.adapters.telegram.incoming import CHANNEL, to_message
from bot.bootstrap import assemble
from bot.config import Config
from bot.conversation import Conversation
from bot.core.events import (
    By,
    Closed,
    Doubt,
    DrillStarted,
    DrillStopped,
    Event,
    Feeling,
    FeelingTold,
    HelpAsked,
    MeaningAsked,
    Rehearsed,
    Replied,
)
from bot.core.understanding import (
    NotUnderstood,
    Reading,
    Unavailable,
    Understanding,
    Understood,
    Unsure,
)
from bot.core.vocabulary import ASKS_FOR_HELP, WANTS_TO_STOP
from bot.ports import Address, Library, Message, Reply
from tests.bot_api.updates import Json

BETWEEN: Final = timedelta(seconds=30)


@dataclass(slots=True)
class Findings:
    """Of one person, or of all of them added up."""

    turns: int = 0
    drills: int = 0
    events: int = 0
    replies: int = 0
    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    repeated: int = 0
    """Messages that came a second time right after the first, as after a kill they may."""
    misread: int = 0
    """Replies in words with other acts than the NLU knows for them."""
    notes: list[str] = field(default_factory=list)
    """What was found, without anybody's words."""

    def add(self, other: "Findings") -> None:
        for name in ("turns", "drills", "events", "replies", "lost", "doubled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("disordered", "repeated", "misread"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes.extend(other.notes)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.doubled or self.disordered or self.misread)


Drills = Sequence[tuple[str, Sequence[Event]]]
"""Sessions by id with their events, in the order in which they began."""


class Kept:
    """What the bot left in its store, read with its own code."""

    def __init__(self, config: Config) -> None:
        self._path: Path = config.store.path
        self._vault = Vault(load_key(config.store.key_file))
        self.store = SqliteStore(self._path, self._vault)

    async def drills(self, who: Address) -> Drills:
        name = self._vault.pseudonym(who.channel, who.id)
        sql = "SELECT id FROM sessions WHERE trainee = ? ORDER BY rowid"
        with sqlite3.connect(self._path) as file:
            ids = [id_ for (id_,) in file.execute(sql, [name])]
        return [(id_, await self.store.events(id_)) for id_ in ids]


class _Remembering:
    """An NLU that understands a reply as it was understood the first time."""

    ready = True

    def __init__(self, store: MemoryStore, who: Address, drills: Drills) -> None:
        self._store = store
        self._who = who
        self._drills = dict(drills)

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        drill = (await self._store.trainee(self._who)).drill or ""
        then = self._drills.get(drill, ())[len(await self._store.events(drill)) :]
        return _understanding(then[0]) if then else NotUnderstood()


def _understanding(event: Event) -> Understanding:
    """How a reply was understood from which this event followed."""
    match event:
        case Replied(readings=readings, by=By.WORDS):
            return Understood(readings)
        case Rehearsed(readings=readings) if readings:
            return Understood(readings)
        case MeaningAsked(doubt=Doubt.NLU_AWAY):
            return Unavailable()
        case MeaningAsked(doubt=Doubt.UNSURE, options=options):
            return Unsure(tuple(Reading(act, 0.5) for act in options))
        case HelpAsked():
            return Understood((Reading(ASKS_FOR_HELP, 1.0),))
        case DrillStopped() | Closed() | FeelingTold(feeling=Feeling.SHAKEN):
            return Understood((Reading(WANTS_TO_STOP, 1.0),))
    return NotUnderstood()


class _Listener:
    """A channel that keeps each reply as the messages it makes."""

    def __init__(self) -> None:
        self.replies: list[list[str]] = []

    async def send(self, address: Address, reply: Reply) -> None:
        self.replies.append(list(split(reply.html)))


async def calm_run(
    config: Config, library: Library, who: Address, messages: Sequence[Message], drills: Drills
) -> tuple[list[list[str]], Drills]:
    """The replies and drills of somebody to whom nothing went wrong."""
    store, channel, clock = MemoryStore(), _Listener(), FakeClock()
    program = assemble(config, library, store, _Remembering(store, who, drills), channel, seed=None)
    begun: list[str] = []

    def seed() -> int:
        started = drills[len(begun)][1][0]
        assert isinstance(started, DrillStarted)
        return started.seed

    def new_id() -> str:
        begun.append(drills[len(begun)][0])
        return begun[-1]

    tools = replace(program.tools, seed=seed, new_id=new_id, clock=clock)
    conversation = Conversation(tools, program.delivery)
    for message in messages:
        clock.pass_(BETWEEN.total_seconds())
        await conversation.handle(message)
        await program.delivery.idle()
    return channel.replies, [(id_, await store.events(id_)) for id_ in begun]


async def examine(
    kept: Kept,
    config: Config,
    library: Library,
    chat: int,
    updates: Sequence[Json],
    received: Sequence[str],
    knows: Mapping[str, tuple[str, ...]] | None,
) -> Findings:
    """Compare what this person did, what is kept of it, and what they received."""
    who = Address(CHANNEL, str(chat))
    messages = list(_messages(updates, chat))
    drills = await kept.drills(who)
    found = Findings(turns=len(messages), drills=len(drills))
    found.events = sum(len(events) for _, events in drills)
    for message in messages:
        if not await kept.store.seen(message.key):
            found.lost += 1
            found.notes.append(f"{chat}: {message.key} was never taken")
    try:
        expected, right = await calm_run(config, library, who, messages, drills)
    except IndexError:
        found.lost += 1
        found.notes.append(f"{chat}: a drill is missing")
        return found
    found.replies = sum(map(len, expected))
    _compare_drills(found, chat, drills, right)
    _compare_replies(found, chat, expected, received)
    if knows is not None:
        _compare_readings(found, chat, drills, knows)
    if await kept.store.unsent(who):
        found.lost += 1
        found.notes.append(f"{chat}: a reply was never sent")
    return found


def _messages(updates: Sequence[Json], chat: int) -> Iterator[Message]:
    for one in updates:
        update = Update.de_json(one, None)
        message = to_message(update) if update else None
        if message and message.sender.id == str(chat):
            yield message


def _compare_drills(found: Findings, chat: int, kept: Drills, right: Drills) -> None:
    """Every event once and in its place."""
    if len(kept) > len(right):
        found.doubled += len(kept) - len(right)
        found.notes.append(f"{chat}: {len(kept)} drills are kept where {len(right)} were begun")
    for (id_, events), (_, expected) in zip(kept, right, strict=False):
        if list(events) == list(expected):
            continue
        missing = len(expected) - len(events)
        found.lost += max(0, missing)
        found.doubled += max(0, -missing)
        found.disordered += missing == 0
        place = next(
            (n for n, pair in enumerate(zip(events, expected, strict=False)) if pair[0] != pair[1]),
            min(len(events), len(expected)),
        )
        kinds = [type(all_[place]).__name__ for all_ in (events, expected) if place < len(all_)]
        found.notes.append(f"{chat}: drill {id_} differs at event {place}: {kinds}")


def _compare_replies(
    found: Findings, chat: int, expected: Sequence[Sequence[str]], received: Sequence[str]
) -> None:
    """Every message at least once and in order; only the last one may have come again."""
    flat = [(reply, piece) for reply, pieces in enumerate(expected) for piece in pieces]
    place = 0
    for number, text in enumerate(received):
        if place < len(flat) and flat[place][1] == text:
            place += 1
        elif place and text in expected[flat[place - 1][0]]:
            found.repeated += 1
        elif any(text == piece for _, piece in flat[place:]):
            further = next(n for n, (_, piece) in enumerate(flat[place:]) if piece == text)
            found.lost += further
            found.notes.append(f"{chat}: {further} messages missing before message {number}")
            place += further + 1
        elif any(text == piece for _, piece in flat[:place]):
            found.doubled += 1
            found.notes.append(f"{chat}: message {number} came again later")
        else:
            found.disordered += 1
            found.notes.append(f"{chat}: message {number} belongs to nothing")
    if place < len(flat):
        found.lost += len(flat) - place
        found.notes.append(f"{chat}: {len(flat) - place} messages missing at the end")


def _compare_readings(
    found: Findings, chat: int, drills: Drills, knows: Mapping[str, tuple[str, ...]]
) -> None:
    for _, events in drills:
        for event in events:
            if isinstance(event, Replied) and event.by is By.WORDS and event.text:
                acts = tuple(reading.act for reading in event.readings)
                if acts != knows.get(event.text.rpartition(",")[0], acts):
                    found.misread += 1
                    found.notes.append(f"{chat}: a reply has the acts of another")
