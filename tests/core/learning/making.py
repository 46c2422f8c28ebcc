"""Small forms and answers for the tests of learning."""

from collections.abc import Sequence

from bot.core.learning.forms import Action, Answered, Confidence, Form, Item
from bot.core.learning.schemes import Scheme
from bot.core.scenario import Basis, Medium, Source
from bot.core.vocabulary import Kind
from tests.building import prose

SOURCE = Source("a report", Basis.DOCUMENTED, "2026-11-22")


def item(id: str, kind: Kind, **others: object) -> Item:
    right = (Action.CHECK, Action.PUT_OFF) if kind is Kind.SCAM else (Action.COMPLY, Action.CHECK)
    known: dict[str, object] = {
        "setting": "south",
        "scheme": Scheme.AUTHORITY,
        "medium": Medium.CALL,
        "difficulty": 1,
        "right": right,
    }
    return Item(
        id=id,
        kind=kind,
        source=SOURCE,
        says=prose(f"This is what {id} says.", f"{id}의 말입니다."),
        tell=prose(f"This is what tells {id}.", f"{id}의 설명입니다."),
        **{**known, **others},  # type: ignore[arg-type]
    )


def form(id: str = "form-a", count: int = 10, letter: str = "a") -> Form:
    """A form with `count` scams and as many genuine calls."""
    scams = [item(f"{letter}-scam-{number}", Kind.SCAM) for number in range(count)]
    genuine = [item(f"{letter}-genuine-{number}", Kind.GENUINE) for number in range(count)]
    return Form(id, (*scams, *genuine), digest=f"digest-of-{id}")


def answers(
    hits: int,
    alarms: int,
    count: int = 10,
    sure: Confidence = Confidence.SURE,
    action: Action = Action.CHECK,
) -> tuple[Answered, ...]:
    """One person's answers to `count` items of each kind: so many scams seen, so many alarms."""
    made = form(count=count)
    return tuple(
        Answered(one, verdict, sure, action)
        for kind, called in ((Kind.SCAM, hits), (Kind.GENUINE, alarms))
        for one, verdict in zip(
            [one for one in made.items if one.kind is kind],
            [Kind.SCAM] * called + [Kind.GENUINE] * (count - called),
            strict=True,
        )
    )


def group(*people: tuple[int, int]) -> Sequence[Sequence[Answered]]:
    """People by their hits and false alarms of ten."""
    return [answers(hits, alarms) for hits, alarms in people]
