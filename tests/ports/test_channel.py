"""What the channels of this machine promise; Telegram's has its own tests beside it."""

from io import StringIO

import pytest
from rich.console import Console

from bot.adapters.terminal import TERMINAL, Terminal
from bot.ports import Button, Channel, Reply
from tests.conversation.stage import Recorder

BUTTONS = ((Button("Yes", "y"), Button("No", "n")), (Button("⏹ Stop", "stop"),))


class Witness:
    """A channel, and what a person sees of it."""

    def __init__(self, kind: str) -> None:
        self._paper = StringIO()
        self.recorder = Recorder()
        self.channel: Channel = (
            Terminal(Console(file=self._paper, width=80)) if kind == "terminal" else self.recorder
        )

    @property
    def seen(self) -> str:
        return self._paper.getvalue() + self.recorder.text


@pytest.fixture(params=["terminal", "recorder"])
def witness(request: pytest.FixtureRequest) -> Witness:
    return Witness(request.param)


async def test_a_reply_is_seen(witness: Witness) -> None:
    await witness.channel.send(TERMINAL, Reply("<b>안녕하세요</b>, officer"))
    assert "안녕하세요, officer" in witness.seen


async def test_so_are_its_buttons(witness: Witness) -> None:
    await witness.channel.send(TERMINAL, Reply("Well?", BUTTONS))
    assert all(button.label in witness.seen for row in BUTTONS for button in row)


async def test_replies_are_seen_in_the_order_of_sending(witness: Witness) -> None:
    for text in ("first", "second", "third"):
        await witness.channel.send(TERMINAL, Reply(text))
    found = [witness.seen.index(text) for text in ("first", "second", "third")]
    assert found == sorted(found)


async def test_escaped_text_is_seen_as_it_was_written(witness: Witness) -> None:
    await witness.channel.send(TERMINAL, Reply("&lt;b&gt; &amp; [bold] {{ x }}"))
    assert "<b> & [bold] {{ x }}" in witness.seen


async def test_the_longest_reply_goes_through(witness: Witness) -> None:
    await witness.channel.send(TERMINAL, Reply("가" * 4096))
    assert witness.seen.count("가") == 4096
