"""What is fuzzed: everything that takes in what others wrote.

A target is a function that takes any bytes and returns; whatever it raises is a find. It also
checks what must be so whatever came in. Seeds are what a fuzzer begins with.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx

from bot.adapters.rasa import RasaNlu
from bot.adapters.scenario_files import FileExaminer, load_vocabulary
from bot.core.understanding import NotUnderstood, Unavailable, Understood, Unsure
from tests.fuzz import chats, forms, sheets
from tests.fuzz.choices import Choices

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[2]
SCENARIOS: Final = ROOT / "scenarios"
FEW: Final = ROOT / "tests" / "end_to_end" / "scenarios"
"""Each case reads what lies beside it: with the whole library that takes most of the time."""

TODAY: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Target:
    """Something to fuzz; `words` are what its language is made of."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[str] = ()


@cache
def loop() -> asyncio.AbstractEventLoop:
    """One for all cases: to make one takes longer than most cases."""
    return asyncio.new_event_loop()


def done(work: Coroutine[Any, Any, T]) -> T:
    """What comes of `work`."""
    return loop().run_until_complete(work)


# --- scenarios ---------------------------------------------------------------------------------


@cache
def _examiner() -> FileExaminer:
    return FileExaminer(FEW, load_vocabulary(SCENARIOS))


def scenario(data: bytes) -> None:
    """A file that an author sends, or that lies in the folder: read, checked, explained."""
    language = ("ko", "en")[len(data) % 2]
    examined = done(_examiner().examine(data, language, TODAY))
    assert examined.complaints or examined.scenario
    for complaint in examined.complaints:
        first, last = complaint.passage
        assert 0 <= first <= last <= len(complaint.excerpt)
        assert (complaint.message + complaint.excerpt).isprintable()
        complaint.message.encode("utf-8")


def _scenario_seeds() -> Sequence[bytes]:
    files = [
        *sorted(SCENARIOS.glob("*/*.yaml"))[:4],
        *sorted((ROOT / "tests/broken").glob("E*.yaml")),
    ]
    return [file.read_bytes() for file in files]


YAML_WORDS: Final = (
    *("scenario: ", "kind: ", "states:", "starts at: ", "if trainee:", "otherwise: ", "silence: "),
    *(
        "caller says:",
        "signs: [",
        "ends: ",
        "go: ",
        "{{x}}",
        "&a ",
        "*a",
        "<<: *a",
        "!!python/",
        "- ",
    ),
    *("\n  ", "\\u0000", "：", "“", "\u202e", "\ufeff", "---\n", "? ", "|\n", ">-\n", "!!binary "),
)


# --- the NLU's answers -------------------------------------------------------------------------

ACTS: Final = frozenset({"delays", "pleads", "discloses", "reports", "ends_call", "wants_to_stop"})
STATUSES: Final = (200, 200, 200, 204, 302, 401, 500)
ENCODINGS: Final = ("identity", "identity", "gzip", "deflate", "br", "zstd")


def answer(data: bytes) -> None:
    """Whatever a server says, the NLU's port answers with an understanding."""
    choices = Choices(data)
    status = STATUSES[choices.number(len(STATUSES))]
    headers = {"content-encoding": ENCODINGS[choices.number(len(ENCODINGS))]}
    body = choices.rest()

    def parse(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/status":
            return httpx.Response(200)
        return httpx.Response(status, headers=headers, content=body)

    async def ask() -> None:
        nlu = RasaNlu(
            ["http://127.0.0.1:5005"], ACTS, timeout=5, transport=httpx.MockTransport(parse)
        )
        assert await nlu.wait_until_ready(5)
        match await nlu.understand("네", "ko", None):
            case Understood(readings=found) | Unsure(options=found):
                assert found
                assert {one.act for one in found} <= ACTS
                assert all(0 <= one.confidence <= 1 for one in found)
            case NotUnderstood(confidence=confidence):
                assert confidence is None or 0 <= confidence <= 1
            case other:
                assert isinstance(other, Unavailable)
        await nlu.close()

    done(ask())


def _answer_seeds() -> Sequence[bytes]:
    acts = [
        {"id": act, "confidence": confidence, "decision": decision}
        for act, confidence in (("delays", 0.9), ("unclear", 0.2), ("pleads", 1e-9), ("dances", 1))
        for decision in ("act", "ask", "no")
    ]
    bodies = [json.dumps({"text": "네", "acts": acts[:count]}).encode() for count in range(1, 13)]
    return [b"\0\0" + body for body in (*bodies, b"", b"[]", b'{"acts": [{"confidence": NaN}]}')]


JSON_WORDS: Final = (
    *('"acts"', '"id"', '"confidence"', '"decision"', '"act"', '"ask"', '"no"', '"unclear"'),
    *("1e999", "-1", "NaN", "null", "true", "[[", "{}", "\\ud800", '"delays"', '"wants_to_stop"'),
)


# --- all of them -------------------------------------------------------------------------------

TARGETS: Final = {
    "scenario": Target(scenario, _scenario_seeds, YAML_WORDS),
    "update": Target(lambda data: done(chats.talk(data)), chats.seeds, chats.WORDS),
    "answer": Target(answer, _answer_seeds, JSON_WORDS),
    "sheet": Target(sheets.read_back, sheets.seeds, sheets.WORDS),
    "form": Target(lambda data: done(forms.visit(data)), forms.seeds, forms.WORDS),
}
