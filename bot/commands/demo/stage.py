"""Where simulated people practise: the real conversation and store, with a clock of their own."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from bot.adapters.memory import ScriptedNlu
from bot.adapters.scenario_files import FileLibrary
from bot.adapters.sqlite import SqliteRecords
from bot.bootstrap import assemble, office_of
from bot.commands.demo.replies import Replies
from bot.commands.demo.watching import WatchedStore
from bot.config import Config
from bot.conversation import Conversation, Delivery
from bot.core.walking.moves import Moves
from bot.facilitation.office import Office
from bot.ports import Address, Content, Message, Reply, Tap


@dataclass(slots=True)
class CourseClock:
    """Tells the time of the person who practises just now."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self.moment += timedelta(seconds=seconds)


@dataclass(slots=True)
class Screens:
    """A channel to nobody: what each person sees after the last thing they did."""

    shown: dict[Address, list[Reply]] = field(default_factory=lambda: defaultdict(list))

    async def send(self, address: Address, reply: Reply) -> None:
        self.shown[address].append(reply)

    def button(self, address: Address, beginning: str) -> str | None:
        """The data of a button on the screen that begins like this."""
        rows = (row for reply in self.shown[address] for row in reply.buttons)
        data = (button.data for row in rows for button in row)
        return next((one for one in data if one.startswith(beginning)), None)


class Stage:
    """Everything that a course needs; `seed` settles all chance, `run` keeps courses apart."""

    def __init__(
        self,
        config: Config,
        store: WatchedStore,
        records: SqliteRecords,
        library: FileLibrary,
        seed: int,
        run: str,
    ) -> None:
        self.store, self.records, self.library = store, records, library
        self.replies = Replies(library.scenarios(), seed)
        self.clock = CourseClock(datetime.min)
        self.screens = Screens()
        self.chance = Random(f"{seed}:stage")
        self.moves = {
            scenario.id: Moves(library.vocabulary, scenario) for scenario in library.scenarios()
        }
        self._run, self._keys, self._ids = run, 0, Random(f"{run}:ids")
        self.office = self._office(config)
        self._build(config)

    def _office(self, config: Config) -> Office:
        office = office_of(config, self.library, self.store, self.records, lambda payload: payload)
        return replace(office, clock=self.clock, new_token=self.new_id)

    def _build(self, config: Config) -> None:
        nlu = ScriptedNlu(self.replies.readings())
        program = assemble(
            config, self.library, self.store, nlu, self.screens, seed=None, office=self.office
        )
        tools = replace(
            program.tools,
            clock=self.clock,
            seed=lambda: self.chance.getrandbits(32),
            new_id=self.new_id,
        )
        self.forms = {form.id: form for form in tools.forms}
        self.delivery = Delivery(self.store, self.screens, self.clock)
        self.conversation = Conversation(tools, self.delivery)

    def new_id(self) -> str:
        """An id or token that the seed settles."""
        return f"{self._ids.getrandbits(64):016x}"

    def address(self, number: int) -> Address:
        """The address of a simulated person; no channel reaches it."""
        return Address("demo", f"{self._run}:{number}")

    async def do(self, who: Address, content: Content, language: str) -> None:
        """Send a message as this person, and wait for the answer."""
        self._keys += 1
        self.screens.shown[who].clear()
        message = Message(f"demo:{self._run}:{self._keys}", who, content, language)
        await self.conversation.handle(message)
        await self.delivery.idle_for(who)

    async def press(self, who: Address, beginning: str, language: str) -> bool:
        """Press the button that begins like this; False if none is on the screen."""
        data = self.screens.button(who, beginning)
        if data is not None:
            await self.do(who, Tap(data), language)
        return data is not None

    async def fall_silent(self, who: Address) -> None:
        """Let the caller's patience run out."""
        self._keys += 1
        self.screens.shown[who].clear()
        self.clock.pass_(self._patience())
        await self.conversation.fall_silent(f"demo:{self._run}:{self._keys}", who)
        await self.delivery.idle_for(who)

    def _patience(self) -> float:
        """How long the caller waits in the state of the running drill."""
        assert self.store.drill is not None
        scenario = self.moves[self.store.drill.scenario].scenario
        return scenario.waiting(self.store.drill.state).silence.seconds
