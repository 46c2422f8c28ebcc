from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components import candidates, evaluate, joining, lint, measures, pages
from components.acts import VOCABULARY, read_act_ids
from components.cases import Case, CaseError, of_files, of_lines
from components.measures import Answer
from components.replies import Reply, read_file

ACTS = read_act_ids(VOCABULARY)
REPLY = Reply(
    text="제가 지금 일하는 중이라서 저녁에 다시 전화하겠습니다",
    acts=("delays",),
    lang="ko",
    register="seoul",
    setting="south",
    caller="검찰청입니다.",
    boundary=None,
    writer="one",
    path=Path("one.yaml"),
    line=8,
)
OTHER = replace(REPLY, path=Path("two.yaml"), writer="two", line=3)


def test_a_copied_reply_is_found_with_its_place() -> None:
    (fault,) = lint.said_twice([REPLY, replace(OTHER, text=REPLY.text.replace(" ", "") + "!")])
    assert str(fault) == "two.yaml:3: one.yaml:8 has the same reply"


def test_a_short_reply_may_answer_two_lines_with_two_meanings() -> None:
    no = replace(REPLY, text="없습니다", acts=("acknowledges",))
    twin = replace(OTHER, text="없습니다", acts=("pleads",))
    assert list(lint.said_twice([no, replace(twin, caller="돈 있소?")])) == []
    (fault,) = lint.said_twice([no, twin])
    assert "to the same line with other acts" in fault.sentence


def test_nearly_the_same_with_other_acts_must_be_marked_as_a_near_miss() -> None:
    twin = replace(OTHER, text=REPLY.text + " 네", acts=("ends_call",))
    (fault,) = lint.said_alike([REPLY, twin])
    assert "nearly the same as one.yaml:8, which has [delays]" in fault.sentence
    pair = [replace(one, boundary="delays/ends_call") for one in (REPLY, twin)]
    assert list(lint.said_alike(pair)) == []


def test_lint_ends_with_1_where_a_file_has_faults(
    reply_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint.main([str(reply_file)]) == 0
    text = reply_file.read_text(encoding="utf-8").replace("[asks_identity]", "[unclear, delays]")
    reply_file.write_text(text, encoding="utf-8")
    assert lint.main([str(reply_file)]) == 1
    assert f"{reply_file.name}:8: unclear stands alone" in capsys.readouterr().out


def test_joined_replies_have_the_acts_of_both_and_come_out_the_same() -> None:
    said = [replace(REPLY, text=f"말 {i}", acts=(act,)) for i, act in enumerate(ACTS)]
    made = joining.join(said)
    assert made
    assert made == joining.join(said)
    for one in made:
        assert len(one.acts) == 2
        assert not {"unclear", "wants_to_stop", "asks_for_help"}.intersection(one.acts)


@pytest.mark.parametrize(
    "line", ["x", "[]", '{"text": 3}', '{"text": "a"}', '{"text": "a", "acts": ["b"]}']
)
def test_a_line_that_is_no_case_is_refused_without_its_words(line: str) -> None:
    with pytest.raises(CaseError, match="line 2"):
        of_lines(['{"text": "a", "acts": ["delays"]}', line], ACTS)


def test_cases_come_from_replies_and_from_lines_alike(reply_file: Path, tmp_path: Path) -> None:
    cases = of_files([reply_file], ACTS)
    lines = tmp_path / "cases.jsonl"
    lines.write_text("\n".join(case.line() for case in cases), encoding="utf-8")
    assert of_files([lines], ACTS) == cases
    assert cases[1].acts == ("delays", "tells_trusted_person")


def _answer(case: Case, *chosen: str, sure: float = 0.9) -> tuple[Case, Answer]:
    p = np.array([sure if act in chosen else 0.01 for act in ACTS])
    return case, Answer(p, frozenset(chosen), 0.004)


def test_the_figures_are_those_of_the_textbook() -> None:
    both = Case("a", ("delays", "pleads"), "ko", None, "seoul")
    one = Case("b", ("delays",), "en", "x <b>", "native", "delays/pleads")
    found = measures.report([_answer(both, "delays"), _answer(one, "delays", "pleads")], ACTS)
    assert found["f1"] == pytest.approx(2 * 2 / (2 * 2 + 1 + 1), abs=1e-4)
    assert found["exact"] == 0
    assert found["languages"]["ko"]["recall"] == 0.5
    assert found["acts"]["pleads"]["f1"] == 0
    assert found["calibration"]["likeliest"]["error"] == pytest.approx(0.1)
    assert found["confusions"] == [{"is": "pleads", "read_as": "(nothing)", "count": 1}]
    assert "micro-F1 0.667" in pages.text({"model": "m", **found})
    page = pages.page({"model": "m", **found})
    assert "x &lt;b&gt;" in page
    assert "http" not in page


def test_a_worse_model_is_refused() -> None:
    case = Case("a", ("delays",), "ko")
    good, bad = (measures.report([_answer(case, act)], ACTS) for act in ("delays", "pleads"))
    assert evaluate.verdict(good, bad) is None
    assert evaluate.verdict(bad, good) == "micro-F1 falls from 1.000 to 0.000"


def test_a_candidate_is_masked_listed_accepted_and_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting, into = tmp_path / "waiting.jsonl", tmp_path / "accepted.yaml"
    line = {"text": '번호는 010-1234-5678 "입니다"', "lang": "ko", "acts": ["discloses"]}
    waiting.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert candidates.main(["list", str(waiting)]) == 0
    shown = capsys.readouterr().out
    assert "1234" not in shown
    name = shown.split()[0]
    accept = ["accept", str(waiting), name, "--setting", "south", "--into", str(into)]
    assert candidates.main([*accept, "--register", "native"]) == 1
    assert candidates.main([*accept, "--register", "seoul"]) == 0
    (reply,), faults = read_file(into, ACTS)
    assert (reply.text, reply.acts, faults) == ('번호는 [#] "입니다"', ("discloses",), [])
    assert waiting.read_text(encoding="utf-8") == ""
    assert candidates.main([*accept, "--register", "seoul"]) == 1


def test_candidates_of_standard_input_are_taken_all_and_those_of_a_file_can_be_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, into = tmp_path / "waiting.jsonl", tmp_path / "accepted.yaml"
    lines = '{"text": "call me later", "lang": "en", "acts": ["delays"]}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    accept = ["accept", "-", "--register", "native", "--setting", "online", "--into", str(into)]
    assert candidates.main(accept) == 0
    assert [reply.text for reply in read_file(into, ACTS)[0]] == ["call me later"]
    waiting.write_text(lines, encoding="utf-8")
    (offered,) = candidates.of_text(lines, ACTS)
    assert candidates.main(["drop", str(waiting), "0" * 8]) == 1
    assert candidates.main(["drop", str(waiting), offered.name]) == 0
    assert waiting.read_text(encoding="utf-8") == ""
