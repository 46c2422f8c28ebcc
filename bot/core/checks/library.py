"""What can be seen only with all scenarios side by side: whether twins belong together."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.core.checks.finding import Finding
from bot.core.scenario import Scenario, Waiting
from bot.core.vocabulary import Vocabulary


def check_pair(
    scenario: Scenario, library: Mapping[str, Scenario], unread: Collection[str] = ()
) -> Iterator[Finding]:
    """What is wrong with the `pair` of a scenario in this library.

    `unread` are ids that exist but could not be read: nothing is said about pairs with these.
    """
    if scenario.pair is None or scenario.pair in unread:
        return
    twin = library.get(scenario.pair)
    if twin is None:
        known = (*(name for name in library if name != scenario.id), *unread)
        yield Finding("E210", ("pair",), {"word": scenario.pair}, known)
        return
    for code in _mismatches(scenario, twin):
        yield Finding(code, ("pair",), {"word": twin.id, "own": scenario.id})


def _mismatches(scenario: Scenario, twin: Scenario) -> Iterator[str]:
    if twin.pair != scenario.id:
        yield "E326"
    if twin.kind is scenario.kind:
        yield "E327"
    if twin.setting != scenario.setting:
        yield "E328"
    elif twin.kind is not scenario.kind and twin.level != scenario.level:
        yield "W309"


def check_taught(scenarios: Iterable[Scenario], vocabulary: Vocabulary) -> Iterator[Finding]:
    """A finding for each sign that no line of these scenarios carries; places are in signs.yaml."""
    taught = {
        sign
        for scenario in scenarios
        for state in scenario.states.values()
        if isinstance(state, Waiting)
        for line in state.lines
        for sign in line.signs
    }
    for sign in vocabulary.signs:
        if sign not in taught:
            yield Finding("W310", ("signs", sign), {"word": sign}, at_key=True)
