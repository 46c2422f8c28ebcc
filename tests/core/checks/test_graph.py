"""Where a call can go, and where it must not."""

from dataclasses import replace

from bot.core.checks import HOLE
from bot.core.scenario import Outcome
from tests.core.checks.conftest import codes, ending, found, genuine, scenario, waiting


def test_a_whole_call_has_no_findings() -> None:
    assert codes(scenario(waiting("more"))) == []
    assert codes(genuine()) == []


def test_a_target_that_is_no_state_is_found_with_the_one_that_was_meant() -> None:
    (finding,) = found(scenario(waiting("more", {"delays": "saef"})))
    assert (finding.code, finding.params["word"]) == ("E203", "saef")
    assert finding.path == ("states", "more", "if trainee", "delays", "go")
    assert finding.suggestion == "safe"


def test_otherwise_silence_and_the_start_are_looked_at_too() -> None:
    case = scenario(waiting("more", otherwise="nowhere at all", silence="beyond everything"))
    paths = [one.path[2:] for one in found(case) if one.code == "E203"]
    assert paths == [("otherwise", "go"), ("silence", "go")]
    assert codes(replace(scenario(waiting("more")), starts_at="strat")) == ["E203"]


def test_a_misspelt_target_does_not_make_the_state_that_was_meant_unreachable() -> None:
    case = scenario(waiting("more", {"delays": "special_endign"}), ending("special_ending"))
    assert codes(case) == ["E203"]


def test_a_state_that_nothing_leads_to_is_found_but_not_what_only_it_leads_to() -> None:
    case = scenario(
        waiting("more"),
        waiting("forgotten", {"delays": "behind"}),
        waiting("behind", {"delays": "further"}),
        waiting("further"),
    )
    assert [(one.code, one.path[-1]) for one in found(case)] == [("E322", "forgotten")]


def test_two_states_that_lead_only_to_each_other_are_one_finding() -> None:
    case = scenario(
        waiting("more"), waiting("one", {"nods": "two"}), waiting("two", {"nods": "one"})
    )
    assert [(one.code, one.path[-1]) for one in found(case)] == [("E322", "one")]


def test_a_loop_that_no_reply_leaves_is_a_dead_end_told_once() -> None:
    case = scenario(
        waiting("more", {"delays": "one"}),
        waiting("one", {"nods": "two"}, otherwise="two"),
        waiting("two", otherwise="one"),
        waiting("lead_in", otherwise="one"),
    )
    case = replace(
        case,
        states={
            **case.states,
            "start": waiting("start", {"nods": "lead_in", "pays": "lost"}, "more"),
        },
    )
    assert [(one.code, one.path[-1]) for one in found(case)] == [("E321", "one")]


def test_a_loop_that_one_act_leaves_is_only_advised_against() -> None:
    case = scenario(
        waiting("one", {"delays": "safe"}, otherwise="two"), waiting("two", otherwise="one")
    )
    (finding,) = found(case)
    assert (finding.code, finding.params["word"]) == ("W303", "one → two → one")


def test_a_call_needs_a_harmful_and_a_safe_ending() -> None:
    case = scenario(waiting("more"))
    assert codes(replace(case, states={**case.states, "lost": ending("lost")})) == ["E323"]
    open_end = ending("safe", Outcome.OPEN)
    assert codes(replace(case, states={**case.states, "safe": open_end})) == ["E324"]


def test_a_genuine_caller_can_be_turned_away() -> None:
    case = genuine()
    assert codes(replace(case, states={**case.states, "lost": ending("lost")})) == ["E325"]


def test_a_call_does_not_begin_with_its_end() -> None:
    assert codes(replace(scenario(waiting("more")), starts_at="safe")) == ["E320"]


def test_where_a_state_could_not_be_read_nothing_is_guessed_about_the_way() -> None:
    case = scenario(waiting("more", otherwise=HOLE), ending("perhaps_reached"))
    holes = frozenset({("states", "more", "otherwise")})
    assert found(case, holes) == []
