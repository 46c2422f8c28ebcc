from __future__ import annotations

from pathlib import Path

import pytest

from components.acts import read_act_ids
from components.quiet import ROOT
from components.replies import ReplyDataError, load_replies, read_file

ACTS = read_act_ids(ROOT.parent / "scenarios" / "acts.yaml")


def test_the_vocabulary_has_its_27_acts_in_order() -> None:
    assert len(ACTS) == 27
    assert ACTS[0] == "verifies_independently"
    assert ACTS[-3:] == ("wants_to_stop", "asks_for_help", "unclear")


def test_a_sound_file_is_read_with_places(reply_file: Path) -> None:
    first, second = load_replies([reply_file], ACTS)
    assert (first.text, first.acts, first.line) == ("누구십니까", ("asks_identity",), 8)
    assert second.acts == ("delays", "tells_trusted_person")
    assert (second.lang, second.writer, second.caller) == ("ko", "someone", "검찰청입니다.")


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("[asks_identity]", "[asks_idenity]", 8, 'there is no act "asks_idenity"'),
        ("[asks_identity]", "[unclear, delays]", 8, "unclear stands alone"),
        ("[asks_identity]", "[delays, delays]", 8, "stands twice"),
        ("[asks_identity]", "[]", 8, "must be a list"),
        ("내일 아들하고 갈게요", "누구십니까", 9, "stands already in line 8"),
        ("lang: ko", "lang: kr", 3, "lang is one of ko, en"),
        ("register: seoul", "register: native", 4, "register is one of northern"),
        ("    setting: south\n", "", 3, 'lacks the key "setting"'),
        ("    setting: south\n", "    setting: south\n    seting: x\n", 6, 'no key "seting"'),
        ("    setting: south\n", "    boundary: delays\n    setting: mars\n", 6, "setting is one"),
        ("    setting: south\n", "    setting: south\n    boundary: delays/x\n", 6, '"x" is none'),
        ('"누구십니까": [', '"누구십니까: [', 9, "this is not YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(
    reply_file: Path, old: str, new: str, line: int, sentence: str
) -> None:
    text = reply_file.read_text(encoding="utf-8")
    reply_file.write_text(text.replace(old, new), encoding="utf-8")
    _, faults = read_file(reply_file, ACTS)
    assert any(fault.line == line and sentence in fault.sentence for fault in faults), faults


def test_all_faults_are_raised_together(reply_file: Path) -> None:
    text = reply_file.read_text(encoding="utf-8")
    reply_file.write_text(text.replace("asks_identity", "x").replace("delays", "y"), "utf-8")
    with pytest.raises(ReplyDataError) as raised:
        load_replies([reply_file], ACTS)
    assert len(raised.value.faults) == 2
    assert f"{reply_file}:8: " in str(raised.value)
