"""How fast Telegram lets a bot send, kept so that it never has to ask us to wait.

Its rules: 30 messages a second over all, one a second to a chat (a few at once are let pass), 20
a minute to a group.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from aiolimiter import AsyncLimiter
from telegram.ext import AIORateLimiter

GROUP_SECONDS: Final = 3.0
"""Between two messages to one group."""

CHAT_BURST: Final = 3
"""Messages to one chat that may go out at once: as many as one answer ever has."""

SENDING: Final = frozenset({"sendMessage", "sendPhoto"})

MANY: Final = 512
"""Chats remembered before those that are quiet are forgotten."""


class TelegramLimits(AIORateLimiter):
    """At most `per_second` messages in any second; 0 is no limit at all.

    python-telegram-bot lets a whole second's worth out at once and as much again in the same
    second; here a tenth may go out at once, to make up for what goes out late, and the rest is
    spaced. It also knows no limit for private chats.
    """

    def __init__(self, per_second: float) -> None:
        self._chats: dict[int, AsyncLimiter] = {}
        self._limited = per_second > 0
        at_once = max(1.0, per_second / 10)
        steadily = max(per_second - at_once, per_second / 2)
        super().__init__(
            overall_max_rate=at_once if self._limited else 0,
            overall_time_period=at_once / steadily if self._limited else 0,
            group_max_rate=1 if self._limited else 0,
            group_time_period=GROUP_SECONDS,
        )

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        if self._limited and endpoint in SENDING and int(data["chat_id"]) > 0:
            await self._chat(int(data["chat_id"])).acquire()
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )

    def _chat(self, id_: int) -> AsyncLimiter:
        if len(self._chats) > MANY:
            busy = {
                chat: limiter
                for chat, limiter in self._chats.items()
                if not limiter.has_capacity(limiter.max_rate)
            }
            self._chats = busy
        return self._chats.setdefault(id_, AsyncLimiter(CHAT_BURST, CHAT_BURST))
