"""A conversation with everything around it made by hand: a person types, and reads the answers."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import count

from bot.adapters.memory import FakeClock, MemoryStore, ScriptedNlu
from bot.adapters.sqlite import SqliteRecords
from bot.adapters.terminal.plain import styled
from bot.conversation import Conversation, Delivery, Settings, Tools, timers
from bot.core.contacts import HelpContact
from bot.core.events import Event
from bot.core.scenario import Scenario
from bot.core.session import Session, replay
from bot.core.understanding import Understanding
from bot.errors import ChannelFailed, ScenarioError
from bot.facilitation.office import Office
from bot.ports import (
    Address,
    Attachment,
    Button,
    Command,
    Content,
    History,
    Message,
    Nlu,
    Reply,
    Store,
    Tap,
    Words,
)
from tests.building import VOCABULARY, prose, small, unsure

HER = Address("telegram", "100200300")
HIM = Address("telegram", "400500600")

CONTACT = HelpContact(
    prose("Helpline", "상담 전화"),
    prose("when you need to talk", "이야기하고 싶을 때"),
    "its web page",
    "2026-11-22",
    "1588",
    prose("day and night", "언제나"),
)
NO_NUMBER = HelpContact(
    prose("Someone you trust", "믿는 사람"), prose("always", "언제나"), "nowhere", "2026-11-20"
)

READS: Mapping[str, Understanding | tuple[str, ...]] = {
    "Who are you?": ("asks_identity",),
    "I will ring your office.": ("verifies_independently",),
    "I have money at home.": ("discloses",),
    "I will pay.": ("agrees_to_pay",),
    "I beg you.": ("pleads",),
    "Goodbye.": ("ends_call",),
    "What should I do?": ("asks_for_help",),
    "This is too much for me.": ("wants_to_stop",),
    "Well...": unsure("delays", "pleads"),
    "집에 돈이 있습니다": ("discloses",),
    "돈을 드리겠습니다": ("agrees_to_pay",),
    "직접 알아보겠습니다": ("verifies_independently",),
    "글쎄요": unsure("delays", "pleads"),
}
"""What the NLU of these tests reads; anything else it does not understand."""


class Recorder:
    """A Channel that keeps what it was given; `faults` are raised, one a sending, before that."""

    def __init__(self) -> None:
        self.sent: list[tuple[Address, Reply]] = []
        self.faults: deque[ChannelFailed] = deque()
        self.before: Callable[[Reply], None] = lambda reply: None

    async def send(self, address: Address, reply: Reply) -> None:
        self.before(reply)
        if self.faults:
            raise self.faults.popleft()
        self.sent.append((address, reply))

    @property
    def text(self) -> str:
        return "\n".join(seen(reply) for _, reply in self.sent)


def seen(reply: Reply) -> str:
    """A reply as a person sees it, with its buttons."""
    labels = " ".join(f"[{button.label}]" for row in reply.buttons for button in row)
    return f"{styled(reply.html).plain}\n{labels}"


class Shelf:
    """A Library of these scenarios; those in `spoilt` cannot be played as they are written."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self.books = {one.id: one for one in scenarios}
        self.spoilt: set[str] = set()

    def scenarios(self) -> Sequence[Scenario]:
        return [one for one in self.books.values() if one.id not in self.spoilt]

    def scenario(self, id: str) -> Scenario | None:
        if id in self.spoilt:
            raise ScenarioError("this file has faults")
        return self.books.get(id)


