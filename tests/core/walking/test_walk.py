"""What a walk tells of a scenario, and what it finds wrong."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from bot.core.events import CallerSpoke, Said
from bot.core.scenario import Outcome, Scenario
from bot.core.walking import Person, Spot, Trouble, Walk, uniform, walk
from bot.core.walking.confusion import ASSUMED_ERROR
from bot.core.walking.drill import Drill, saying
from bot.core.walking.plays import unshown_signs
from bot.core.walking.walk import unfair
from tests.building import VOCABULARY, ending, scenario, silence, small, waiting
from tests.core.strategies import scenarios


def walked(case: Scenario, **wanted: object) -> Walk:
    return walk(VOCABULARY, case, **{"plays": 60, **wanted})  # type: ignore[arg-type]


def troubles(case: Scenario) -> list[tuple[Trouble, str]]:
    return [(one.trouble, one.where) for one in walked(case).problems]


def test_a_sound_call_has_nothing_wrong() -> None:
    assert walked(small()).problems == ()


def test_the_same_seed_gives_the_same_walk() -> None:
    assert walked(small(), seed=7) == walked(small(), seed=7)
    assert walked(small(), seed=7).plays != walked(small(), seed=8).plays


def test_every_variant_is_counted_nudges_and_not_understanding_too() -> None:
    hits = walked(small(), plays=200).plays.hits
    assert set(hits) >= {
        Spot("opening", Said.LINE, 1),
        Spot("opening", Said.NUDGE, 0),
        Spot("", Said.UNCLEAR, 1),
    }
    assert all(hits.values())


def test_a_line_that_chance_missed_is_looked_for_on_the_straight_way() -> None:
    plays = walked(small(), plays=0).plays
    assert set(plays.rare) == set(plays.hits)
    assert plays.never == ()


def test_a_state_that_nothing_leads_to_is_never_heard() -> None:
    lost = scenario(*small().states.values(), waiting("lost", {}, "left"))
    assert troubles(lost) == [(Trouble.UNHEARD, "lost")]


def test_each_person_comes_to_the_ending_one_would_expect() -> None:
    fates = {one.person: one for one in walked(small()).fates}
    assert fates[Person.CAUTIOUS].outcome is Outcome.SAFE
    assert fates[Person.TRUSTING].ending == "paid"
    assert fates[Person.SILENT].ending == "dead_line"
    assert (fates[Person.SILENT].turns, fates[Person.SILENT].seconds) == (0, 90)
    assert fates[Person.GIBBERISH].ending == "dead_line"
    trusting, cautious = fates[Person.TRUSTING].total, fates[Person.CAUTIOUS].total
    assert trusting is not None
    assert cautious is not None
    assert trusting < cautious


def test_silence_that_goes_round_in_a_circle_is_endless() -> None:
    one = waiting("one", {"ends_call": "left"}, "two", quiet=silence("two"))
    two = waiting("two", {"ends_call": "left"}, "left", quiet=silence("one"))
    told = troubles(scenario(one, two, ending("left", Outcome.SAFE)))
    assert (Trouble.ENDLESS, "silent") in told
    assert (Trouble.ENDLESS, "one") in told


def test_silence_is_timed_from_every_state() -> None:
    told = {one.state: one.seconds for one in walked(small()).silences}
    assert told == {"opening": 90, "demand": 45}


def test_the_longest_call_passes_no_state_twice() -> None:
    longest = walked(small()).longest
    assert longest.states[:2] == ("opening", "demand")
    assert len(longest.states) == 3
    assert longest.exact
    assert longest.circles
    assert longest.seconds == 90 + 45


def test_a_sign_that_was_not_shown_is_noticed() -> None:
    drill = Drill.begin(small(), 1)
    for act in ("discloses", "agrees_to_pay"):
        drill.take(saying([act]))
    assert list(unshown_signs(VOCABULARY, drill)) == []
    spoken = [event for event in drill.events if isinstance(event, CallerSpoke)]
    assert spoken


def test_the_assumed_confusions_share_the_error_alike() -> None:
    rows = uniform(["a", "b", "c"])
    assert rows["a"] == {"b": ASSUMED_ERROR / 2, "c": ASSUMED_ERROR / 2}


def test_a_misreading_that_pays_is_the_worst_and_ends_the_call_at_once() -> None:
    rows = {"verifies_independently": {"agrees_to_pay": 0.02}}
    impacts = walked(small(), confusions=rows).impacts
    worst = impacts[0]
    assert (worst.state, worst.act, worst.read) == (
        "demand",
        "verifies_independently",
        "agrees_to_pay",
    )
    assert worst.change < -20
    assert not worst.asks_again
    assert worst.expected == 0.02 * abs(worst.change)


def test_what_cannot_be_misread_has_no_impact() -> None:
    assert walked(small(), confusions={}).impacts == ()


def test_a_harmed_call_above_a_safe_one_would_be_told() -> None:
    ranges = walked(small()).endings
    harmed = next(one for one in ranges if one.ending.outcome is Outcome.HARMED)
    assert harmed.highest
    high = replace(harmed, highest=replace(harmed.highest, total=101, limit=101))
    swapped = tuple(high if one is harmed else one for one in ranges)
    assert [one.trouble for one in unfair(swapped)] == [Trouble.UNFAIR]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_any_scenario_can_be_walked(case: Scenario) -> None:
    found = walked(case, plays=5)
    unheard = {one.where for one in found.problems if one.trouble is Trouble.UNHEARD}
    assert unheard <= {*case.states, "unclear"}
    for one in found.endings:
        if one.lowest and one.highest:
            assert one.lowest.limit <= one.lowest.total <= one.highest.total <= one.highest.limit
