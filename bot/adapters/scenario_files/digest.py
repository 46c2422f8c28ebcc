"""The hash by which a running drill keeps the text that it began with."""

import hashlib
from dataclasses import replace

from bot.core.scenario import Scenario
from bot.core.snapshot import to_json


def with_digest(scenario: Scenario) -> Scenario:
    """The scenario with the SHA-256 (hex) of all that a trainee meets and that is scored.

    Layout, comments, `covers:` and `tests:` do not change it; the shared replies of the folder do.
    """
    content = to_json(replace(scenario, tests={}, covers=(), digest=""))
    return replace(scenario, digest=hashlib.sha256(content.encode()).hexdigest())
