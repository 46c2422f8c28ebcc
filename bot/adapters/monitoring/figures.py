"""Figures of the running bot, counted at the ports: how many, how long, how often it failed.

No figure has a label that tells of a person, a drill or a scenario.
"""

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from time import perf_counter
from typing import Any, Final, cast

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.core.understanding import Unavailable, Understanding
from bot.errors import ChannelFailed, StoreFailed
from bot.ports import Address, Backlog, Channel, Message, Nlu, Reply, Step, Store

SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
"""Bounds of the latencies: a reply takes some hundredths of a second, two is the time limit."""

Handle = Callable[[Message], Awaitable[None]]


class Figures:
    """Counts what passes through the parts that it is put around."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._updates = self._counter("updates", "Messages of people that were handled.")
        self._handling = self._histogram("handling_seconds", "From a message to its saved step.")
        self._turns = self._counter("turns", "Steps of drills that were saved.")
        self._replies = self._counter("replies", "Replies that reached the channel.")
        self._unsendable = self._counter("reply_failures", "Tries to send a reply that failed.")
        self._reading = self._histogram("nlu_seconds", "From a question to the answer of the NLU.")
        self._unread = self._counter("nlu_failures", "Questions that the NLU did not answer.")
        self._store_errors = self._counter("store_errors", "Calls of the store that failed.")
        self._faults = self._counter("background_faults", "Times that background work failed.")
        self._model = self._gauge("model_ready", "1 while the model can be asked.")
        self._unsent = self._gauge("unsent_replies", "Replies that wait to be sent.")
        self._oldest = self._gauge("oldest_unsent_seconds", "How long the first of them waits.")

    def page(self) -> bytes:
        """All figures in the text format that Prometheus fetches."""
        return generate_latest(self._registry)

    def look(self, backlog: Backlog, age: float, *, model: bool) -> None:
        """Take in what is so at this moment; `age` in seconds is that of the oldest reply."""
        self._model.set(model)
        self._unsent.set(backlog.unsent)
        self._oldest.set(age)

    def fell(self) -> None:
        """Count a failure of work in the background."""
        self._faults.inc()

    def handled(self, handle: Handle) -> Handle:
        """`handle`, counted."""

        async def counted(message: Message) -> None:
            began = perf_counter()
            await handle(message)
            self._handling.observe(perf_counter() - began)
            self._updates.inc()

        return counted

    def store(self, store: Store) -> Store:
        """`store`, with its turns and faults counted."""
        return cast(Store, _CountedStore(store, self._turns, self._store_errors))

    def nlu(self, nlu: Nlu) -> Nlu:
        """`nlu`, with its time and its failures counted."""
        return _CountedNlu(nlu, self._reading, self._unread)

    def channel(self, channel: Channel) -> Channel:
        """`channel`, with what it sent and could not send counted."""
        return _CountedChannel(channel, self._replies, self._unsendable)

    def _counter(self, name: str, what: str) -> Counter:
        return Counter(f"scamdrill_{name}", what, registry=self._registry)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(f"scamdrill_{name}", what, registry=self._registry)

    def _histogram(self, name: str, what: str) -> Histogram:
        return Histogram(f"scamdrill_{name}", what, registry=self._registry, buckets=SECONDS)


class _CountedStore:
    """Whatever the store can do, this can, and it counts."""

    def __init__(self, store: Store, turns: Counter, errors: Counter) -> None:
        self._store, self._turns, self._errors = store, turns, errors

    async def save(self, address: Address, step: Step) -> bool:
        saved: bool = await self._counted(self._store.save)(address, step)
        if saved and step.session is not None and step.events:
            self._turns.inc()
        return saved

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        return self._counted(found) if inspect.iscoroutinefunction(found) else found

    def _counted(self, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(call)
        async def counted(*given: Any, **named: Any) -> Any:
            try:
                return await call(*given, **named)
            except StoreFailed:
                self._errors.inc()
                raise

        return counted


class _CountedNlu:
    def __init__(self, nlu: Nlu, seconds: Histogram, failures: Counter) -> None:
        self._nlu, self._seconds, self._failures = nlu, seconds, failures

    @property
    def ready(self) -> bool:
        return self._nlu.ready

    async def understand(
        self, text: str, language: str | None, context: str | None
    ) -> Understanding:
        began = perf_counter()
        found = await self._nlu.understand(text, language, context)
        if isinstance(found, Unavailable):
            self._failures.inc()
        else:
            self._seconds.observe(perf_counter() - began)
        return found


class _CountedChannel:
    def __init__(self, channel: Channel, sent: Counter, failures: Counter) -> None:
        self._channel, self._sent, self._failures = channel, sent, failures

    async def send(self, address: Address, reply: Reply) -> None:
        try:
            await self._channel.send(address, reply)
        except ChannelFailed:
            self._failures.inc()
            raise
        self._sent.inc()
