"""The door through which every message comes, one at a time for each person."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final
from weakref import WeakValueDictionary

from bot.conversation import aftermath, desk, drill, lobby, refreshing, wishes
from bot.conversation.delivery import Delivery
from bot.conversation.flood import Flood, Hearing
from bot.conversation.talk import Drill, Talk, Tools, app_language
from bot.core.events import Role
from bot.core.scenario import Scenario
from bot.core.session import Phase, replay
from bot.errors import StoreFailed, Unreadable
from bot.ports import (
    Address,
    Attachment,
    Command,
    Content,
    Document,
    Duty,
    Message,
    Reply,
    TimeUp,
    Trainee,
)

log = logging.getLogger(__name__)

SNAPSHOTS_KEPT: Final = 128
"""Scenarios held in memory: more than are played at a time, however many authors send."""


class Conversation:
    """Answers messages. Each is saved whole before a word of the answer is sent.

    With a `flood`, whoever writes more than anybody can read is asked to slow down.
    """

    def __init__(self, tools: Tools, delivery: Delivery, flood: Flood | None = None) -> None:
        self._tools = tools
        self._delivery = delivery
        self._flood = flood
        self._locks: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()
        self._waiting: set[Address] = set()
        """Whose message could not be saved and will come again."""
        self._snapshots: dict[str, Scenario] = {}

    async def handle(self, message: Message) -> None:
        """Answer one message; one that was handled before changes nothing.

        Errors: `bot.errors.StoreFailed`, with nothing changed; the message may be handled again.
        """
        lock = self._locks.setdefault(message.sender, asyncio.Lock())
        async with lock:
            if isinstance(message.content, TimeUp):
                saved = message.sender not in self._waiting and await self._take(message)
            else:
                saved = await self._take_words(message)
        if saved:
            self._delivery.wake(message.sender)

    async def _take_words(self, message: Message) -> bool:
        """As `_take`; whoever wrote what could not be saved yet is not silent until it is."""
        self._waiting.discard(message.sender)
        try:
            return await self._take(message)
        except StoreFailed:
            self._waiting.add(message.sender)
            raise

    async def _take(self, message: Message) -> bool:
        """Save the step that follows from a message; False where there is none."""
        store = self._tools.store
        if await store.seen(message.key):
            return False
        talk = await self._arrived(message)
        hearing = self._hearing(talk)
        if hearing is Hearing.IGNORE:
            return False
        heard = hearing is Hearing.HEAR
        if heard and wishes.forgets(talk):  # before anything of theirs is read: it may be damaged
            await self._forget(talk)
            return False
        try:
            talk = await self._resumed(talk)
            if _void(talk):
                return False
            talk = await self._answer(talk) if heard else _asked_to_wait(talk, hearing)
        except Unreadable as error:
            log.error("a record is put aside: %s", error)  # noqa: TRY400 - no traceback for people
            talk = _put_aside(talk)
        await store.save(message.sender, talk.step())
        return True

    async def is_author(self, sender: Address) -> bool:
        """Whether this person may use the desk, so that a file of theirs is worth fetching.

        Errors: `bot.errors.StoreFailed`.
        """
        if self._tools.examiner is None:
            return False
        return Duty.AUTHOR in await self._tools.store.duties(sender)

    async def fall_silent(self, key: str, sender: Address) -> bool:
        """Let the silence timer of the person's call run out now; False if no call is running."""
        trainee = await self._tools.store.trainee(sender)
        running = await self._drill(trainee)
        if running is None or running.session.phase is not Phase.CALLING:
            return False
        await self.handle(Message(key, sender, TimeUp(running.id, running.saved)))
        return True

    async def remind(self, sender: Address) -> bool:
        """Remind a person of a call that is worth repeating now; False if there is none.

        Errors: `bot.errors.StoreFailed`, with nothing changed.
        """
        lock = self._locks.setdefault(sender, asyncio.Lock())
        async with lock:
            trainee, now = await self._tools.store.trainee(sender), self._tools.clock.now()
            running = await self._drill(trainee)
            calling = running and running.session.phase is Phase.CALLING
            if calling or trainee.quiz:
                return False
            key = _once_a_day(trainee, now)
            message = Message(key, sender, Command(refreshing.REMINDERS))
            talk = await refreshing.reminded(Talk(self._tools, message, trainee, now))
            if talk is None or not await self._tools.store.save(sender, talk.step()):
                return False
        self._delivery.wake(sender)
        return True

    async def begin_drill(self, message: Message, scenario: Scenario) -> str:
        """Start a drill straight away, as `scamdrill play` does; the id of its session.

        Whether the person consents is for the caller to know.
        """
        talk = drill.begin(await self._arrived(message), scenario, Role.CALLED)
        await self._tools.store.save(message.sender, talk.step())
        self._delivery.wake(message.sender)
        assert talk.drill is not None
        return talk.drill.id

    async def _arrived(self, message: Message) -> Talk:
        """The talk before anything but the person is known."""
        trainee = await self._tools.store.trainee(message.sender)
        if message.language and not trainee.language:
            trainee = replace(trainee, language=app_language(message.language))
        return Talk(self._tools, message, trainee, self._tools.clock.now())

    async def _resumed(self, talk: Talk) -> Talk:
        """The talk in the drill that the person is in, if any. Errors: Unreadable."""
        found = await self._drill(talk.trainee)
        return talk.in_drill(found) if found else talk

    def _hearing(self, talk: Talk) -> Hearing:
        """Whether the message is heard; one word always leads out of a drill or a quiz."""
        content, sender = talk.message.content, talk.message.sender
        if self._flood is None or isinstance(content, TimeUp):
            return Hearing.HEAR
        in_drill = talk.trainee.drill is not None
        if (in_drill or talk.trainee.quiz) and wishes.stops(content):
            return Hearing.HEAR
        hearing = self._flood.from_one(sender, talk.at)
        if hearing is Hearing.HEAR and not in_drill:
            return self._flood.from_all(sender, talk.at)
        return hearing

    async def _drill(self, trainee: Trainee) -> Drill | None:
        if trainee.drill is None:
            return None
        events = tuple(await self._tools.store.events(trainee.drill))
        if not events:
            return None
        session = replay(events)
        scenario = await self._snapshot(session.digest)
        if scenario is None or session.phase is Phase.CLOSED:
            return None
        return Drill(trainee.drill, scenario, events, session, saved=len(events))

    async def _snapshot(self, digest: str) -> Scenario | None:
        found = self._snapshots.pop(digest, None) or await self._tools.store.snapshot(digest)
        if found is None:
            return None
        self._snapshots[digest] = found
        while len(self._snapshots) > SNAPSHOTS_KEPT:
            self._snapshots.pop(next(iter(self._snapshots)))
        return found

    async def _answer(self, talk: Talk) -> Talk:
        if desk.concerns(talk) and not wishes.leaves(talk.message.content):
            if await self.is_author(talk.message.sender):
                return await desk.answer(talk)
            talk = desk.sent_away(talk)
        content, running = _unfetched(talk.message.content), talk.drill
        if isinstance(content, Command):
            return await self._command(talk, content)
        if running is None:
            return await lobby.answer(talk, content)
        if wishes.leaves(content):
            return _undisturbed(await lobby.answer(talk, content), running)
        if running.session.phase is Phase.CALLING:
            return await drill.answer(talk, running, content)
        return await aftermath.answer(talk, running, content)

    async def _command(self, talk: Talk, order: Command) -> Talk:
        running = talk.drill
        if running and order.name == "stop":
            calling = running.session.phase is Phase.CALLING
            return drill.stop(talk, running) if calling else aftermath.close(talk, running)
        repeats = order.name == "start" and not order.rest
        if running and repeats and running.session.phase is Phase.CALLING:
            return drill.repeat(talk, running)
        answered = await lobby.command(talk, order)
        return _undisturbed(answered, running) if running else answered

    async def _forget(self, talk: Talk) -> None:
        done = talk.words.gettext("Done. Everything that was kept about you is erased.")
        said = talk.page("declined") if talk.message.content == wishes.NO else done
        await self._tools.store.forget(talk.message.sender)
        await self._delivery.send_unkept(talk.message.sender, Reply(said))
        await self._tools.store.note(talk.message.key, talk.at)


