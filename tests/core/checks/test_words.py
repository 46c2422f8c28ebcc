"""Acts, signs, lines and the head of a scenario."""

from dataclasses import replace

import pytest

from bot.core.checks import HOLE, check_pair
from bot.core.language import Prose
from bot.core.scenario import BetterReply, Line, Scenario
from bot.core.vocabulary import Habit, Kind
from tests.core.checks.conftest import codes, found, genuine, line, prose, scenario, waiting


def with_state(**changes: object) -> Scenario:
    return scenario(replace(waiting("more"), **changes))  # type: ignore[arg-type]


def test_unknown_acts_and_signs_are_found_with_what_was_meant() -> None:
    (finding,) = found(scenario(waiting("more", {"delys": "safe"})))
    assert (finding.code, finding.at_key, finding.suggestion) == ("E204", True, "delays")
    (finding,) = found(scenario(waiting("more", lines=[line("하나", "urgncy"), line("둘")])))
    assert (finding.code, finding.suggestion) == ("E202", "urgency")
    assert finding.path == ("states", "more", "caller says", 0, "signs", 0)


def test_a_control_leads_nowhere() -> None:
    assert codes(scenario(waiting("more", {"wants_to_stop": "safe"}))) == ["E209"]


def test_lines_of_a_scam_carry_signs_and_no_chances() -> None:
    bare = Line(prose())
    assert codes(scenario(waiting("more", lines=[bare, line("둘")]))) == ["E402"]
    both = Line(prose(), ("urgency",), (Habit.PAY,))
    assert codes(scenario(waiting("more", lines=[both, line("둘")]))) == ["E409"]


def test_lines_of_a_genuine_call_carry_no_signs() -> None:
    case = genuine()
    lines = (line("하나"), Line(prose("둘"), chances=(Habit.VERIFY,)))
    states = {**case.states, "more": waiting("more", lines=lines)}
    assert codes(replace(case, states=states)) == ["E403"]


def test_a_genuine_call_without_any_chance_is_advised_against() -> None:
    case = genuine()
    lines = [Line(prose("하나")), Line(prose("둘"))]
    states = {
        **case.states,
        "start": waiting("start", {"pays": "lost"}, "more", lines=lines),
        "more": waiting("more", lines=lines),
    }
    assert codes(replace(case, states=states)) == ["W304"]


def test_one_variant_or_two_that_are_the_same_are_too_few() -> None:
    assert codes(scenario(waiting("more", lines=[line()]))) == ["W301"]
    assert codes(scenario(waiting("more", lines=[line(), line()]))) == ["W308"]


def test_a_state_has_a_better_reply_that_protects() -> None:
    assert codes(with_state(better=None)) == ["W305"]
    assert codes(with_state(better=BetterReply(prose(), ("nods",)))) == ["W306"]
    assert codes(with_state(better=BetterReply(prose(), ("nodds",)))) == ["E204"]


def test_what_lacks_because_it_could_not_be_read_is_not_called_missing() -> None:
    holes = frozenset({("states", "more", "better reply")})
    assert found(with_state(better=None), holes) == []


def test_tests_name_states_and_acts_controls_and_unclear() -> None:
    case = scenario(waiting("more"))
    good = {"more": {"그만": ("wants_to_stop",), "ㅋㅋ": ("unclear",), "내일": ("delays",)}}
    assert codes(replace(case, tests=good)) == []
    bad = {"mroe": {"내일": ("delys",)}}
    assert codes(replace(case, tests=bad)) == ["E203", "E204"]


def test_setting_and_content_notes_are_given_words() -> None:
    case = scenario(waiting("more"))
    assert codes(replace(case, setting="nort")) == ["E207"]
    assert codes(replace(case, content=("shoutng",))) == ["E212"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-22", []), ("2025-11-24", []), ("2025-11-20", ["W401"]), ("2027-01-01", ["W403"])],
)
def test_a_source_is_looked_at_every_year(day: str, expected: list[str]) -> None:
    case = scenario(waiting("more"))
    assert codes(replace(case, source=replace(case.source, checked=day))) == expected


def test_prose_stands_in_korean_and_english() -> None:
    case = replace(scenario(waiting("more")), title=Prose({"en": "A call", "ja": "電話"}))
    (finding,) = found(case)
    assert (finding.code, finding.path, finding.params) == ("E401", ("title",), {"language": "ko"})


def test_nothing_is_said_about_prose_that_could_not_be_read() -> None:
    case = replace(scenario(waiting("more")), title=Prose({"ko": HOLE, "en": HOLE}))
    assert codes(case) == []


def twins() -> dict[str, Scenario]:
    return {"case": scenario(waiting("more")), "twin": replace(genuine(), id="twin", pair="case")}


def pair_codes(case: Scenario, library: dict[str, Scenario]) -> list[str]:
    return [one.code for one in check_pair(case, library)]


def test_twins_point_at_each_other_and_differ_only_in_kind() -> None:
    library = twins()
    case, twin = library["case"], library["twin"]
    assert pair_codes(case, library) == []
    assert pair_codes(case, {**library, "twin": replace(twin, pair="other")}) == ["E326"]
    assert pair_codes(case, {**library, "twin": replace(twin, kind=Kind.SCAM)}) == ["E327"]
    assert pair_codes(case, {**library, "twin": replace(twin, setting="north")}) == ["E328"]


def test_a_missing_twin_is_found_but_not_one_that_could_not_be_read() -> None:
    case = replace(twins()["case"], pair="twni")
    (finding,) = check_pair(case, twins())
    assert (finding.code, finding.suggestion) == ("E210", "twin")
    assert list(check_pair(case, {}, unread={"twni"})) == []
