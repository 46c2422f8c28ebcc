"""Rasa's agent, reading a reply without blocking others."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker


class ThreadedAgent(Agent):
    """Rasa's agent, reading each reply in a thread: most of the work is C and can run beside."""

    def __init__(self, model: Path, threads: int) -> None:
        """Raises Rasa's ModelNotFound if there is none."""
        super().__init__()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reply")
        self.load_model(str(model))

    async def parse_message(self, message_data: str) -> dict[str, Any]:
        """As Rasa's own, without blocking the other requests."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self.parse, message_data)

    def parse(self, text: str) -> dict[str, Any]:
        """The answer to one packed envelope, here and now."""
        message = UserMessage(text)
        tracker = DialogueStateTracker.from_events(message.sender_id, [])
        parsed: dict[str, Any] = self.processor._parse_message_with_graph(message, tracker)
        return parsed
