"""Reads lines and turns them into messages, until the input ends."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TextIO

from bot.adapters.terminal.channel import TERMINAL, Terminal
from bot.ports import LARGEST_DOCUMENT, Command, Content, Document, Message, Tap, Words

MOST_CHARACTERS = 4096
"""As long as one message of Telegram."""


class Dialogue:
    """Every line is one message: a number presses a button, a slash is a command.

    `prompt` is called where a person is to type, `echo` with what came; `name` keeps the keys of
    two runs apart.
    """

    def __init__(
        self,
        terminal: Terminal,
        name: str,
        source: TextIO = sys.stdin,
        prompt: Callable[[], None] = lambda: None,
        echo: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._terminal = terminal
        self._name = name
        self._source = source
        self._prompt = prompt
        self._echo = echo
        self._count = 0

    async def messages(self) -> AsyncIterator[Message]:
        """The messages, as they are typed."""
        while True:
            self._prompt()
            line = await asyncio.to_thread(self._source.readline)
            if not line:
                return
            if text := line.strip()[:MOST_CHARACTERS]:
                self._echo(text)
                yield self.message(self._content(text))

    def message(self, content: Content) -> Message:
        """A message of the person at the terminal with a key of its own."""
        self._count += 1
        return Message(f"terminal:{self._name}:{self._count}", TERMINAL, content)

    def _content(self, text: str) -> Content:
        if button := self._terminal.choice(text):
            return Tap(button.data)
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            path = rest.strip() if name == "check" else ""
            return _document(path) if path else Command(name, rest)
        return Words(text)


def _document(path: str) -> Document:
    """The file that `/check PATH` names; no device or pipe, and never more of it than is taken."""
    name = Path(path).name
    try:
        file = Path(path).expanduser()
        if not file.is_file():
            return Document(name, None)
        with file.open("rb") as source:
            data = source.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError, RuntimeError):
        return Document(name, None)
    return Document(name, data if len(data) <= LARGEST_DOCUMENT else None)


def dialogue_of(terminal: Terminal, name: str) -> Dialogue:
    """The dialogue with standard input: a prompt for a person, an echo of what a pipe brings."""
    if sys.stdin.isatty():
        return Dialogue(terminal, name, prompt=lambda: terminal.show("\n> ", end=""))
    return Dialogue(terminal, name, echo=lambda line: terminal.show(f"\n> {line}"))
