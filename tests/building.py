"""Tiny scenarios, a small vocabulary and a call played by hand, for tests that need no files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.core.debrief import Debrief, debrief
from bot.core.engine import Chose, Left, Spoke, Stimulus, Waited, advance, start
from bot.core.events import Event, Role
from bot.core.language import Prose
from bot.core.scenario import (
    Answer,
    Basis,
    BetterReply,
    Ending,
    Line,
    Loss,
    Medium,
    Outcome,
    Scenario,
    Silence,
    Source,
    State,
    Waiting,
)
from bot.core.scoring import HabitScore, Scorecard, score
from bot.core.session import Session, replay
from bot.core.transcript import Transcript, transcribe
from bot.core.understanding import NotUnderstood, Reading, Unavailable, Understood, Unsure
from bot.core.vocabulary import Act, Habit, Kind, Points, Sign, Vocabulary

KOREAN: Final[Mapping[str, str]] = {
    "opening": "여기 보위부요. 신고가 들어왔소.",
    "demand": "오백 달러를 내시오.",
    "Hello? Are you there?": "듣고 있소?",
    "What was that?": "뭐라는 거요?",
    "Speak up.": "똑똑히 말하시오.",
}


def prose(english: str, korean: str = "한국말") -> Prose:
    return Prose({"ko": korean, "en": english})


def line(english: str, *signs: str, chances: tuple[Habit, ...] = ()) -> Line:
    return Line(prose(english, KOREAN.get(english, "상대의 말")), signs, chances)


def silence(go: str, *nudges: str, seconds: int = 45) -> Silence:
    return Silence(seconds, go, tuple(line(nudge) for nudge in nudges))


def waiting(
    id: str,
    answers: Mapping[str, str | Answer],
    otherwise: str,
    *,
    says: tuple[Line, ...] | None = None,
    quiet: Silence | None = None,
    better: tuple[str, ...] = ("verifies_independently",),
) -> Waiting:
    """A state whose caller says its own name unless told otherwise, and hangs up on silence."""
    return Waiting(
        id,
        says or (line(id),),
        {act: Answer(to) if isinstance(to, str) else to for act, to in answers.items()},
        otherwise,
        quiet or silence("dead_line"),
        BetterReply(prose("I will check.", "알아보겠습니다."), better) if better else None,
    )


def ending(id: str, outcome: Outcome, loss: Loss | None = None) -> Ending:
    return Ending(id, outcome, prose("This is how it ended.", "이렇게 끝났습니다."), loss)


def scenario(
    *states: State,
    id: str = "a-call",
    kind: Kind = Kind.SCAM,
    setting: str = "south",
    level: int = 1,
    medium: Medium = Medium.CALL,
    digest: str = "digest-1",
    starts_at: str | None = None,
    unclear: tuple[str, ...] = ("What was that?", "Speak up."),
    title: Prose | None = None,
) -> Scenario:
    """A scenario of these states, the first of them its beginning, and a line that goes dead."""
    known = {state.id: state for state in states}
    known.setdefault("dead_line", ending("dead_line", Outcome.OPEN))
    return Scenario(
        id=id,
        kind=kind,
        pair=None,
        setting=setting,
        medium=medium,
        level=level,
        content=("threat_of_arrest",),
        source=Source("a newspaper", Basis.DOCUMENTED, "2026-11-22"),
        title=title or prose("A call", "전화 한 통"),
        you_are=prose("You are a merchant.", "당신은 장사꾼입니다."),
        caller=prose("An officer", "지도원"),
        starts_at=starts_at or states[0].id,
        states=known,
        unclear=tuple(line(one) for one in unclear),
        debrief=prose("Check before you act.", "먼저 확인하십시오."),
        digest=digest,
    )


def small(setting: str = "south", **changes: object) -> Scenario:
    """Opening and demand: checking and hanging up are safe, paying is not, silence ends it."""
    opening = waiting(
        "opening",
        {"ends_call": "left", "verifies_independently": "checked", "discloses": "demand"},
        "demand",
        says=(line("opening", "authority_claim"), line("opening", "authority_claim", "knows_you")),
        quiet=silence("dead_line", "Hello? Are you there?"),
    )
    demand = waiting(
        "demand",
        {
            "agrees_to_pay": "paid",
            "verifies_independently": "checked",
            "tells_trusted_person": "checked",
            "ends_call": "left",
        },
        "demand",
        says=(line("demand", "money_demand", "urgency"), line("demand", "money_demand")),
    )
    return scenario(
        opening,
        demand,
        ending("paid", Outcome.HARMED, Loss(500, "USD")),
        ending("checked", Outcome.SAFE),
        ending("left", Outcome.OPEN if setting == "north" else Outcome.SAFE),
        setting=setting,
        **changes,  # type: ignore[arg-type]
    )


def genuine(**changes: object) -> Scenario:
    """A caller who is who they say they are: checking is right, turning them away is a pity."""
    opening = waiting(
        "opening",
        {"verifies_independently": "checked", "refuses_payment": "away", "defies": "away"},
        "checked",
        says=(line("opening", chances=(Habit.VERIFY, Habit.PAY)),),
    )
    return scenario(
        opening,
        ending("checked", Outcome.SAFE),
        ending("away", Outcome.MISSED),
        kind=Kind.GENUINE,
        **changes,  # type: ignore[arg-type]
    )


V, D, P, S, E, H, R = (
    Habit.VERIFY,
    Habit.DISCLOSE,
    Habit.PAY,
    Habit.SLOW,
    Habit.END,
    Habit.SHARE,
    Habit.REPORT,
)


def _act(
    id: str, korean: str, effects: Points, north: Points | None = None, true: Points | None = None
) -> Act:
    words = prose(id.replace("_", " "), korean)
    return Act(id, words, words, "", "", effects, north or {}, true or {})


def _sign(id: str, answer: Habit) -> Sign:
    words = prose(id.replace("_", " "), "경고 신호")
    return Sign(id, words, words, words, answer)


_ACTS = (
    _act("verifies_independently", "따로 확인", {V: 2, S: 1}, true={V: 2}),
    _act("asks_identity", "신원 묻기", {V: 1}, true={V: 1}),
    _act("delays", "미루기", {S: 2}, north={S: 2, V: 1}),
    _act("refuses_payment", "돈 거절", {P: 2}, true={P: 1}),
    _act("refuses_disclosure", "정보 거절", {D: 2}, true={D: 1}),
    _act("ends_call", "끊기", {E: 2, S: 1}, north={E: 0, S: 0}),
    _act("tells_trusted_person", "알리기", {H: 2}, true={H: 1}),
    _act("reports", "신고", {R: 2}, north={R: 0}),
    _act("acknowledges", "맞장구", {}),
    _act("pleads", "사정", {S: -1}),
    _act("bargains", "흥정", {P: -1, D: -1}),
    _act("agrees_to_pay", "돈 주기", {P: -2, S: -1}, true={P: -1}),
    _act("discloses", "정보 넘김", {D: -2}, true={D: -1}),
    _act("defies", "맞서기", {E: 1}, north={E: 0, S: -2}, true={V: -1}),
)

_SIGNS = {
    "authority_claim": V,
    "knows_you": V,
    "asks_assets": D,
    "money_demand": P,
    "urgency": S,
    "arrest_threat": S,
    "isolation": E,
    "secrecy": H,
    "repeat_demand": R,
}

VOCABULARY: Final = Vocabulary(
    acts={act.id: act for act in _ACTS},
    controls={
        "wants_to_stop": prose("wants to stop", "그만두기"),
        "asks_for_help": prose("asks for a hint", "도움 요청"),
    },
    signs={sign: _sign(sign, habit) for sign, habit in _SIGNS.items()},
    habits={habit: prose(f"{habit} habit", "습관") for habit in Habit},
    settings={
        "north": prose("In the North", "북쪽에서"),
        "south": prose("In the South", "남쪽에서"),
    },
    content={"threat_of_arrest": prose("threats of arrest", "체포 위협")},
)


def understood(*acts: str) -> Understood:
    return Understood(tuple(Reading(act, 0.9) for act in acts))


def unsure(*acts: str) -> Unsure:
    return Unsure(tuple(Reading(act, 0.4) for act in acts))


@dataclass
class Call:
    """A drill played stimulus by stimulus; every method gives the new events."""

    scenario: Scenario
    seed: int = 1
    language: str = "en"
    role: Role = Role.CALLED
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.events += start(self.scenario, seed=self.seed, language=self.language, role=self.role)

    def take(self, stimulus: Stimulus) -> list[Event]:
        new = advance(self.scenario, self.session, stimulus)
        self.events += new
        return new

    def say(self, *acts: str, text: str = "a reply") -> list[Event]:
        return self.take(Spoke(text, understood(*acts)))

    def mumble(self, text: str = "mumble") -> list[Event]:
        return self.take(Spoke(text, NotUnderstood()))

    def hint_at(self, *acts: str, text: str = "perhaps") -> list[Event]:
        return self.take(Spoke(text, unsure(*acts)))

    def speak_unheard(self, text: str = "anything") -> list[Event]:
        return self.take(Spoke(text, Unavailable()))

    def choose(self, act: str | None) -> list[Event]:
        return self.take(Chose(act))

    def wait(self) -> list[Event]:
        return self.take(Waited())

    def leave(self) -> list[Event]:
        return self.take(Left())

    @property
    def session(self) -> Session:
        return replay(self.events)

    @property
    def transcript(self) -> Transcript:
        return transcribe(self.scenario, self.events)

    @property
    def card(self) -> Scorecard:
        card = score(VOCABULARY, self.scenario, self.events)
        assert card is not None, "the call is not over"
        return card

    @property
    def debrief(self) -> Debrief:
        return debrief(VOCABULARY, self.scenario, self.card)

    def habit(self, habit: Habit) -> HabitScore:
        return next(one for one in self.card.habits if one.habit is habit)