def _once_a_day(trainee: Trainee, now: datetime) -> str:
    """The key of a reminder; it outlasts the person in the store, so that it names nobody."""
    whose = sha256(f"{trainee.id}:{now.date().isoformat()}".encode()).hexdigest()
    return f"reminder:{whose}"


def _void(talk: Talk) -> bool:
    """Whether this is a silence timer of a call that has moved on, ended or been erased since."""
    match talk.message.content:
        case TimeUp(session=session, seq=seq):
            drill = talk.drill
            return drill is None or (session, seq) != (drill.id, drill.saved)
    return False


def _put_aside(talk: Talk) -> Talk:
    """The talk without what of it cannot be read any more; a drill that can be goes on."""
    say = talk.words.gettext
    sorry = say(
        "Something that I had kept for you cannot be read any more, so I have put it aside. "
        "It was nothing that you did. Choose a call with /drill."
    )
    trainee = replace(talk.trainee, quiz=None)
    talk = talk.knowing(trainee).in_drill(talk.drill).saying(Reply(sorry))
    return _undisturbed(talk, talk.drill) if talk.drill else talk


def _asked_to_wait(talk: Talk, hearing: Hearing) -> Talk:
    """The talk with a kind word instead of an answer; a call that runs gets its full time again."""
    say = talk.words.gettext
    slow_down = say(
        "That was a lot at once. Please pause for a few seconds and then go on. "
        "What I did not answer does not count."
    )
    come_later = say("Very many people are writing to me now. Please try again in a few minutes.")
    told = talk.saying(Reply(slow_down if hearing is Hearing.SLOW_DOWN else come_later))
    return _undisturbed(told, talk.drill) if talk.drill else told


def _unfetched(content: Content) -> Content:
    """The content, with a file that is for nobody's desk as the attachment that it is."""
    return Attachment("file") if isinstance(content, Document) else content


def _undisturbed(talk: Talk, running: Drill) -> Talk:
    """The talk with a call that still runs given its full time again; the desk has no timer."""
    calling = talk.drill is running and running.session.phase is Phase.CALLING
    timed = calling and not desk.is_play(running)
    return drill.still_waiting(talk, running) if timed else talk
