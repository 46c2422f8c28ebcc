"""What simulated people say: the replies that authors wrote under `tests:`, by what they do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.core.redaction import redact
from bot.core.scenario import Scenario, Waiting
from bot.core.understanding import NotUnderstood, Reading, Understanding, Understood, Unsure

MISREAD: Final = 0.07
DOUBTED: Final = 0.05
MISSED: Final = 0.03
"""So many of the replies are read wrongly, left in doubt, or not understood, as by a real model."""


@dataclass(frozen=True, slots=True)
class Known:
    """A reply, what it does, and where its author heard it."""

    text: str
    acts: tuple[str, ...]
    language: str
    setting: str
    scenario: str
    state: str


class Replies:
    """The replies of a library; `seed` settles which of them are read wrongly."""

    def __init__(self, scenarios: Iterable[Scenario], seed: int) -> None:
        self._by_act: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.truth: dict[str, tuple[str, ...]] = {}
        """What each reply does, by its redacted text."""
        for known in _all(scenarios):
            self.truth.setdefault(redact(known.text), known.acts)
            for act in known.acts:
                self._by_act[known.language, act].append(known)
        self._acts = sorted({act for acts in self.truth.values() for act in acts})
        self._seed = seed

    def readings(self) -> Mapping[str, Understanding]:
        """How a model reads them: mostly right, never quite sure."""
        return {text: self._read(text, acts) for text, acts in self.truth.items()}

    def saying(
        self, act: str, language: str, scenario: Scenario, state: str, chance: Random
    ) -> str | None:
        """A reply that does this, from as near to this place as there is one; None without any."""
        known = self._by_act.get((language, act), ())
        nearer = (
            [one for one in known if (one.scenario, one.state) == (scenario.id, state)],
            [one for one in known if one.scenario == scenario.id],
            [one for one in known if one.setting == scenario.setting and len(one.acts) == 1],
            [one for one in known if len(one.acts) == 1],
        )
        fitting = next((found for found in nearer if found), None)
        return chance.choice(fitting).text if fitting else None

    def _read(self, text: str, acts: tuple[str, ...]) -> Understanding:
        chance = Random(f"{self._seed}:{text}")
        drawn, other = chance.random(), chance.choice([a for a in self._acts if a not in acts])
        if drawn < MISREAD:
            return Understood((Reading(other, chance.uniform(0.55, 0.8)),))
        if drawn < MISREAD + DOUBTED:
            return Unsure((Reading(acts[0], 0.48), Reading(other, 0.41)))
        if drawn < MISREAD + DOUBTED + MISSED:
            return NotUnderstood()
        return Understood(tuple(Reading(act, chance.uniform(0.62, 0.99)) for act in acts))


def _all(scenarios: Iterable[Scenario]) -> Iterator[Known]:
    for scenario in scenarios:
        for state, replies in scenario.tests.items():
            for text, acts in replies.items():
                yield Known(text, acts, _language(text), scenario.setting, scenario.id, state)
        for state, waiting in scenario.states.items():
            if isinstance(waiting, Waiting) and waiting.better:
                for language, text in waiting.better.prose.words.items():
                    acts = waiting.better.acts
                    yield Known(text, acts, language, scenario.setting, scenario.id, state)


def _language(text: str) -> str:
    return "ko" if any("가" <= character <= "힣" for character in text) else "en"
