"""Rasa is imported by some modules under test; it must find what every process here sets first."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import quiet, stand_ins

quiet.settle()
stand_ins.install()

FILE = """\
writer: someone
replies:
  - lang: ko
    register: seoul
    setting: south
    caller: "검찰청입니다."
    said:
      "누구십니까": [asks_identity]
      "내일 아들하고 갈게요": [delays, tells_trusted_person]
"""


@pytest.fixture
def reply_file(tmp_path: Path) -> Path:
    path = tmp_path / "someone.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path
