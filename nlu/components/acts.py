"""The act ids, read from the vocabulary that scenarios and scorecards share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from components.quiet import ROOT

VOCABULARY: Final = ROOT.parent / "scenarios" / "acts.yaml"
UNCLEAR: Final = "unclear"
_GROUPS: Final = ("acts", "controls", "fallback")


def read_act_ids(path: Path) -> tuple[str, ...]:
    """All act ids of the vocabulary in its own order: acts, controls, then `unclear`."""
    vocabulary = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(act for group in _GROUPS for act in vocabulary[group])