class Stage:
    """One person (or two) and the bot. Every deed of the person ends with all replies sent."""

    def __init__(
        self,
        *scenarios: Scenario,
        language: str | None = "en",
        store: Store | None = None,
        nlu: Nlu | None = None,
        settings: Settings | None = None,
        contacts: Mapping[str, Sequence[HelpContact]] | None = None,
        records: SqliteRecords | None = None,
        web_address: str | None = None,
    ) -> None:
        self.language = language
        self.store = store or MemoryStore()
        self.nlu = nlu or ScriptedNlu(READS)
        self.clock = FakeClock()
        self.library = Shelf(scenarios or [small()])
        self.channel = Recorder()
        self.naps: list[float] = []
        self._sessions = count(1)
        self._keys = count(1)
        self.tools = Tools(
            store=self.store,
            library=self.library,
            nlu=self.nlu,
            clock=self.clock,
            vocabulary=VOCABULARY,
            contacts={"south": [CONTACT, NO_NUMBER]} if contacts is None else contacts,
            seed=lambda: 1,
            new_id=lambda: f"drill-{next(self._sessions)}",
            settings=settings or Settings(reading_seconds=0),
            office=self._office(records, web_address) if records else None,
        )
        self.delivery = Delivery(self.store, self.channel, self.clock, self._nap)
        self.conversation = Conversation(self.tools, self.delivery)
        self._before = 0

    def _office(self, records: SqliteRecords, web_address: str | None) -> Office:
        tokens = count(1)
        return Office(
            store=self.store,
            records=records,
            logins=records,
            library=self.library,
            vocabulary=VOCABULARY,
            clock=self.clock,
            new_token=lambda: f"token{next(tokens)}",
            start_link="https://t.me/drillbot?start={}".format,
            web_address=web_address,
        )

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)

    # --- what a person does ---------------------------------------------------------------

    async def do(self, content: Content, who: Address = HER, key: str | None = None) -> None:
        self._before = len(self.channel.sent)
        message = Message(key or f"m{next(self._keys)}", who, content, self.language)
        await self.conversation.handle(message)
        await self.delivery.idle()

    async def say(self, text: str, who: Address = HER) -> None:
        await self.do(Words(text), who)

    async def tap(self, data: str, who: Address = HER) -> None:
        await self.do(Tap(data), who)

    async def command(self, name: str, who: Address = HER, rest: str = "") -> None:
        await self.do(Command(name, rest), who)

    async def show(self, what: str = "picture") -> None:
        await self.do(Attachment(what))

    async def press(self, label: str, who: Address = HER) -> None:
        """Press the newest button with this label, wherever it stands in the chat."""
        await self.tap(self.button(label).data, who)

    async def keep_silent(self, seconds: float) -> int:
        """Let time pass without a word; how many timers ran out."""
        self._before = len(self.channel.sent)
        self.clock.pass_(seconds)
        found = await timers.look(self.store, self.conversation, self.clock)
        await self.delivery.idle()
        return found

    async def agree(self, who: Address = HER) -> None:
        await self.command("start", who)
        await self.tap("consent:yes", who)

    async def take(self, scenario: str = "a-call", role: str = "called") -> None:
        """Agree, and start a drill."""
        await self.agree()
        await self.tap(f"take:{role}:{scenario}")

    async def finish(self, *texts: str) -> None:
        """Take the call and answer until it is over."""
        await self.take()
        for text in texts or ("I have money at home.", "I will pay."):
            await self.say(text)

    # --- what a person sees, and what is kept ---------------------------------------------

    @property
    def answer(self) -> Sequence[Reply]:
        """The replies to what the person did last."""
        return [reply for _, reply in self.channel.sent[self._before :]]

    @property
    def text(self) -> str:
        """All of these replies as the person sees them."""
        return "\n\n".join(seen(reply) for reply in self.answer)

    def labels(self) -> list[str]:
        """What the buttons under the last reply say."""
        return [button.label for row in self.answer[-1].buttons for button in row]

    def button(self, label: str) -> Button:
        """The newest button that says this."""
        replies = [reply for _, reply in reversed(self.channel.sent)]
        rows = [row for reply in replies for row in reply.buttons]
        return next(button for row in rows for button in row if button.label == label)

    async def events(self, session: str = "drill-1") -> list[Event]:
        return list(await self.store.events(session))

    async def session(self, session: str = "drill-1") -> Session:
        return replay(await self.events(session))

    async def history(self, who: Address = HER) -> History:
        return await self.store.history((await self.store.trainee(who)).id)


MINUTE = timedelta(minutes=1).total_seconds()
