"""What Telegram takes, over the whole library: 4,096 characters a message, 64 bytes a button."""

from itertools import count

import pytest
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.adapters.memory import AbsentNlu, MemoryStore
from bot.adapters.telegram.channel import split
from bot.bootstrap import assemble, library_of
from bot.config import ROOT, Config
from bot.core.events import Role
from bot.ports import Command, Content, Message, Reply, Tap, Words
from tests.conversation.stage import HER, Recorder

CONFIG = Config(scenarios=ROOT / "scenarios")
LIBRARY = library_of(CONFIG)
MOST_TURNS = 70


class Reader:
    """Plays calls with buttons only, and keeps everything that is said."""

    def __init__(self, language: str) -> None:
        self.channel = Recorder()
        self._language = language
        self._keys = count()
        self._program = assemble(CONFIG, LIBRARY, MemoryStore(), AbsentNlu(), self.channel, seed=1)

    async def do(self, content: Content) -> None:
        message = Message(str(next(self._keys)), HER, content, self._language)
        await self._program.conversation.handle(message)
        await self._program.delivery.idle()

    @property
    def replies(self) -> list[Reply]:
        return [reply for _, reply in self.channel.sent]

    def offered(self, what: str) -> list[str]:
        """The data of the newest reply's buttons that begin with this."""
        rows = self.replies[-1].buttons
        return [one.data for row in rows for one in row if one.data.startswith(what)]

    async def drill(self, scenario: str, role: Role) -> None:
        """From what the call is about to its scorecard, with the most quotable replies."""
        await self.do(Tap(f"about:{scenario}"))
        await self.do(Tap(f"take:{role}:{scenario}"))
        for turn in range(MOST_TURNS):
            if not (acts := self.offered("act:")):
                break
            await self.do(Words("아 글쎄요 그게 저는 잘 모르겠는데요 " * 5))
            acts = self.offered("act:")
            await self.do(Tap(acts[turn % len(acts)]))
        await self.do(Tap("feel:fine"))
        for again in self.offered("again:"):
            await self.do(Tap(again))
            await self.do(Words("글쎄요"))
        await self.do(Tap("score"))


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_everything_that_is_ever_said_fits(language: str) -> None:
    reader = Reader(language)
    for command in ("start", "help", "privacy", "language", "learn", "forget"):
        await reader.do(Command(command))
    await reader.do(Tap("consent:yes"))
    await reader.do(Tap("take:called:state-security-call"))
    for setting in {one.setting for one in LIBRARY.scenarios()}:
        await reader.do(Tap(f"setting:{setting}"))
    for number, scenario in enumerate(LIBRARY.scenarios()):
        await reader.drill(scenario.id, list(Role)[number % 2])
    await reader.do(Command("progress"))
    assert len(reader.replies) > 5 * len(LIBRARY.scenarios())
    for reply in reader.replies:
        pieces = list(split(reply.html))
        assert all(len(piece) <= MessageLimit.MAX_TEXT_LENGTH for piece in pieces)
        assert len(pieces) <= 3, reply.html[:80]
        for button in (one for row in reply.buttons for one in row):
            size = len(button.data.encode())
            assert 1 <= size <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA, button.data
