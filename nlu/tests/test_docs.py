"""The figures in the documentation are those of the model that the repository makes."""

from __future__ import annotations

import pytest

from components import figures, train

TEXT = "before\n<!-- written by: make x -->\nold\n<!-- end of make x -->\nafter\n"


def test_only_what_stands_between_the_marks_is_renewed() -> None:
    said = figures.origin("a" * 64, "b" * 64)
    new = figures.renewed(TEXT, "make x", said)
    assert new == TEXT.replace("old", said)
    assert figures.made_from(new, "make x") == {"model": "a" * 16, "replies": "b" * 16}
    assert figures.made_from(TEXT, "make x") == {}
    with pytest.raises(ValueError, match="no place for what `make y` writes"):
        figures.renewed(TEXT, "make y", "new")


def test_the_figures_in_the_documentation_are_of_this_model_and_these_replies() -> None:
    of = figures.made_from(figures.PAGE.read_text(encoding="utf-8"), figures.REPORT)
    now = {"model": train.fingerprint()[:16], "replies": figures.eval_print()[:16]}
    assert of == now, "the figures in docs/nlu.md are of another model; run: make nlu-report"
