"""A whole drill, step by step, as somebody in Korea takes it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.presentation.words import words
from tests.bot_api import Phone

WHO = "실례지만 누구십니까?"
SAVINGS = "장판 밑에 조금 있습니다"
TOGETHER = "인민반장한테 말하고 같이 가겠습니다"
BETTER = "그건 전화로 말씀 못 드립니다"

KNOWN: Final = {
    WHO: ("asks_identity",),
    SAVINGS: ("discloses",),
    TOGETHER: ("tells_trusted_person", "delays"),
    BETTER: ("refuses_disclosure",),
    "알겠습니다 돈을 보내겠습니다": ("agrees_to_pay",),
}
"""What the NLU knows by heart."""


def ko(english: str) -> str:
    """What the bot says in Korean for its own English words."""
    korean = words("ko").gettext(english)
    assert korean != english, f"there is no Korean for {english!r}"
    return korean


MARK = ko("PRACTICE, not a real call")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a person does, and a part of what they hear then."""

    does: Callable[[Phone], Awaitable[int]]
    hears: str

    async def take(self, person: Phone) -> None:
        await self.does(person)
        await person.hears(self.hears)


def says(words_: str, hears: str) -> Step:
    return Step(lambda person: person.says(words_), hears)


def taps(label: str, hears: str) -> Step:
    return Step(lambda person: person.taps(label), hears)


INTO_THE_CALL: Final = (
    says("/start", ko("Is that all right with you?")),
    taps("한국어", ko("Is that all right with you?")),
    taps(ko("Yes, I agree"), ko("Which calls would you like to practise?")),
    taps("북", ko("Some of these callers are genuine. Find out which.")),
    taps("장마당 전화", ko("This exercise contains:")),
    taps(ko("Take it myself"), "신고가 들어왔소"),
)

THE_CALL: Final = (
    says(WHO, "집에 돈이 얼마나 있소"),
    says(SAVINGS, "500딸라를 마련하오"),
    says(TOGETHER, ko("You are you again. Breathe out. How are you?")),
)

LOOKING_BACK: Final = (
    taps(ko("I'm fine. Let's look at it"), ko("Looking back")),
    taps(ko("Try moment %(number)s again") % {"number": 1}, "집에 돈이 얼마나 있소"),
    says(BETTER, ko("Good. That protects you: %(acts)s.").partition("%")[0]),
    taps(ko("Scorecard and help"), ko("The other person was a scammer.")),
    says("/progress", "장마당 전화"),
)

DRILL: Final = (*INTO_THE_CALL, *THE_CALL, *LOOKING_BACK)


async def walk(person: Phone, steps: Sequence[Step]) -> None:
    """Take these steps, each once the one before was answered."""
    for step in steps:
        await step.take(person)


def heard(person: Phone) -> list[str]:
    """All that the bot said; what came twice in a row, as after a crash it may, counts once."""
    texts = [message.text for message in person.received]
    return [text for text, before in zip(texts, ["", *texts], strict=False) if text != before]
