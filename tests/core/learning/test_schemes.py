"""Families: scams by what they put forward, genuine calls by their twin."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.scenario_files import FileLibrary
from bot.core.learning.schemes import Family, Scheme, families, scheme_of
from bot.core.scenario import Outcome, Scenario
from bot.core.vocabulary import Kind
from tests.building import ending, line, scenario, waiting


def scam(*signs: str, id: str = "a-scam", pair: str | None = None) -> Scenario:
    state = waiting("opening", {}, "end", says=tuple(line("Hello.", sign) for sign in signs))
    return replace(scenario(state, ending("end", Outcome.SAFE)), id=id, pair=pair)


@pytest.mark.parametrize(
    ("signs", "scheme"),
    [
        (("authority_claim", "arrest_threat", "money_demand"), Scheme.AUTHORITY),
        (("bait_offer", "urgency"), Scheme.OFFER),
        (("authority_claim", "bait_offer", "bait_offer"), Scheme.OFFER),
        (("authority_claim", "arrest_threat", "bait_offer"), Scheme.AUTHORITY),
        (("asks_data", "urgency"), Scheme.ACCESS),
        (("authority_claim", "authority_claim", "family_harm"), Scheme.FAMILY),
        (("secrecy",), Scheme.ACCESS),
    ],
)
def test_the_signs_tell_the_scheme(signs: tuple[str, ...], scheme: Scheme) -> None:
    assert scheme_of(scam(*signs)) is scheme


def test_a_genuine_call_belongs_to_its_twins_family() -> None:
    one = scam("bait_offer", id="a-scam", pair="a-call")
    twin = replace(scam("secrecy", id="a-call", pair="a-scam"), kind=Kind.GENUINE)
    alone = replace(twin, id="another-call", pair="gone")
    family = Family(one.setting, Scheme.OFFER)
    assert families([twin, one, alone]) == {"a-scam": family, "a-call": family}


def test_every_scenario_of_the_project_has_a_family() -> None:
    library = FileLibrary(Path(__file__).parents[3] / "scenarios").scenarios()
    known = families(library)
    assert set(known) == {one.id for one in library}
    for one in library:
        assert one.pair is None or known[one.id] == known[one.pair]
        assert known[one.id].setting == one.setting
    assert {family.scheme for family in known.values()} == set(Scheme)
