"""What Hypothesis may think of: scenarios, stimuli and whole drills."""

from hypothesis import strategies as st

from bot.core.engine import Chose, Left, Spoke, Stimulus, Waited
from bot.core.scenario import (
    Answer,
    Line,
    Outcome,
    Scenario,
    Silence,
    State,
    Waiting,
)
from bot.core.understanding import NotUnderstood, Reading, Unavailable, Understood, Unsure
from bot.core.vocabulary import Habit, Kind
from tests.building import VOCABULARY, ending, prose, scenario

ACTS = sorted(VOCABULARY.acts)
EVERYTHING = [*ACTS, *sorted(VOCABULARY.controls)]

acts = st.sampled_from(ACTS)
anything = st.sampled_from(EVERYTHING)
texts = st.none() | st.text(max_size=20)
confidences = st.floats(0, 1)
readings = st.lists(
    st.builds(Reading, anything, confidences), min_size=1, max_size=4, unique_by=lambda one: one.act
).map(tuple)

stimuli: st.SearchStrategy[Stimulus] = st.one_of(
    st.builds(Spoke, texts, st.builds(Understood, readings)),
    st.builds(Spoke, texts, st.builds(Unsure, readings)),
    st.builds(Spoke, texts, st.builds(NotUnderstood)),
    st.builds(Spoke, texts, st.builds(Unavailable)),
    st.builds(Chose, st.none() | anything),
    st.builds(Waited),
)
"""All that may happen in a call but leaving it."""

all_stimuli = stimuli | st.builds(Left)

points = st.dictionaries(st.sampled_from(list(Habit)), st.integers(-2, 2), max_size=3)


@st.composite
def lines(draw: st.DrawFn, kind: Kind) -> tuple[Line, ...]:
    signs = st.lists(st.sampled_from(sorted(VOCABULARY.signs)), unique=True, max_size=3).map(tuple)
    chances = st.lists(st.sampled_from(list(Habit)), unique=True, max_size=3).map(tuple)
    one = (
        st.builds(Line, st.just(prose("a line")), signs)
        if kind is Kind.SCAM
        else st.builds(Line, st.just(prose("a line")), st.just(()), chances)
    )
    return tuple(draw(st.lists(one, min_size=1, max_size=3)))


@st.composite
def _waiting(draw: st.DrawFn, id: str, kind: Kind, targets: list[str]) -> Waiting:
    to = st.sampled_from(targets)
    answer = st.builds(Answer, to, st.none() | points)
    nudges = draw(st.just(()) | lines(kind))
    return Waiting(
        id,
        draw(lines(kind)),
        draw(st.dictionaries(acts, answer, max_size=5)),
        draw(to),
        Silence(45, draw(to), nudges),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any graph of one to five states and up to four endings; it may have circles."""
    kind = draw(st.sampled_from(list(Kind)))
    waits = [f"state{number}" for number in range(draw(st.integers(1, 5)))]
    outcomes = draw(st.lists(st.sampled_from(list(Outcome)), min_size=1, max_size=4))
    ends: list[State] = [ending(f"end{n}", outcome) for n, outcome in enumerate(outcomes)]
    targets = [*waits, *(end.id for end in ends), "dead_line"]
    states: list[State] = [draw(_waiting(name, kind, targets)) for name in waits]
    setting = draw(st.sampled_from(["north", "south"]))
    return scenario(*states, *ends, kind=kind, setting=setting)
