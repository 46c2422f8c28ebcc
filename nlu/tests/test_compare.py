"""The table of designs says what was measured."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from components import compare, logistic
from components.cases import Case

TEST = [Case("a", ("delays",), "ko"), Case("b", ("pleads", "delays"), "en")]
FOUND = {
    "acts": [["delays"], ["pleads"]],
    "milliseconds": [1.0, 3.0],
    "seconds": 61.7,
    "bytes": 2_400_000,
    "memory_mb": 99.6,
}


def test_a_row_has_the_figures_of_its_design() -> None:
    shown = compare.table(TEST, {"characters": FOUND, "diet": {**FOUND, "epochs": 30}})
    row, diet = shown.splitlines()[2:]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:] == ["0.800", "1.000", "0.667", "62 s", "2 MB", "100 MB", "2.0 ms", "3.0 ms"]
    assert diet.startswith("| Rasa's default pipeline (DIET), 30 epochs |")


def test_a_design_is_measured_again_where_replies_or_epochs_are_others(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "FOLDER", tmp_path)
    assert not compare._have("diet", "now", 30)
    compare._result("diet").write_text('{"replies": "now", "epochs": 30}', encoding="utf-8")
    assert compare._have("diet", "now", 30)
    assert not compare._have("diet", "now", 100)
    assert not compare._have("diet", "later", 30)


def test_the_regression_learns_what_a_line_can() -> None:
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(300, 4)).astype(np.float32)
    labels = np.stack([rows[:, 0] > 0, rows[:, 1] > rows[:, 2]], axis=1).astype(float)
    weights, bias = logistic.fit(sparse.csr_matrix(rows), labels, 8.0)
    assert ((rows @ weights + bias > 0) == (labels == 1)).mean() > 0.97
