"""The lowest and highest score of every ending: as found by search, as any drill can get."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scenario import Scenario
from bot.core.scoring import score
from bot.core.session import Phase
from bot.core.walking.moves import Moves
from bot.core.walking.scores import SILENCE, Range, ranges
from bot.core.walking.tally import Packing, add
from tests.building import VOCABULARY, Call, genuine, small


def found(scenario: Scenario) -> dict[str, Range]:
    return {one.ending.id: one for one in ranges(Moves(VOCABULARY, scenario))}


def totals(one: Range) -> tuple[int, int]:
    assert one.lowest
    assert one.highest
    return one.lowest.total, one.highest.total


@pytest.mark.parametrize(
    "scenario", [small(), small("north"), genuine()], ids=lambda one: one.setting
)
def test_no_drill_of_three_replies_gets_beyond_the_range_of_its_ending(scenario: Scenario) -> None:
    known = found(scenario)
    for seed, acts in product(range(4), product(VOCABULARY.acts, repeat=3)):
        call = Call(scenario, seed)
        for act in acts:
            if call.session.phase is Phase.CALLING:
                call.say(act)
        card = score(VOCABULARY, scenario, call.events)
        if card:
            low, high = totals(known[card.ending])
            assert low <= card.total <= high


def test_the_example_gives_the_score_when_it_is_played() -> None:
    extreme = found(small())["paid"].lowest
    assert extreme
    assert extreme.total == extreme.limit
    seen = set()
    for seed in range(50):
        call = Call(small(), seed)
        for step in extreme.steps:
            assert call.session.state == step.state
            if step.acts == (SILENCE,):
                call.wait()
            else:
                call.say(*step.acts)
        seen.add((call.card.ending, call.card.total))
    assert ("paid", extreme.total) in seen


def test_leaving_safely_is_full_marks_at_best() -> None:
    assert totals(found(small())["left"])[1] == 100


def test_a_harmed_call_never_stands_above_a_safe_one() -> None:
    known = found(small())
    assert totals(known["paid"])[1] < totals(known["checked"])[0]


def test_silence_is_a_way_too() -> None:
    extreme = found(small())["dead_line"].highest
    assert extreme
    assert extreme.steps[-1].acts == (SILENCE,)


def test_an_ending_that_nothing_leads_to_has_no_scores() -> None:
    assert found(genuine())["dead_line"].lowest is not None
    unused = small()
    assert all(one.lowest for one in ranges(Moves(VOCABULARY, unused)))


tallies = st.tuples(*[st.integers(0, 2)] * 3, *[st.integers(-4, 0)] * 3)


@given(tallies, tallies)
def test_packed_tallies_add_and_compare_as_they_are(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    packing = Packing(3)
    assert packing.unpack(packing.pack(one)) == one
    assert packing.unpack(packing.add(packing.pack(one), packing.pack(other))) == add(one, other)
    better = all(a >= b for a, b in zip(one, other, strict=True))
    assert packing.covers(packing.pack(one), packing.pack(other)) is better
