"""The terminal: what is shown, and what a line means."""

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.adapters.terminal import TERMINAL, Dialogue, Terminal
from bot.adapters.terminal.dialogue import MOST_CHARACTERS
from bot.adapters.terminal.plain import styled
from bot.ports import (
    LARGEST_DOCUMENT,
    Button,
    Command,
    Content,
    Document,
    Message,
    Reply,
    Tap,
    Words,
)

CHOICES = Reply("Well?", ((Button("Yes", "y"), Button("No", "n")), (Button("Stop", "stop"),)))


class Desk:
    """A terminal whose paper can be read, and a dialogue over these lines."""

    def __init__(self, lines: str = "") -> None:
        self.paper = StringIO()
        self.terminal = Terminal(Console(file=self.paper, width=60))
        self.dialogue = Dialogue(self.terminal, "test", StringIO(lines))

    async def read(self) -> list[Message]:
        return [message async for message in self.dialogue.messages()]


async def meant(line: str) -> list[Content]:
    """What a line means while the choices are shown."""
    desk = Desk(line)
    await desk.terminal.send(TERMINAL, CHOICES)
    return [message.content for message in await desk.read()]


class TestShowing:
    async def test_buttons_are_numbered(self) -> None:
        desk = Desk()
        await desk.terminal.send(TERMINAL, CHOICES)
        assert "[1] Yes   [2] No   [3] Stop" in desk.paper.getvalue()

    async def test_long_lines_are_not_broken(self) -> None:
        desk = Desk()
        await desk.terminal.send(TERMINAL, Reply("가나 " * 100))
        assert "가나 " * 99 in desk.paper.getvalue()

    def test_emphasis_is_kept_where_it_can_be_shown(self) -> None:
        text = styled("<b>bold</b> and <i>not</i>")
        assert text.plain == "bold and not"
        assert [str(span.style) for span in text.spans] == ["bold", "italic"]

    def test_unknown_and_unclosed_tags_are_no_harm(self) -> None:
        assert styled("<x>a</y><b>b").plain == "ab"

    @given(st.text(alphabet=st.characters(categories=["Cc", "L"]), max_size=50))
    def test_control_characters_cannot_get_through(self, text: str) -> None:
        shown = styled(text).plain
        assert not any(ord(one) < 32 or 127 <= ord(one) < 160 for one in shown if one not in "\t\n")

    def test_an_escape_sequence_is_mere_text(self) -> None:
        assert styled("\x1b[2J\x1b]0;title\x07hello").plain == "[2J]0;titlehello"


class TestReading:
    @pytest.mark.parametrize(
        ("line", "content"),
        [
            ("Who are you?", Words("Who are you?")),
            ("  그만  ", Words("그만")),
            ("1", Tap("y")),
            ("3", Tap("stop")),
            ("0", Words("0")),
            ("4", Words("4")),
            ("-1", Words("-1")),
            ("１", Words("１")),
            ("²", Words("²")),
            ("1 dollar", Words("1 dollar")),
            ("/drill", Command("drill")),
            ("/drill now please", Command("drill", "now please")),
            ("/", Command("")),
            ("9" * 5000, Words("9" * MOST_CHARACTERS)),
        ],
    )
    async def test_a_line_is_a_button_a_command_or_words(self, line: str, content: Content) -> None:
        assert await meant(line) == [content]

    async def test_numbers_are_words_where_no_buttons_are_shown(self) -> None:
        (message,) = await Desk("1").read()
        assert message.content == Words("1")

    async def test_a_number_presses_a_button_of_the_newest_reply(self) -> None:
        desk = Desk("2\n")
        await desk.terminal.send(TERMINAL, CHOICES)
        await desk.terminal.send(TERMINAL, Reply("And?", ((Button("A", "a"), Button("B", "b")),)))
        (message,) = await desk.read()
        assert message.content == Tap("b")

    async def test_empty_lines_are_nothing(self) -> None:
        assert await Desk("\n   \n\n").read() == []

    async def test_the_last_line_needs_no_end(self) -> None:
        assert [one.content for one in await Desk("a\nb").read()] == [Words("a"), Words("b")]

    async def test_every_line_has_a_key_of_its_own(self) -> None:
        keys = [one.key for one in await Desk("a\na\na").read()]
        assert len(set(keys)) == 3

    async def test_the_keys_of_two_runs_differ(self) -> None:
        terminal = Desk().terminal
        first, second = (Dialogue(terminal, name, StringIO()) for name in ("one", "two"))
        assert first.message(Words("a")).key != second.message(Words("a")).key


class TestFiles:
    async def test_check_brings_the_file_that_it_names(self, tmp_path: Path) -> None:
        file = tmp_path / "시나리오 하나.yaml"
        file.write_bytes("제목: 전화".encode())
        assert await meant(f"/check {file}") == [Document(file.name, "제목: 전화".encode())]

    async def test_check_alone_is_a_command(self) -> None:
        assert await meant("/check") == [Command("check")]
        assert await meant("/check  ") == [Command("check")]

    async def test_no_file_no_folder_and_no_device_is_read(self, tmp_path: Path) -> None:
        for path in (tmp_path / "missing.yaml", tmp_path, "/dev/zero", "~nobody-here/a", "a\0b"):
            (content,) = await meant(f"/check {path}")
            assert isinstance(content, Document)
            assert content.data is None

    async def test_one_that_is_too_large_is_let_go(self, tmp_path: Path) -> None:
        file = tmp_path / "large.yaml"
        file.write_bytes(b"x" * (LARGEST_DOCUMENT + 1))
        assert await meant(f"/check {file}") == [Document("large.yaml", None)]
