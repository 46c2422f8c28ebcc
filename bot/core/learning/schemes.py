"""Families of scams: what works alike, so that one call can stand for another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.scenario import Scenario, Waiting
from bot.core.vocabulary import Kind


class Scheme(StrEnum):
    """What a caller puts forward, or, in a genuine call, what it resembles."""

    AUTHORITY = "authority"
    """Power: an office, a threat of arrest."""
    FAMILY = "family"
    """Somebody dear who is in danger, or who is far away."""
    OFFER = "offer"
    """Something to gain."""
    ACCESS = "access"
    """A favour or a precaution that opens an account, a device or an identity."""


@dataclass(frozen=True, slots=True, order=True)
class Family:
    """The calls of one setting that work alike; a genuine call belongs to its twin's family."""

    setting: str
    scheme: Scheme


LEVERS: Final[Mapping[Scheme, tuple[str, ...]]] = {
    Scheme.AUTHORITY: ("authority_claim", "arrest_threat"),
    Scheme.OFFER: ("bait_offer",),
}
"""Signs that tell the scheme; the one that a scenario shows on more lines decides."""

KIN: Final = "family_harm"
"""A threat to somebody dear outweighs every other sign."""


def families(scenarios: Iterable[Scenario]) -> Mapping[str, Family]:
    """The family of each scenario by id, told by the signs of the scam.

    A genuine call without its twin among `scenarios` has none.
    """
    known = list(scenarios)
    found = {one.id: Family(one.setting, scheme_of(one)) for one in known if one.kind is Kind.SCAM}
    twins = {
        one.id: Family(one.setting, found[one.pair].scheme)
        for one in known
        if one.kind is Kind.GENUINE and one.pair in found
    }
    return {**found, **twins}


def scheme_of(scam: Scenario) -> Scheme:
    """The scheme of a scam, by how many of its lines carry which sign."""
    states = (state for state in scam.states.values() if isinstance(state, Waiting))
    signs = Counter(sign for state in states for line in state.lines for sign in line.signs)
    if signs[KIN]:
        return Scheme.FAMILY
    shown = {scheme: sum(signs[sign] for sign in signs_) for scheme, signs_ in LEVERS.items()}
    best = max(shown, key=lambda scheme: shown[scheme])
    return best if shown[best] else Scheme.ACCESS
