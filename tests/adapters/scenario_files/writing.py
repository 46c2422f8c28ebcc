"""Puts scenarios into a folder for the tests."""

import shutil
from pathlib import Path

from bot.adapters.scenario_files import Fault, check
from bot.core.vocabulary import Vocabulary
from tests.adapters.scenario_files.conftest import BROKEN, TODAY

SCAM = (BROKEN / "around" / "same-kind.yaml").read_text(encoding="utf-8")
"""A scam without faults, to be put beside the others of its folder."""


def surroundings(folder: Path) -> Path:
    """The folder with shared replies and with twins for the scenario "case"."""
    for file in (BROKEN / "around").iterdir():
        shutil.copy(file, folder)
    return folder


def case(*changes: tuple[str, str]) -> str:
    """The good scam as "case", with these words replaced, each once."""
    text = SCAM.replace("scenario: same-kind", "scenario: case").replace("pair: case", "pair: twin")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def faults_of(text: str | bytes, folder: Path, vocabulary: Vocabulary) -> list[Fault]:
    """The faults of a scenario among its surroundings."""
    file = surroundings(folder) / "zz-case.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = check([folder], vocabulary, today=TODAY)
    return [fault for fault in report.faults if fault.file == file.as_posix()]


def codes(text: str | bytes, folder: Path, vocabulary: Vocabulary) -> list[str]:
    """Only the codes."""
    return [fault.code for fault in faults_of(text, folder, vocabulary)]
