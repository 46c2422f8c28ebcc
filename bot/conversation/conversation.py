"""The door through which every message comes, one at a time for each person."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from weakref import WeakValueDictionary

from bot.conversation import aftermath, buttons, desk, drill, lobby
from bot.conversation.delivery import Delivery
from bot.conversation.talk import Drill, Talk, Tools, app_language
from bot.core.events import Role
from bot.core.scenario import Scenario
from bot.core.session import Phase, replay
from bot.ports import (
    Address,
    Attachment,
    Command,
    Content,
    Document,
    Duty,
    Message,
    Reply,
    Tap,
    TimeUp,
    Trainee,
)

ERASE: Final = Tap("forget:yes")
NO: Final = Tap("consent:no")


class Conversation:
    """Answers messages. Each is saved whole before a word of the answer is sent."""

    def __init__(self, tools: Tools, delivery: Delivery) -> None:
        self._tools = tools
        self._delivery = delivery
        self._locks: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()
        self._snapshots: dict[str, Scenario] = {}

    async def handle(self, message: Message) -> None:
        """Answer one message; one that was handled before changes nothing.

        Errors: `bot.errors.StoreFailed`, with nothing changed; the message may be handled again.
        """
        lock = self._locks.setdefault(message.sender, asyncio.Lock())
        async with lock:
            if await self._tools.store.seen(message.key):
                return
            talk = await self._begin(message)
            if _void(talk):
                return
            if _forgets(talk):
                await self._forget(talk)
                return
            talk = await self._answer(talk)
            await self._tools.store.save(message.sender, talk.step())
        self._delivery.wake(message.sender)

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

    async def begin_drill(self, message: Message, scenario: Scenario) -> str:
        """Start a drill straight away, as `scamdrill play` does; the id of its session.

        Whether the person consents is for the caller to know.
        """
        talk = await drill.begin(await self._begin(message), scenario, Role.CALLED)
        await self._tools.store.save(message.sender, talk.step())
        self._delivery.wake(message.sender)
        assert talk.drill is not None
        return talk.drill.id

    async def _begin(self, message: Message) -> Talk:
        trainee = await self._tools.store.trainee(message.sender)
        if message.language and not trainee.language:
            trainee = replace(trainee, language=app_language(message.language))
        talk = Talk(self._tools, message, trainee, self._tools.clock.now())
        found = await self._drill(trainee)
        return talk.in_drill(found) if found else talk

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
        if digest not in self._snapshots:
            found = await self._tools.store.snapshot(digest)
            if found is None:
                return None
            self._snapshots[digest] = found
        return self._snapshots[digest]

    async def _answer(self, talk: Talk) -> Talk:
        if desk.concerns(talk) and not _leaves(talk.message.content):
            if await self.is_author(talk.message.sender):
                return await desk.answer(talk)
            talk = desk.sent_away(talk)
        content, running = _unfetched(talk.message.content), talk.drill
        if isinstance(content, Command):
            return await self._command(talk, content)
        if running is None:
            return await lobby.answer(talk, content)
        if _leaves(content):
            return _undisturbed(await lobby.answer(talk, content), running)
        if running.session.phase is Phase.CALLING:
            return await drill.answer(talk, running, content)
        return await aftermath.answer(talk, running, content)

    async def _command(self, talk: Talk, order: Command) -> Talk:
        running = talk.drill
        if running and order.name == "stop":
            calling = running.session.phase is Phase.CALLING
            return drill.stop(talk, running) if calling else aftermath.close(talk, running)
        if running and order.name == "start" and running.session.phase is Phase.CALLING:
            return drill.repeat(talk, running)
        answered = await lobby.command(talk, order)
        return _undisturbed(answered, running) if running else answered

    async def _forget(self, talk: Talk) -> None:
        done = talk.words.gettext("Done. Everything that was kept about you is erased.")
        said = talk.page("declined") if talk.message.content == NO else done
        await self._tools.store.forget(talk.message.sender)
        await self._delivery.send_unkept(talk.message.sender, Reply(said))


def _void(talk: Talk) -> bool:
    """Whether this is a silence timer of a call that has moved on, ended or been erased since."""
    match talk.message.content:
        case TimeUp(session=session, seq=seq):
            drill = talk.drill
            return drill is None or (session, seq) != (drill.id, drill.saved)
    return False


def _forgets(talk: Talk) -> bool:
    """Whether nothing may be kept: the person asks for it, or does not agree to anything else."""
    content = talk.message.content
    return content == ERASE or (content == NO and talk.trainee.consented is None)


def _unfetched(content: Content) -> Content:
    """The content, with a file that is for nobody's desk as the attachment that it is."""
    return Attachment("file") if isinstance(content, Document) else content


def _undisturbed(talk: Talk, running: Drill) -> Talk:
    """The talk with a call that still runs given its full time again; the desk has no timer."""
    calling = talk.drill is running and running.session.phase is Phase.CALLING
    timed = calling and not desk.is_play(running)
    return drill.still_waiting(talk, running) if timed else talk


def _leaves(content: Content) -> bool:
    """Whether a tap is for the lobby although a drill is open: the menu, a language, a call."""
    lobby_taps: Sequence[str] = (
        *("menu", "lang", "consent", "setting", "surprise", "about", "take"),
        *("cards", "card"),
    )
    return isinstance(content, Tap) and buttons.read(content.data).what in lobby_taps
