"""The Channel port on standard output."""

from typing import Final

from rich.console import Console
from rich.text import Text

from bot.adapters.terminal.plain import styled
from bot.ports import Address, Button, Reply

TERMINAL: Final = Address("terminal", "you")
"""The one person at the terminal."""


class Terminal:
    """Prints replies; `choice` is the button that a number now stands for."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._buttons: tuple[Button, ...] = ()

    async def send(self, address: Address, reply: Reply) -> None:
        self._buttons = tuple(button for row in reply.buttons for button in row)
        self._console.print()
        self._console.print(styled(reply.html), soft_wrap=True)
        if self._buttons:
            shown = (f"[{n}] {button.label}" for n, button in enumerate(self._buttons, start=1))
            self._console.print(Text("   ".join(shown), style="dim"), soft_wrap=True)

    def show(self, text: str, end: str = "\n") -> None:
        """Print something that is nobody's reply."""
        self._console.print(Text(text), end=end, soft_wrap=True)

    def choice(self, line: str) -> Button | None:
        """The button that this line presses, if it is the number of one."""
        if line.isascii() and line.isdigit() and 0 < int(line) <= len(self._buttons):
            return self._buttons[int(line) - 1]
        return None
