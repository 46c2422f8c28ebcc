"""Telegram's small HTML as text for a terminal."""

import re
from html.parser import HTMLParser
from typing import Final

from rich.text import Text

STYLES: Final = {"b": "bold", "i": "italic", "u": "underline", "code": "cyan", "blockquote": "dim"}

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""All but tab and line feed: they could rewrite what stands on the screen."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        styles = " ".join(STYLES[tag] for tag in self._open if tag in STYLES)
        self.text.append(_CONTROLS.sub("", data), styles or None)


def styled(html: str) -> Text:
    """The text of a reply with its emphasis; control characters cannot get through."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text
